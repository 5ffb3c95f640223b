package io.gradchain.cli.bench;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes down when the observing node saw transfers included and final, and its highest head rise. All times are nanoTime. */
final class Observer implements ChainListener {
    private final Load load;
    private final Chain chain;
    private final long[] included;
    private final long[] finalised;
    private final List<Long> heads = new ArrayList<>();
    private final Set<Hash> seen = new TreeSet<>();
    private final long bottom;
    private long top;
    private int finalCount;

    Observer(Load load, Chain chain) {
        this.load = load;
        this.chain = chain;
        this.included = new long[load.size()];
        this.finalised = new long[load.size()];
        this.bottom = chain.head().height();
        this.top = bottom;
    }

    @Override
    public synchronized void headChanged(CheckedBlock head) {
        long now = System.nanoTime();
        Optional<CheckedBlock> at = Optional.of(head);
        while (at.isPresent()
                && at.get().height() > bottom
                && seen.add(at.get().block().hash())) {
            note(at.get(), included, now);
            at = chain.checked(at.get().header().parent());
        }
        for (; top < head.height(); top++) {
            heads.add(now);
        }
    }

    @Override
    public synchronized void finalized(List<CheckedBlock> blocks) {
        long now = System.nanoTime();
        for (CheckedBlock block : blocks) {
            // A block that catching up brought was never the head.
            note(block, included, now);
            finalCount += note(block, finalised, now);
        }
        notifyAll();
    }

    /** The first sight counts; how many transfers were seen for the first time. */
    private int note(CheckedBlock block, long[] times, long now) {
        int fresh = 0;
        for (Receipt receipt : block.receipts()) {
            Integer index = load.indexes().get(receipt.transaction());
            if (index != null && times[index] == 0) {
                times[index] = now;
                fresh++;
            }
        }
        return fresh;
    }

    /** Waits until {@code count} transfers are final, or {@code end} is there. */
    synchronized void awaitFinal(int count, long end) throws InterruptedException {
        long left = end - System.nanoTime();
        while (finalCount < count && left > 0) {
            wait(1 + left / 1_000_000);
            left = end - System.nanoTime();
        }
    }

    /** When transfer {@code index} was first in the branch of the head; 0 if never. */
    synchronized long included(int index) {
        return included[index];
    }

    /** When transfer {@code index} was final; 0 if never. */
    synchronized long finalised(int index) {
        return finalised[index];
    }

    /** When the highest head rose, once a height. */
    synchronized List<Long> heads() {
        return List.copyOf(heads);
    }
}
