package io.gradchain.consensus.sim;

import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/** Whether all honest nodes have got where they should, and together. */
final class Finish {
    /** Where nothing is final, heads may be so many blocks past the last one they share: new blocks are on their way. */
    private static final int MOST_APART = 3;

    private final List<SimNode> honest;
    private final boolean finalizes;
    private final Monitor monitor;

    Finish(List<SimNode> honest, boolean finalizes, Monitor monitor) {
        this.honest = honest;
        this.finalizes = finalizes;
        this.monitor = monitor;
    }

    /** Every honest node is up and calls a block of {@code height} final. */
    boolean reached(long height) {
        for (SimNode node : honest) {
            if (!node.isUp() || node.chain().finalizedHeader().height() < height) {
                return false;
            }
        }
        return finalizes || honest.stream().allMatch(node -> together(honest.getFirst(), node));
    }

    /** Whether a recent block of one node's head chain is a recent one of the other's. */
    private static boolean together(SimNode one, SimNode other) {
        BlockHeader a = one.head();
        BlockHeader b = other.head();
        long top = Math.max(a.height(), b.height());
        while (!a.hash().equals(b.hash())) {
            if (a.height() >= b.height()) {
                a = one.chain().header(a.parent()).orElseThrow();
            } else {
                b = other.chain().header(b.parent()).orElseThrow();
            }
            if (top - Math.min(a.height(), b.height()) > MOST_APART) {
                return false;
            }
        }
        return true;
    }

    /** The state every honest node ends with is that of executing its chain in order. */
    void checkReplay() {
        for (SimNode node : honest) {
            if (!node.chain().replays(node.chain().finalizedHeader().hash())
                    || (node.isUp() && !node.chain().replays(node.head().hash()))) {
                monitor.violation("node " + node.index() + " is not in the state its blocks lead to");
            }
        }
    }
}
