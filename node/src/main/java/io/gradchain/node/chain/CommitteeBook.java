package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.execution.staking.EngineRules;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.Optional;

/**
 * Committees that outlive the states that elected them: newcomers, light clients and {@code db check} ask for them from the first
 * epoch on. Each lies under the hash that a header names.
 */
public final class CommitteeBook implements StateWindow.Farewell {
    private final Committees elected;
    private final EngineRules.EpochOf epochs;

    public CommitteeBook(Committees elected, EngineRules.EpochOf epochs) {
        this.elected = elected;
        this.epochs = epochs;
    }

    /** Whether the header names the committee of the next epoch. */
    public static boolean endsEpoch(BlockHeader header) {
        return !header.nextCommittee().equals(Hash.ZERO);
    }

    /** The committee that {@code elector}'s header names, if it was put aside. */
    public static Optional<Committee> find(KeyValueStore store, BlockHeader elector) {
        return !endsEpoch(elector)
                ? Optional.empty()
                : store.get(Column.CONTENT, elector.nextCommittee().bytes()).map(Committee::decode);
    }

    /** As {@link #find}, or from the state that elected it, which {@code states} may still keep. */
    public static Optional<Committee> find(
            KeyValueStore store, StateWindow states, Committees elected, long epoch, BlockHeader elector) {
        return find(store, elector)
                .or(() -> states.reading(elector, () -> elected.of(epoch, elector))
                        .flatMap(found -> found))
                // The state went between the two looks: it was put aside before.
                .or(() -> find(store, elector))
                .filter(committee -> committee.hash().equals(elector.nextCommittee()));
    }

    public static void put(WriteBatch batch, Committee committee) {
        batch.put(Column.CONTENT, committee.hash().bytes(), committee.encoded());
    }

    @Override
    public void before(BlockHeader leaving, WriteBatch batch) {
        if (endsEpoch(leaving)) {
            elected.of(epochs.of(leaving.height(), leaving.seal()) + 1, leaving)
                    .filter(committee -> committee.hash().equals(leaving.nextCommittee()))
                    .ifPresent(committee -> put(batch, committee));
        }
    }
}
