package io.gradchain.mlvm.grad.precise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic to 36 digits, the elementary functions from their series. */
final class Precise {
    static final MathContext MC = new MathContext(36, RoundingMode.HALF_EVEN);

    /** For what is computed on the way. */
    private static final MathContext WIDE = new MathContext(52, RoundingMode.HALF_EVEN);

    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal LEAST = new BigDecimal("1e-54");
    /** Far beyond what a fixed holds; e to more than this is of no use to anyone. */
    private static final BigDecimal LARGEST = BigDecimal.valueOf(10_000);

    private static final BigDecimal ENOUGH = new BigDecimal("0.7");
    private static final int HALVINGS = 8;
    /** ln 2 = 2·artanh(1/3), ln 10 = 3·ln 2 + 2·artanh(1/9). */
    private static final BigDecimal LN_2 = twiceArtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), WIDE));

    private static final BigDecimal LN_10 = LN_2.multiply(BigDecimal.valueOf(3), WIDE)
            .add(twiceArtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(9), WIDE)), WIDE);

    private Precise() {}

    static BigDecimal over(BigDecimal x, BigDecimal y) {
        if (y.signum() == 0) {
            throw new Undefined("a division by zero");
        }
        return x.divide(y, MC);
    }

    static BigDecimal sqrt(BigDecimal x) {
        if (x.signum() < 0) {
            throw new Undefined("a root of a negative number");
        }
        return x.sqrt(MC);
    }

    /** eˣ = 2ᵏ·eʳ with r = x − k·ln 2, and eʳ from the series at r/2⁸. */
    static BigDecimal exp(BigDecimal x) {
        if (x.abs().compareTo(LARGEST) > 0) {
            throw new Undefined("an exponent beyond " + LARGEST);
        }
        int k = x.divide(LN_2, WIDE).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
        BigDecimal r = x.subtract(LN_2.multiply(BigDecimal.valueOf(k), WIDE), WIDE);
        BigDecimal small = r.divide(TWO.pow(HALVINGS), WIDE);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; term.abs().compareTo(LEAST) > 0; i++) {
            term = term.multiply(small, WIDE).divide(BigDecimal.valueOf(i), WIDE);
            sum = sum.add(term, WIDE);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, WIDE);
        }
        BigDecimal power = TWO.pow(Math.abs(k), WIDE);
        return k < 0 ? sum.divide(power, MC) : sum.multiply(power, MC);
    }

    /** x = m·10ᵈ/2ʲ with m near 1; ln m = 2·artanh((m − 1)/(m + 1)). */
    static BigDecimal ln(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new Undefined("a logarithm of what is not above 0");
        }
        int d = x.precision() - x.scale();
        BigDecimal m = x.movePointLeft(d);
        int j = 0;
        while (m.compareTo(ENOUGH) < 0) {
            m = m.multiply(TWO);
            j++;
        }
        BigDecimal whole =
                LN_10.multiply(BigDecimal.valueOf(d), WIDE).subtract(LN_2.multiply(BigDecimal.valueOf(j), WIDE), WIDE);
        BigDecimal ratio = m.subtract(BigDecimal.ONE, WIDE).divide(m.add(BigDecimal.ONE, WIDE), WIDE);
        return whole.add(twiceArtanh(ratio), MC);
    }

    /** 2(t + t³/3 + t⁵/5 + …). */
    private static BigDecimal twiceArtanh(BigDecimal t) {
        BigDecimal square = t.multiply(t, WIDE);
        BigDecimal power = t;
        BigDecimal sum = t;
        for (int i = 3; power.abs().compareTo(LEAST) > 0; i += 2) {
            power = power.multiply(square, WIDE);
            sum = sum.add(power.divide(BigDecimal.valueOf(i), WIDE), WIDE);
        }
        return sum.multiply(TWO, WIDE);
    }

    static BigDecimal sigmoid(BigDecimal x) {
        return BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(x.negate()), WIDE), MC);
    }

    static BigDecimal softplus(BigDecimal x) {
        return ln(BigDecimal.ONE.add(exp(x), WIDE));
    }

    static BigDecimal tanh(BigDecimal x) {
        BigDecimal e = exp(x.multiply(TWO, MC));
        return e.subtract(BigDecimal.ONE, WIDE).divide(e.add(BigDecimal.ONE, WIDE), MC);
    }
}
