package io.gradchain.consensus.dpos;

import io.gradchain.genesis.types.Address;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The older rule, for the lab (C-250): a block is solid once 70 % of the producers have built on it. One stage only, and a
 * producer that built on one branch and then on another counts on both, so two branches can both turn solid.
 */
final class Solid {
    private static final int PERCENT = 70;

    private Solid() {}

    /**
     * The greatest height that the latest blocks of enough producers reach.
     *
     * @param chain blocks above the solid one, oldest first
     * @param otherwise what to return when that is none of them
     */
    static long height(List<BlockTree.Node> chain, int producers, long otherwise) {
        SortedMap<Address, Long> latest = new TreeMap<>();
        chain.forEach(node -> latest.put(node.header().proposer(), node.height()));
        int needed = (producers * PERCENT + 99) / 100;
        List<Long> heights = latest.values().stream().sorted().toList();
        return heights.size() < needed ? otherwise : heights.get(heights.size() - needed);
    }
}
