package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import java.math.BigInteger;

/**
 * Who leads a view (C-40): smooth weighted round-robin, a function of committee and view alone. Weights are first divided
 * by their greatest common divisor and, if they still total more than {@link #SLOTS}, scaled down to about that many
 * turns, at least one for each member; the schedule of one period then repeats. Each epoch enters it at another turn, spread
 * evenly (multiples of the golden ratio), so that epochs shorter than the period do not favour its beginning.
 */
public final class Leaders {
    /** A weight is followed to about one part in this many. */
    public static final int SLOTS = 1024;

    /** 2⁶⁴ divided by the golden ratio. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int[] period;
    private final long start;

    public Leaders(Committee committee) {
        long[] turns = turns(committee);
        long total = 0;
        for (long t : turns) {
            total += t;
        }
        period = new int[Math.toIntExact(total)];
        long[] credit = new long[turns.length];
        for (int slot = 0; slot < period.length; slot++) {
            int best = 0;
            for (int i = 0; i < turns.length; i++) {
                credit[i] += turns[i];
                if (credit[i] > credit[best]) {
                    best = i;
                }
            }
            credit[best] -= total;
            period[slot] = best;
        }
        start = (((committee.epoch() * GOLDEN) >>> Integer.SIZE) * period.length) >>> Integer.SIZE;
    }

    /** The position in the committee of the leader of {@code view} ≥ 1. */
    public int of(long view) {
        return period[(int) ((view - 1 + start) % period.length)];
    }

    private static long[] turns(Committee committee) {
        BigInteger divisor = BigInteger.ZERO;
        for (Committee.Member member : committee.members()) {
            divisor = divisor.gcd(BigInteger.valueOf(member.weight()));
        }
        BigInteger total = BigInteger.valueOf(committee.totalWeight());
        boolean exact = total.divide(divisor).compareTo(BigInteger.valueOf(SLOTS)) <= 0;
        long[] turns = new long[committee.size()];
        for (int i = 0; i < turns.length; i++) {
            BigInteger weight = BigInteger.valueOf(committee.member(i).weight());
            BigInteger share = exact
                    ? weight.divide(divisor)
                    : weight.multiply(BigInteger.valueOf(SLOTS)).divide(total);
            turns[i] = Math.max(1, share.longValueExact());
        }
        return turns;
    }
}
