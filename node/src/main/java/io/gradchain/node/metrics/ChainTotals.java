package io.gradchain.node.metrics;

import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import java.util.List;

/** Counts what became final since the start. */
final class ChainTotals implements ChainListener {
    private volatile Sums sums = new Sums(0, 0, 0, 0);

    record Sums(long blocks, long transactions, long failed, long gas) {}

    Sums sums() {
        return sums;
    }

    @Override
    public void headChanged(CheckedBlock head) {}

    /** Blocks become final one call at a time. */
    @Override
    public void finalized(List<CheckedBlock> blocks) {
        long transactions = 0;
        long failed = 0;
        long gas = 0;
        for (CheckedBlock block : blocks) {
            transactions += block.receipts().size();
            failed += block.receipts().stream()
                    .filter(receipt -> receipt.outcome() instanceof Receipt.Failed)
                    .count();
            gas += block.header().gasUsed();
        }
        Sums old = sums;
        sums = new Sums(
                old.blocks + blocks.size(), old.transactions + transactions, old.failed + failed, old.gas + gas);
    }
}
