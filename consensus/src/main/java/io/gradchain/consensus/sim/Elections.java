package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.LongFunction;

/** Who votes in which epoch of a simulated chain, in place of what a real chain's state elects. */
public final class Elections {
    private static final int MOST_WEIGHT = 5;

    private final long epochBlocks;
    private final LongFunction<List<Committee.Member>> members;
    private final Map<Long, Committee> known = new TreeMap<>();

    /**
     * @param epochBlocks blocks of an epoch; 0 for one without end
     * @param members of each epoch
     */
    public Elections(long epochBlocks, LongFunction<List<Committee.Member>> members) {
        this.epochBlocks = epochBlocks;
        this.members = members;
    }

    /** Always the same members. */
    public static Elections constant(long epochBlocks, Committee committee) {
        return new Elections(epochBlocks, epoch -> committee.members());
    }

    /**
     * Members leave, join and change their weights from epoch to epoch; those that are faulty never hold a third of it,
     * nor are they a third of the members.
     *
     * @param first the committee of epoch 0, all that may ever be members
     * @param faulty positions in it
     */
    public static Elections drawn(long seed, long epochBlocks, Committee first, IntPredicate faulty) {
        return new Elections(epochBlocks, epoch -> epoch == 0 ? first.members() : draw(seed, epoch, first, faulty));
    }

    private static List<Committee.Member> draw(long seed, long epoch, Committee first, IntPredicate faulty) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
        for (int attempt = 0; attempt < 1_000; attempt++) {
            List<Committee.Member> drawn = new ArrayList<>();
            long bad = 0;
            int faulted = 0;
            long total = 0;
            for (int i = 0; i < first.size(); i++) {
                long weight = 1L + random.nextInt(MOST_WEIGHT);
                if (random.nextInt(4) > 0) {
                    drawn.add(new Committee.Member(first.member(i).key(), weight));
                    bad += faulty.test(i) ? weight : 0;
                    faulted += faulty.test(i) ? 1 : 0;
                    total += weight;
                }
            }
            if (2 * drawn.size() >= first.size() && 3 * bad < total && 3 * faulted < drawn.size()) {
                return drawn;
            }
        }
        return first.members();
    }

    Committee of(long epoch) {
        return known.computeIfAbsent(epoch, e -> new Committee(e, members.apply(e)));
    }

    /** What the header of that height says of the next committee. */
    Hash next(long height) {
        return epochBlocks > 0 && height > 0 && height % epochBlocks == 0
                ? of(height / epochBlocks).hash()
                : Hash.ZERO;
    }
}
