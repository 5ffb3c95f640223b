package io.gradchain.node.sync;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.List;
import java.util.Optional;

/** Keeps every committee a final header commits to, by that hash: states forget them, and newcomers ask for all. */
public final class HandOvers implements ChainListener {
    private final KeyValueStore store;
    private final Proofs proofs;

    public HandOvers(KeyValueStore store, Proofs proofs) {
        this.store = store;
        this.proofs = proofs;
    }

    @Override
    public void headChanged(CheckedBlock head) {}

    @Override
    public void finalized(List<CheckedBlock> blocks) {
        for (CheckedBlock block : blocks) {
            if (endsEpoch(block.header())) {
                elected(block.header()).ifPresent(committee -> store.write(kept(new WriteBatch(), committee), false));
            }
        }
    }

    static boolean endsEpoch(BlockHeader header) {
        return !header.nextCommittee().equals(Hash.ZERO);
    }

    static WriteBatch kept(WriteBatch batch, Committee committee) {
        return batch.put(Column.CONTENT, committee.hash().bytes(), committee.encoded());
    }

    /** The committee that {@code end} commits to, where it was kept. */
    public static Optional<Committee> kept(KeyValueStore store, BlockHeader end) {
        return endsEpoch(end)
                ? store.get(Column.CONTENT, end.nextCommittee().bytes()).map(Committee::decode)
                : Optional.empty();
    }

    private Optional<Committee> elected(BlockHeader end) {
        return proofs.committee(proofs.epochOf(end) + 1, end)
                .filter(committee -> committee.hash().equals(end.nextCommittee()));
    }

    /** {@link Committee#encoded} of the committee that {@code end} commits to: kept, or still in the state. */
    Optional<byte[]> after(BlockHeader end) {
        return kept(store, end).or(() -> elected(end)).map(Committee::encoded);
    }
}
