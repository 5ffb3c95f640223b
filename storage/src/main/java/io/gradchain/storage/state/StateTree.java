package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A binary Merkle tree over 256-bit keys with its chains of only children left out (S-2 to S-5). The root is a function
 * of the set of entries alone: no history, order or earlier deletion can be seen in it. Nodes are never changed, so
 * every root whose nodes are kept stays readable.
 */
public final class StateTree {
    /** The root of the empty tree (S-2). */
    public static final Hash EMPTY = Hash.ZERO;

    public static final int MAX_VALUE_BYTES = 32 * 1024;

    private final NodeSource nodes;

    public StateTree(NodeSource nodes) {
        this.nodes = nodes;
    }

    /** The tree over {@link Column#STATE}. */
    public static StateTree of(KeyValueStore store) {
        return new StateTree(stored(store));
    }

    /** The nodes of {@link Column#STATE}: what the first {@link NodeOverlay} lies on. */
    public static NodeSource stored(KeyValueStore store) {
        return hash -> store.get(Column.STATE, hash.bytes());
    }

    /** The hash under which a stored node belongs; throws DecodeException where the bytes are no node. */
    public static Hash hashOf(byte[] node) {
        return switch (Node.decode(node)) {
            case Node.Leaf leaf -> Node.leafHash(leaf.key(), Node.valueHash(leaf.value()));
            case Node.Branch branch -> Node.branchHash(branch.depth(), branch.prefix(), branch.left(), branch.right());
        };
    }

    public boolean hasRoot(Hash root) {
        return root.equals(EMPTY) || nodes.node(root).isPresent();
    }

    /** Throws {@link MissingNodeException} for a root that is not there. */
    public Optional<byte[]> get(Hash root, Hash key) {
        Hash at = root;
        while (!at.equals(EMPTY)) {
            switch (load(at)) {
                case Node.Leaf leaf -> {
                    return leaf.key().equals(key) ? Optional.of(leaf.value()) : Optional.empty();
                }
                case Node.Branch branch -> at = leadsTo(branch, key) ? child(branch, key) : EMPTY;
            }
        }
        return Optional.empty();
    }

    /**
     * The root after {@code changes} (empty value: delete), which are applied together; new nodes go to {@code sink}.
     * Nothing below {@code root} is changed.
     */
    public Hash update(Hash root, SortedMap<Hash, Optional<byte[]>> changes, NodeSink sink) {
        List<Item> items = new ArrayList<>();
        changes.forEach((key, value) -> items.add(new Item(key, leaf(key, value, sink))));
        return apply(root, items, sink);
    }

    /** Proves what {@link #get} says, to someone who knows only {@code root}. */
    public StateProof prove(Hash root, Hash key) {
        List<StateProof.Step> steps = new ArrayList<>();
        Hash at = root;
        while (!at.equals(EMPTY)) {
            switch (load(at)) {
                case Node.Leaf leaf -> {
                    return new StateProof(steps, new StateProof.Leaf(leaf.key(), Node.valueHash(leaf.value())));
                }
                case Node.Branch branch -> {
                    if (!leadsTo(branch, key)) {
                        return new StateProof(
                                steps,
                                new StateProof.Fork(branch.depth(), branch.prefix(), branch.left(), branch.right()));
                    }
                    boolean right = key.bit(branch.depth());
                    steps.add(new StateProof.Step(branch.depth(), right ? branch.left() : branch.right()));
                    at = child(branch, key);
                }
            }
        }
        return new StateProof(steps, new StateProof.Nothing());
    }

    /** Visits every entry below {@code root} in ascending key order. */
    public void forEach(Hash root, EntryVisitor visitor) {
        if (root.equals(EMPTY)) {
            return;
        }
        switch (load(root)) {
            case Node.Leaf leaf -> visitor.visit(leaf.key(), leaf.value());
            case Node.Branch branch -> {
                forEach(branch.left(), visitor);
                forEach(branch.right(), visitor);
            }
        }
    }

    /** Receives the entries of a tree. */
    public interface EntryVisitor {
        void visit(Hash key, byte[] value);
    }

