package io.gradchain.mlvm.grad;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Elementary functions to about 35 digits, from their series. */
final class Precise {
    static final MathContext MC = new MathContext(36, RoundingMode.HALF_EVEN);
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal LEAST = new BigDecimal("1e-40");
    private static final int HALVINGS = 8;

    private Precise() {}

    static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(TWO.pow(HALVINGS), MC);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i < 40 && term.abs().compareTo(LEAST) > 0; i++) {
            term = term.multiply(small, MC).divide(BigDecimal.valueOf(i), MC);
            sum = sum.add(term, MC);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, MC);
        }
        return sum;
    }

    /** Halley: y ← y + 2(r − 1)/(r + 1) with r = x·e^−y, from a start of double precision. */
    static BigDecimal ln(BigDecimal x) {
        BigDecimal y = BigDecimal.valueOf(StrictMath.log(x.doubleValue()));
        for (int i = 0; i < 2; i++) {
            BigDecimal ratio = x.multiply(exp(y.negate()), MC);
            BigDecimal excess = ratio.subtract(BigDecimal.ONE, MC);
            y = y.add(TWO.multiply(excess, MC).divide(ratio.add(BigDecimal.ONE, MC), MC), MC);
        }
        return y;
    }

    static BigDecimal sigmoid(BigDecimal x) {
        return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate()), MC), MC);
    }

    static BigDecimal softplus(BigDecimal x) {
        return ln(BigDecimal.ONE.add(exp(x), MC));
    }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO, MC));
        return e.subtract(BigDecimal.ONE, MC).divide(e.add(BigDecimal.ONE, MC), MC);
    }
}
