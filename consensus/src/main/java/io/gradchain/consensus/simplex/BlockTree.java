package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event.Verdict;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Blocks above the finalized floor: their bodies, and whether they were checked; parents are checked first. */
final class BlockTree {
    private static final int CAPACITY = 256;

    private final ChainView chain;
    private final Span span;
    private final Map<Hash, Node> nodes = new LinkedHashMap<>();

    BlockTree(ChainView chain, Span span) {
        this.chain = chain;
        this.span = span;
    }

    private enum State {
        WAITING,
        DUE,
        CHECKING,
        VALID,
        INVALID
    }

    private static final class Node {
        private final Block block;
        private State state;
        private String fault = "its header does not follow from its parent";

        private Node(Block block, State state) {
            this.block = block;
            this.state = state;
        }
    }

    void add(Block block) {
        if (nodes.putIfAbsent(block.hash(), new Node(block, State.WAITING)) == null) {
            shrink();
        }
    }

    /** A block we built ourselves. */
    void addValid(Block block) {
        nodes.put(block.hash(), new Node(block, State.VALID));
        shrink();
    }

    Optional<Block> find(Hash hash) {
        Node node = nodes.get(hash);
        return node != null ? Optional.of(node.block) : chain.block(hash);
    }

    /** The header of a block that is known to be valid. */
    Optional<BlockHeader> valid(Hash hash) {
        Node node = nodes.get(hash);
        if (node != null && node.state == State.VALID) {
            return Optional.of(node.block.header());
        }
        return chain.block(hash).map(Block::header);
    }

    boolean isInvalid(Hash hash) {
        Node node = nodes.get(hash);
        return node != null && node.state == State.INVALID;
    }

    /** Why a block is invalid for us, with its height, in words. */
    String fault(Hash hash) {
        Node node = nodes.get(hash);
        return node == null ? "" : "at height " + node.block.height() + ": " + node.fault;
    }

    /**
     * Has the block checked, after its ancestors.
     *
     * @return the body that is missing for it, if any
     */
    Optional<Hash> require(Hash hash, Effects out) {
        Hash next = hash;
        for (int depth = 0; depth <= CAPACITY; depth++) {
            if (valid(next).isPresent()) {
                return Optional.empty();
            }
            Node node = nodes.get(next);
            if (node == null) {
                return Optional.of(next);
            }
            if (node.state == State.CHECKING || node.state == State.INVALID) {
                return Optional.empty();
            }
            node.state = State.DUE;
            if (start(node, out)) {
                return Optional.empty();
            }
            next = node.block.header().parent();
        }
        return Optional.empty();
    }

    /** Notes the answer to a check and starts those that waited for it. */
    void checked(Hash hash, Verdict verdict, Effects out) {
        Node node = nodes.get(hash);
        if (node == null) {
            return;
        }
        switch (verdict) {
            case Verdict.Valid valid -> node.state = State.VALID;
            case Verdict.Invalid(String reason) -> {
                node.state = State.INVALID;
                node.fault = reason;
            }
        }
        startDue(out);
    }

    /** Starts every check whose parent has become known, as after a sync. */
    void startDue(Effects out) {
        for (Node node : nodes.values()) {
            if (node.state == State.DUE) {
                start(node, out);
            }
        }
    }

    void prune(long finalHeight) {
        Iterator<Node> all = nodes.values().iterator();
        while (all.hasNext()) {
            Node node = all.next();
            // A check under way is forgotten too: its answer finds no node.
            if (node.block.height() < finalHeight) {
                all.remove();
            }
        }
    }

    /** True when the node needs nothing more: its check runs, or it is invalid for what its parent is. */
    private boolean start(Node node, Effects out) {
        Hash parent = node.block.header().parent();
        if (isInvalid(parent)) {
            node.state = State.INVALID;
            return true;
        }
        Optional<BlockHeader> header = valid(parent);
        if (header.isEmpty()) {
            return false;
        }
        if (fits(node.block.header(), header.get())) {
            node.state = State.CHECKING;
            out.checkBlock(node.block);
        } else {
            node.state = State.INVALID;
        }
        return true;
    }

    private boolean fits(BlockHeader header, BlockHeader parent) {
        return header.height() == parent.height() + 1
                && span.contains(header)
                && Seal.of(header)
                        .filter(seal -> seal.parentView() == span.viewOf(parent))
                        .isPresent();
    }

    private void shrink() {
        Iterator<Node> oldest = nodes.values().iterator();
        while (nodes.size() > CAPACITY) {
            oldest.next();
            oldest.remove();
        }
    }
}
