package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.TrapCode;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/** M + ln Σ⌊2⁶⁴·e^(x − M)⌋/2⁶⁴ with M the greatest, in so many bits that nothing is left to doubt. */
public final class LogSumExpOracle {
    private static final int UNIT = 64;
    private static final int MOST_BITS = 4_096;
    private static final long FAR = 50L << 32;

    private LogSumExpOracle() {}

    public static Outcome of(Grid x) {
        return x.raws().isEmpty() ? Outcome.trap(TrapCode.DOMAIN) : of(x.raws());
    }

    /** Row by row. */
    public static Outcome rows(Grid x) {
        return TensorOracle.each(x.rows(), 0, i -> of(x.raws().subList(i * x.cols(), (i + 1) * x.cols())));
    }

    private static Outcome of(List<Long> raws) {
        BigInteger most = BigInteger.valueOf(Collections.max(raws));
        BigInteger total = BigInteger.ZERO;
        for (long raw : raws) {
            total = total.add(term(most.subtract(BigInteger.valueOf(raw))));
        }
        return Rounding.inRange(most.add(ln(total)));
    }

    /** ⌊2⁶⁴·e⁻ᵈ⌋ for a raw d ≥ 0. */
    static BigInteger term(BigInteger d) {
        if (d.signum() == 0) {
            return BigInteger.ONE.shiftLeft(UNIT);
        }
        if (d.compareTo(BigInteger.valueOf(FAR)) > 0) {
            return BigInteger.ZERO;
        }
        for (int bits = 256; bits <= MOST_BITS; bits *= 2) {
            Reals reals = new Reals(bits);
            BigInteger e = reals.exp(reals.of(-d.longValueExact()));
            BigInteger slack = BigInteger.ONE.shiftLeft(Reals.SLACK_BITS);
            BigInteger least = e.subtract(slack).shiftRight(bits - UNIT);
            if (least.equals(e.add(slack).shiftRight(bits - UNIT))) {
                return least;
            }
        }
        throw new AssertionError("e to −" + d + " is too close to a whole unit");
    }

    /** ln(t/2⁶⁴) for t ≥ 2⁶⁴, as a raw value. */
    static BigInteger ln(BigInteger t) {
        if (t.equals(BigInteger.ONE.shiftLeft(UNIT))) {
            return BigInteger.ZERO;
        }
        for (int bits = 256; bits <= MOST_BITS; bits *= 2) {
            BigInteger exact = new Reals(bits).ln(t.shiftLeft(bits - UNIT));
            BigInteger slack = BigInteger.ONE.shiftLeft(Reals.SLACK_BITS);
            BigInteger least = Rounding.scaled(exact.subtract(slack), bits - 32);
            if (least.equals(Rounding.scaled(exact.add(slack), bits - 32))) {
                return least;
            }
        }
        throw new AssertionError("ln " + t + " is too close to a rounding boundary");
    }
}
