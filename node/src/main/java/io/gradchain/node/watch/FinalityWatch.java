package io.gradchain.node.watch;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Completes futures when a transaction or a height is final. Every wait ends: with the event, or with its time. */
public final class FinalityWatch implements ChainListener {
    private final Chain chain;
    private final Map<Hash, List<CompletableFuture<Boolean>>> transactions = new HashMap<>();
    private final NavigableMap<Long, List<CompletableFuture<Boolean>>> heights = new TreeMap<>();

    public FinalityWatch(Chain chain) {
        this.chain = chain;
    }

    /** True once {@code transaction} is in a final block, false when {@code timeoutMillis} are over. */
    public CompletableFuture<Boolean> transaction(Hash transaction, long timeoutMillis) {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        synchronized (this) {
            transactions.computeIfAbsent(transaction, t -> new ArrayList<>()).add(future);
        }
        // Asked after the entry was made: finality between the two is seen by one of them.
        if (chain.inclusion(transaction).filter(Chain.Inclusion::isFinal).isPresent()) {
            future.complete(true);
        }
        return timed(future, timeoutMillis, () -> forget(transactions, transaction));
    }

    /** True once the final block is at {@code height} or above, false when {@code timeoutMillis} are over. */
    public CompletableFuture<Boolean> height(long height, long timeoutMillis) {
        CompletableFuture<Boolean> future = new CompletableFuture<>();
        synchronized (this) {
            heights.computeIfAbsent(height, h -> new ArrayList<>()).add(future);
        }
        if (chain.finalizedHeader().height() >= height) {
            future.complete(true);
        }
        return timed(future, timeoutMillis, () -> forget(heights, height));
    }

    private static CompletableFuture<Boolean> timed(
            CompletableFuture<Boolean> future, long timeoutMillis, Runnable cleanUp) {
        var _ = future.completeOnTimeout(false, timeoutMillis, TimeUnit.MILLISECONDS)
                .whenComplete((done, none) -> cleanUp.run());
        // The future itself, so that whoever cancels it is forgotten.
        return future;
    }

    private synchronized <K> void forget(Map<K, List<CompletableFuture<Boolean>>> waiting, K key) {
        List<CompletableFuture<Boolean>> futures = waiting.get(key);
        if (futures != null && futures.removeIf(CompletableFuture::isDone) && futures.isEmpty()) {
            waiting.remove(key);
        }
    }

    @Override
    public void headChanged(CheckedBlock head) {}

    @Override
    public void finalized(List<CheckedBlock> blocks) {
        List<CompletableFuture<Boolean>> done = new ArrayList<>();
        synchronized (this) {
            for (CheckedBlock block : blocks) {
                for (Receipt receipt : block.receipts()) {
                    done.addAll(transactions.getOrDefault(receipt.transaction(), List.of()));
                }
            }
            heights.headMap(blocks.getLast().height(), true).values().forEach(done::addAll);
        }
        done.forEach(future -> future.complete(true));
    }
}
