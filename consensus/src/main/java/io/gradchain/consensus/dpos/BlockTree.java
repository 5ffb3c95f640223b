package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Blocks admitted to the choice of forks: on a known parent, of their slot's producer, what they name as certified being
 * certified. Bodies of valid ones are the chain's to keep. Parents were admitted before their children.
 */
final class BlockTree implements Headers {
    /** Heights below the final block that are still served to peers a little behind. */
    static final int SERVED = 16;

    private final ChainView chain;
    private final Map<Hash, Node> nodes = new LinkedHashMap<>();
    private Node finalized;

    enum State {
        CHECKING,
        VALID,
        INVALID
    }

    /** An admitted block; {@code signature} is its producer's, absent where the block came by the runtime's sync. */
    static final class Node {
        private final Hash hash;
        private final BlockHeader header;
        private final Seal seal;
        private final Optional<Vote> signature;
        private State state;
        private String fault = "";

        private Node(Hash hash, BlockHeader header, Optional<Vote> signature, State state) {
            this.hash = hash;
            this.header = header;
            this.seal = Seal.of(header).orElseThrow();
            this.signature = signature;
            this.state = state;
        }

        Hash hash() {
            return hash;
        }

        BlockHeader header() {
            return header;
        }

        Seal seal() {
            return seal;
        }

        Optional<Vote> signature() {
            return signature;
        }

        long height() {
            return header.height();
        }
    }

    BlockTree(ChainView chain) {
        this.chain = chain;
        BlockHeader header = chain.finalizedHeader();
        finalized = new Node(header.hash(), header, Optional.empty(), State.VALID);
        nodes.put(finalized.hash, finalized);
    }

    /** Starts anew from a final block that came by sync. */
    void reset(BlockHeader header) {
        Hash hash = header.hash();
        finalized = new Node(hash, header, Optional.empty(), State.VALID);
        nodes.clear();
        nodes.put(hash, finalized);
    }

    Node add(Block block, Vote signature, boolean valid) {
        State state = valid ? State.VALID : State.CHECKING;
        Node node = new Node(block.hash(), block.header(), Optional.of(signature), state);
        Node known = nodes.putIfAbsent(block.hash(), node);
        return known == null ? node : known;
    }

    /** Notes the answer to a check; empty when nobody waits for it any more. */
    Optional<Node> checked(Hash hash, Event.Verdict verdict) {
        Node node = nodes.get(hash);
        if (node == null || node.state != State.CHECKING) {
            return Optional.empty();
        }
        switch (verdict) {
            case Event.Verdict.Valid valid -> node.state = State.VALID;
            case Event.Verdict.Invalid(String reason) -> {
                node.state = State.INVALID;
                node.fault = reason;
            }
        }
        return Optional.of(node);
    }

    boolean contains(Hash hash) {
        return nodes.containsKey(hash);
    }

    /** Why a block is invalid for us, with its height, in words. */
    String fault(Hash hash) {
        Node node = nodes.get(hash);
        return node == null ? "" : "at height " + node.header.height() + ": " + node.fault;
    }

    boolean isInvalid(Hash hash) {
        Node node = nodes.get(hash);
        return node != null && node.state == State.INVALID;
    }

    Optional<Node> valid(Hash hash) {
        return Optional.ofNullable(nodes.get(hash)).filter(node -> node.state == State.VALID);
    }

    @Override
    public Optional<BlockHeader> header(Hash hash) {
        Node node = nodes.get(hash);
        return node != null ? Optional.of(node.header) : chain.header(hash);
    }

    Node finalized() {
        return finalized;
    }

    /** How many blocks of that slot were admitted. */
    long countAt(long slot) {
        return nodes.values().stream().filter(node -> node.seal.slot() == slot).count();
    }

    /** All valid blocks that descend from {@code base} or are it, parents first. */
    List<Node> descendants(Node base) {
        List<Node> found = new ArrayList<>();
        Set<Hash> reached = new TreeSet<>();
        for (Node node : nodes.values()) {
            boolean below = node == base || reached.contains(node.header.parent());
            if (below && node.state == State.VALID) {
                reached.add(node.hash);
                found.add(node);
            }
        }
        return found;
    }

    /**
     * Fork choice (C-210): the chain above the final block on which the highest rank is certified, or named so by a seal;
     * then the longest, then the lowest hash.
     */
    Node head(Predicate<Hash> certified) {
        Map<Hash, Rank> ranks = new TreeMap<>();
        Node best = finalized;
        for (Node node : descendants(finalized)) {
            Rank rank = node.seal.justified().max(ranks.getOrDefault(node.header.parent(), node.seal.justified()));
            rank = certified.test(node.hash) ? rank.max(node.seal.rank()) : rank;
            ranks.put(node.hash, rank);
            int order = rank.compareTo(ranks.get(best.hash));
            order = order != 0 ? order : Long.compare(node.height(), best.height());
            if (order > 0 || (order == 0 && node.hash.compareTo(best.hash) < 0)) {
                best = node;
            }
        }
        return best;
    }

    /** Moves the floor up and drops the branches that left it; some blocks below it stay to be served. */
    void raise(Node node) {
        finalized = node;
        Set<Hash> kept = new TreeSet<>();
        Node next = node;
        for (int depth = 0; next != null && depth <= SERVED; depth++) {
            kept.add(next.hash);
            next = nodes.get(next.header.parent());
        }
        for (Node any : List.copyOf(nodes.values())) {
            boolean above = any.height() > node.height() && kept.contains(any.header.parent());
            if (above) {
                kept.add(any.hash);
            }
            if (!kept.contains(any.hash)) {
                nodes.remove(any.hash);
            }
        }
    }

    /** The lowest slot of a block that is still held. */
    long lowestSlot() {
        return nodes.values().stream().mapToLong(node -> node.seal.slot()).min().orElse(0);
    }

    /** The chain from the block after {@code floor} (or after the oldest held) up to {@code node}, oldest first. */
    List<Node> chain(Node node, Predicate<Hash> floor) {
        List<Node> chain = new ArrayList<>();
        Node next = node;
        while (next != null && !floor.test(next.hash)) {
            chain.addFirst(next);
            next = nodes.get(next.header.parent());
        }
        return chain;
    }
}
