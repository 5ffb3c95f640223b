package io.gradchain.node;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.mempool.HeadView;
import io.gradchain.node.mempool.Mempool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the mempool beside the chain: what waits is measured against the head, what is final leaves. */
final class MempoolFollower implements ChainListener {
    private final Chain chain;
    private final Mempool mempool;
    private final Function<BlockHeader, HeadView> stateAfter;
    private final Runnable changed;
    private Hash head;

    MempoolFollower(Chain chain, Mempool mempool, Function<BlockHeader, HeadView> stateAfter, Runnable changed) {
        this.chain = chain;
        this.mempool = mempool;
        this.stateAfter = stateAfter;
        this.changed = changed;
        this.head = chain.head().block().hash();
    }

    @Override
    public void headChanged(CheckedBlock next) {
        boolean onTop = next.header().parent().equals(head);
        head = next.block().hash();
        Optional<Block> difference = onTop ? Optional.of(next.block()) : Optional.empty();
        mempool.headChanged(stateAfter.apply(next.header()), difference);
        changed.run();
    }

    /** What was in them waits again; those that the new branch holds too are refused for their nonce. */
    @Override
    public void reverted(List<CheckedBlock> blocks) {
        mempool.headChanged(stateAfter.apply(chain.head().header()), Optional.empty());
        blocks.reversed().forEach(block -> block.block().transactions().forEach(tx -> mempool.submit(tx, true)));
    }

    @Override
    public void finalized(List<CheckedBlock> blocks) {
        HeadView state = stateAfter.apply(blocks.getLast().header());
        blocks.forEach(block -> mempool.finalized(block.block(), state));
        changed.run();
    }
}
