package io.gradchain.node.chain;

import java.util.List;

/** Hears of changes, on the thread that made them: whatever takes long is handed over. */
public interface ChainListener {
    /** The newest block changed. */
    void headChanged(CheckedBlock head);

    /** The head left its branch; told before {@link #headChanged}. */
    default void reorganised(Reorg reorg) {}

    /** These were final and are no more, newest first: only where the engine does not finalize for good. */
    default void reverted(List<CheckedBlock> blocks) {}

    /** These became final, lowest first. */
    void finalized(List<CheckedBlock> blocks);
}
