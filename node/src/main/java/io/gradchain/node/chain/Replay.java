package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.execution.Authorization;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.ExecutedBlock;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Executes a block once more with nothing remembered: first on the parent's state, noting every state node and code it
 * reads, then from those alone. The second run shows that they are all one needs to check the block without a database.
 */
public final class Replay {
    private Replay() {}

    /**
     * @param difference what came out otherwise, empty when all roots and receipts are the same both times
     * @param nodes state nodes and codes that the execution read
     * @param bytes their size
     * @param nanos time of the first execution
     */
    public record Result(Optional<String> difference, int nodes, long bytes, long nanos) {
        public boolean ok() {
            return difference.isEmpty();
        }
    }

    /** @param block any block above zero whose parent's state is readable */
    public static Result of(ProtocolRules rules, KeyValueStore store, BlockHeader parent, CheckedBlock block) {
        SortedMap<Hash, byte[]> nodes = new TreeMap<>();
        SortedMap<Hash, byte[]> codes = new TreeMap<>();
        StateTrees noting = new StateTrees(
                hash -> noted(nodes, hash, store.get(Column.STATE, hash.bytes())),
                hash -> noted(codes, hash, store.get(Column.CONTENT, hash.bytes())));
        long start = System.nanoTime();
        Headers headers = new BlockStore(store)::header;
        Optional<String> difference = execute(rules, noting, headers, parent, block);
        long nanos = System.nanoTime() - start;
        if (difference.isEmpty()) {
            StateTrees alone = new StateTrees(
                    hash -> Optional.ofNullable(nodes.get(hash)), hash -> Optional.ofNullable(codes.get(hash)));
            difference = execute(rules, alone, headers, parent, block).map(why -> "from the noted nodes alone: " + why);
        }
        long bytes = 0;
        for (byte[] node : nodes.values()) {
            bytes += node.length;
        }
        for (byte[] code : codes.values()) {
            bytes += code.length;
        }
        return new Result(difference, nodes.size() + codes.size(), bytes, nanos);
    }

    private static Optional<byte[]> noted(SortedMap<Hash, byte[]> notes, Hash hash, Optional<byte[]> read) {
        read.ifPresent(bytes -> notes.put(hash, bytes));
        return read;
    }

    private static List<Hash> hashes(List<Receipt> receipts) {
        return receipts.stream().map(Receipt::hash).toList();
    }

    private static Optional<String> execute(
            ProtocolRules rules, StateTrees trees, Headers headers, BlockHeader parent, CheckedBlock block) {
        Authorization signatures = tx -> tx.isAuthorized(new Ed25519());
        StateTransition transition = new StateTransition(rules, trees, headers, signatures, new ContractCalls());
        return switch (transition.check(parent, block.block())) {
            case StateTransition.Outcome.Invalid invalid ->
                Optional.of(invalid.rule().with(invalid.detail()));
            case StateTransition.Outcome.Valid(ExecutedBlock executed) ->
                hashes(executed.receipts()).equals(hashes(block.receipts()))
                        ? Optional.empty()
                        : Optional.of("the receipts in the database are others");
        };
    }
}