    /** A subtree (a leaf, mostly) and some key in its range; {@link #EMPTY} stands for "nothing may be here". */
    private record Item(Hash key, Hash node) {}

    private static Hash leaf(Hash key, Optional<byte[]> value, NodeSink sink) {
        if (value.isEmpty()) {
            return EMPTY;
        }
        if (value.get().length > MAX_VALUE_BYTES) {
            throw new IllegalArgumentException("state value of " + value.get().length + " bytes is too long");
        }
        Hash hash = Node.leafHash(key, Node.valueHash(value.get()));
        sink.put(hash, Node.encode(new Node.Leaf(key, value.get())));
        return hash;
    }

    private Hash apply(Hash at, List<Item> changes, NodeSink sink) {
        if (changes.isEmpty()) {
            return at;
        }
        if (at.equals(EMPTY)) {
            return build(present(changes), sink);
        }
        return switch (load(at)) {
            case Node.Leaf leaf -> {
                SortedMap<Hash, Hash> merged = new TreeMap<>();
                merged.put(leaf.key(), at);
                changes.forEach(change -> merged.put(change.key, change.node));
                List<Item> items = new ArrayList<>();
                merged.forEach((key, node) -> items.add(new Item(key, node)));
                yield build(present(items), sink);
            }
            case Node.Branch branch -> {
                int from = firstFrom(changes, item -> item.key.compareTo(branch.prefix()) >= 0);
                int to = from + firstFrom(changes.subList(from, changes.size()), item -> !leadsTo(branch, item.key));
                Hash inside = applyInside(at, branch, changes.subList(from, to), sink);
                // Changes outside the range of this branch part from it above its depth: it moves down as a whole.
                List<Item> items = new ArrayList<>(changes.subList(0, from));
                items.add(new Item(branch.prefix(), inside));
                items.addAll(changes.subList(to, changes.size()));
                yield build(present(items), sink);
            }
        };
    }

    private Hash applyInside(Hash at, Node.Branch branch, List<Item> changes, NodeSink sink) {
        int split = firstFrom(changes, item -> item.key.bit(branch.depth()));
        Hash left = apply(branch.left(), changes.subList(0, split), sink);
        Hash right = apply(branch.right(), changes.subList(split, changes.size()), sink);
        if (left.equals(EMPTY)) {
            return right;
        }
        if (right.equals(EMPTY)) {
            return left;
        }
        boolean same = left.equals(branch.left()) && right.equals(branch.right());
        return same ? at : put(branch.depth(), branch.prefix(), left, right, sink);
    }

    /** The tree over sorted items that are all there; they differ in the bits where their subtrees part. */
    private static Hash build(List<Item> items, NodeSink sink) {
        if (items.size() < 2) {
            return items.isEmpty() ? EMPTY : items.getFirst().node;
        }
        int depth = items.getFirst().key.commonBits(items.getLast().key);
        int split = firstFrom(items, item -> item.key.bit(depth));
        Hash left = build(items.subList(0, split), sink);
        Hash right = build(items.subList(split, items.size()), sink);
        return put(depth, items.getFirst().key.prefix(depth), left, right, sink);
    }

    private static Hash put(int depth, Hash prefix, Hash left, Hash right, NodeSink sink) {
        Hash hash = Node.branchHash(depth, prefix, left, right);
        sink.put(hash, Node.encode(new Node.Branch(depth, prefix, left, right)));
        return hash;
    }

    private static List<Item> present(List<Item> items) {
        return items.stream().filter(item -> !item.node.equals(EMPTY)).toList();
    }

    /** Index of the first item that satisfies {@code wanted}, which holds for none before it and all after it. */
    private static int firstFrom(List<Item> items, java.util.function.Predicate<Item> wanted) {
        int low = 0;
        int high = items.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (wanted.test(items.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static boolean leadsTo(Node.Branch branch, Hash key) {
        return branch.prefix().commonBits(key) >= branch.depth();
    }

    private static Hash child(Node.Branch branch, Hash key) {
        return key.bit(branch.depth()) ? branch.right() : branch.left();
    }

    private Node load(Hash hash) {
        return Node.decode(nodes.node(hash).orElseThrow(() -> new MissingNodeException(hash)));
    }
}
