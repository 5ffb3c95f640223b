package io.gradchain.node.chain;

import java.util.List;

/** Hears of changes, on the thread that made them: whatever takes long is handed over. */
public interface ChainListener {
    /** The newest block changed. */
    void headChanged(CheckedBlock head);

    /** These became final, lowest first. */
    void finalized(List<CheckedBlock> blocks);
}
