package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What honest nodes called final, together: one block for each height where the engine finalizes; and when. */
final class FinalChain {
    private record Final(Hash hash, long proposed) {}

    private final boolean finalizes;
    private final TreeMap<Long, Final> byHeight = new TreeMap<>();
    private final Map<Hash, Long> proposedAt = new TreeMap<>();
    private final List<Long> proposeToFinal = new ArrayList<>();
    private long lastProgress;
    private long worstStall;
    private long deepestReorg;

    FinalChain(boolean finalizes) {
        this.finalizes = finalizes;
    }

    void proposed(Hash block, long now) {
        proposedAt.putIfAbsent(block, now);
    }

    /** {@code node} calls {@code tip} final; what is wrong with that, in words. */
    Optional<String> extend(SimNode node, BlockHeader tip, long now) {
        BlockHeader floor = node.chain().finalizedHeader();
        BlockHeader next = tip;
        while (next.height() > floor.height()) {
            Final known = byHeight.get(next.height());
            if (known != null && !known.hash().equals(next.hash()) && finalizes) {
                return Optional.of(
                        "two final blocks at height " + next.height() + ": " + known.hash() + ", " + next.hash());
            }
            if (known == null) {
                first(next, now);
            }
            next = node.chain().header(next.parent()).orElseThrow();
        }
        return finalizes && !next.hash().equals(floor.hash())
                ? Optional.of("node " + node.index() + " left its final chain at height " + floor.height())
                : Optional.empty();
    }

    private void first(BlockHeader header, long now) {
        Long proposed = proposedAt.remove(header.hash());
        byHeight.put(header.height(), new Final(header.hash(), proposed == null ? now : proposed));
        if (proposed != null) {
            proposeToFinal.add(now - proposed);
        }
        worstStall = worstStall(now);
        lastProgress = now;
    }

    void reorganised(long depth) {
        deepestReorg = Math.max(deepestReorg, depth);
    }

    long height() {
        return byHeight.isEmpty() ? 0 : byHeight.lastKey();
    }

    List<Long> proposeToFinal() {
        return proposeToFinal;
    }

    /** ms between the proposals of successive final blocks. */
    List<Long> intervals() {
        List<Long> intervals = new ArrayList<>();
        Final last = null;
        for (Final block : byHeight.values()) {
            if (last != null) {
                intervals.add(Math.max(0, block.proposed() - last.proposed()));
            }
            last = block;
        }
        return intervals;
    }

    /** The longest time in ms in which no honest node called anything new final. */
    long worstStall(long now) {
        return Math.max(worstStall, now - lastProgress);
    }

    long deepestReorg() {
        return deepestReorg;
    }
}
