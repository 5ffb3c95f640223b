package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks the nodes of one tree, and of the trees that hang on its leaves, that do not stand at the same place in another
 * tree: at least all that the other has not, and all there are where the other is empty. Both are canonical (S-4), so equal
 * hashes at one place end a branch of the walk; nothing else does.
 */
public final class TreeDifference {
    private final NodeSource nodes;
    private final HangingTrees hanging;
    private final Deque<Pair> open = new ArrayDeque<>();

    /** Two subtrees for the same range of keys; only leaves of the main tree have trees hanging on them. */
    private record Pair(Hash at, Hash other, boolean main) {}

    public TreeDifference(NodeSource nodes, HangingTrees hanging, Hash root, Hash other) {
        this.nodes = nodes;
        this.hanging = hanging;
        open.push(new Pair(root, other, true));
    }

    /**
     * Takes one step.
     *
     * @param found is told the node of the step, unless there is none to tell of
     * @param lost is told of a node that is not there, in either tree; the walk takes it for empty
     * @return false when the walk is over and nothing was done
     */
    public boolean step(Consumer<Hash> found, Consumer<Hash> lost) {
        if (open.isEmpty()) {
            return false;
        }
        Pair pair = open.pop();
        if (pair.at.equals(pair.other) || pair.at.equals(StateTree.EMPTY)) {
            return true;
        }
        Optional<Node> at = load(pair.at, lost);
        Optional<Node> other = load(pair.other, lost);
        if (at.isEmpty()) {
            return true;
        }
        switch (at.get()) {
            case Node.Leaf leaf -> {
                found.accept(pair.at);
                if (pair.main) {
                    Hash below =
                            other.map(node -> hangingAt(leaf.key(), node, lost)).orElse(StateTree.EMPTY);
                    open.push(new Pair(hanging.rootOf(leaf.value()), below, false));
                }
            }
            case Node.Branch branch -> {
                if (other.isPresent()
                        && other.get() instanceof Node.Branch above
                        && above.depth() < branch.depth()
                        && leadsTo(above, branch.prefix())) {
                    open.push(new Pair(pair.at, child(above, branch.prefix()), pair.main));
                } else {
                    found.accept(pair.at);
                    open.push(new Pair(branch.right(), beside(branch, true, pair.other, other), pair.main));
                    open.push(new Pair(branch.left(), beside(branch, false, pair.other, other), pair.main));
                }
            }
        }
        return true;
    }

    /** The part of {@code other} in the range of a child of {@code branch}. */
    private static Hash beside(Node.Branch branch, boolean right, Hash hash, Optional<Node> other) {
        if (other.isEmpty()) {
            return StateTree.EMPTY;
        }
        return switch (other.get()) {
            case Node.Leaf leaf ->
                leadsTo(branch, leaf.key()) && leaf.key().bit(branch.depth()) == right ? hash : StateTree.EMPTY;
            case Node.Branch same
            when same.depth() == branch.depth() ->
                same.prefix().equals(branch.prefix()) ? right ? same.right() : same.left() : StateTree.EMPTY;
            case Node.Branch below ->
                below.depth() > branch.depth()
                                && leadsTo(branch, below.prefix())
                                && below.prefix().bit(branch.depth()) == right
                        ? hash
                        : StateTree.EMPTY;
        };
    }

    /** The root that hangs on the leaf {@code key} below {@code node}. */
    private Hash hangingAt(Hash key, Node node, Consumer<Hash> lost) {
        Optional<Node> at = Optional.of(node);
        while (at.isPresent()) {
            switch (at.get()) {
                case Node.Leaf leaf -> {
                    return leaf.key().equals(key) ? hanging.rootOf(leaf.value()) : StateTree.EMPTY;
                }
                case Node.Branch branch ->
                    at = leadsTo(branch, key) ? load(child(branch, key), lost) : Optional.empty();
            }
        }
        return StateTree.EMPTY;
    }

    private Optional<Node> load(Hash hash, Consumer<Hash> lost) {
        if (hash.equals(StateTree.EMPTY)) {
            return Optional.empty();
        }
        Optional<Node> node = nodes.node(hash).map(Node::decode);
        if (node.isEmpty()) {
            lost.accept(hash);
        }
        return node;
    }

    private static boolean leadsTo(Node.Branch branch, Hash key) {
        return branch.prefix().commonBits(key) >= branch.depth();
    }

    private static Hash child(Node.Branch branch, Hash key) {
        return key.bit(branch.depth()) ? branch.right() : branch.left();
    }
}
