package io.gradchain.consensus.pow;

import java.math.BigInteger;

/**
 * How likely an attacker undoes a block (Nakamoto, <em>Bitcoin</em>, section 11): he has the share q of all hashes and
 * mines in secret while z confirmations are waited for. With p = 1 − q and λ = z·q/p,
 * {@code P = 1 − Σ(k = 0..z) Poisson(λ, k) · (1 − (q/p)^(z−k))}; in fixed point, so that it is the same everywhere.
 */
public final class AttackOdds {
    public static final long BILLION = 1_000_000_000;

    private static final long WHOLE = 1_000;
    /** Enough for e^−1000. */
    private static final int BITS = 2_048;

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(BITS);
    private static final int MAX_CONFIRMATIONS = 1_000;

    private AttackOdds() {}

    /**
     * Parts in 10⁹, rounded to the nearest.
     *
     * @param share of all hashes the attacker has, in permille; from 500 on he always wins
     * @param confirmations at most 1000
     */
    public static long perBillion(int share, int confirmations) {
        if (share < 0 || share > WHOLE || confirmations < 0 || confirmations > MAX_CONFIRMATIONS) {
            throw new IllegalArgumentException("a share of 0..1000 permille, 0..1000 confirmations");
        }
        if (2L * share >= WHOLE) {
            return BILLION;
        }
        BigInteger ratio = ONE.multiply(BigInteger.valueOf(share)).divide(BigInteger.valueOf(WHOLE - share));
        BigInteger lambda = ratio.multiply(BigInteger.valueOf(confirmations));
        BigInteger poisson = ONE.multiply(ONE).divide(exp(lambda));
        BigInteger[] catchesUp = powers(ratio, confirmations);
        BigInteger fails = BigInteger.ZERO;
        for (int k = 0; k <= confirmations; k++) {
            fails = fails.add(times(poisson, ONE.subtract(catchesUp[confirmations - k])));
            poisson = times(poisson, lambda).divide(BigInteger.valueOf(k + 1L));
        }
        BigInteger wins = ONE.subtract(fails).max(BigInteger.ZERO);
        return wins.multiply(BigInteger.valueOf(BILLION))
                .add(ONE.shiftRight(1))
                .shiftRight(BITS)
                .longValueExact();
    }

    private static BigInteger times(BigInteger a, BigInteger b) {
        return a.multiply(b).shiftRight(BITS);
    }

    private static BigInteger[] powers(BigInteger base, int last) {
        BigInteger[] powers = new BigInteger[last + 1];
        powers[0] = ONE;
        for (int i = 1; i <= last; i++) {
            powers[i] = times(powers[i - 1], base);
        }
        return powers;
    }

    /** eˣ for x ≥ 0, by its series. */
    private static BigInteger exp(BigInteger x) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger term = ONE;
        for (long n = 1; term.signum() > 0; n++) {
            sum = sum.add(term);
            term = times(term, x).divide(BigInteger.valueOf(n));
        }
        return sum;
    }
}
