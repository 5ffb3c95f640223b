package io.gradchain.cli.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What clients were told is final, by whichever node: from then on every node must say the same for ever. */
final class Ledger {
    private final NavigableMap<Long, Entry> blocks = new TreeMap<>();
    private final Map<String, Long> transactions = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    /** @param witness the node that said so first */
    record Entry(String block, String stateRoot, String witness) {}

    /** Writes down that {@code witness} called the block final, or that it contradicts what was said before. */
    synchronized void told(String witness, long height, String block, String stateRoot) {
        Entry entry = blocks.putIfAbsent(height, new Entry(block, stateRoot, witness));
        if (entry != null && !(entry.block.equals(block) && entry.stateRoot.equals(stateRoot))) {
            contradictions.add("height %d: %s calls block %s (state %s) final, %s said %s (state %s)"
                    .formatted(
                            height,
                            witness,
                            brief(block),
                            brief(stateRoot),
                            entry.witness,
                            brief(entry.block),
                            brief(entry.stateRoot)));
        }
    }

    private static String brief(String hex) {
        return hex.substring(0, Math.min(12, hex.length()));
    }

    /** Writes down a whole final block, its transactions with the time they were seen. */
    synchronized void told(String witness, Door.Block block) {
        told(witness, block.height(), block.hash(), block.stateRoot());
        long now = System.nanoTime();
        block.transactions().forEach(hash -> transactions.putIfAbsent(hash, now));
        notifyAll();
    }

    /** When the transaction was first seen in a final block, in nanoTime. */
    synchronized Optional<Long> finalAt(String transaction) {
        return Optional.ofNullable(transactions.get(transaction));
    }

    synchronized boolean knows(long height) {
        return blocks.containsKey(height);
    }

    synchronized long height() {
        return blocks.isEmpty() ? 0 : blocks.lastKey();
    }

    synchronized int transactions() {
        return transactions.size();
    }

    /** Heights above {@code from} that anybody was told of. */
    synchronized List<Long> heightsAbove(long from) {
        return List.copyOf(blocks.tailMap(from, false).keySet());
    }

    synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
