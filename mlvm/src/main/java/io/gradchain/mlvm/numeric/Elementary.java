package io.gradchain.mlvm.numeric;

import java.util.function.LongPredicate;

/**
 * The transcendental functions by search: a result is the number of rounding boundaries below the exact value.
 *
 * <p>No boundary is ever met exactly, because e to a rational other than 0 is irrational.
 */
final class Elementary {
    private static final long ONE = Fixed.ONE;
    private static final long TAIL = 23 * ONE; // e⁻²³ < 2⁻³³, half a unit in the last place

    private Elementary() {}

    static long exp(long x) {
        if (x <= -TAIL) {
            return 0;
        }
        if (x >= 22 * ONE || !BigExp.below(2 * x, 1L << 33, BigExp.TWO_64.subtract(java.math.BigInteger.ONE))) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return x == 0 ? ONE : search(0, Long.MAX_VALUE, b -> !BigExp.below(2 * x, 1L << 33, BigExp.odd(b)));
    }

    static long ln(long x) {
        if (x <= 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        return x == ONE ? 0 : search(-TAIL, TAIL, b -> !BigExp.below(-(2 * b + 1), x, BigExp.big(ONE)));
    }

    static long sigmoid(long x) {
        if (x < 0) {
            return ONE - sigmoid(x == Long.MIN_VALUE ? Long.MAX_VALUE : -x);
        }
        return x >= TAIL || x == 0
                ? (x == 0 ? ONE / 2 : ONE)
                : search(ONE / 2, ONE, b -> BigExp.below(-2 * x, 2 * b + 1, BigExp.big(2 * ONE - (2 * b + 1))));
    }

    static long tanh(long x) {
        if (x < 0) {
            return -tanh(x == Long.MIN_VALUE ? Long.MAX_VALUE : -x);
        }
        return x >= TAIL || x == 0
                ? (x == 0 ? 0 : ONE)
                : search(0, ONE, b -> BigExp.below(-4 * x, 2 * ONE + 2 * b + 1, BigExp.big(2 * ONE - (2 * b + 1))));
    }

    static long softplus(long x) {
        if (x > 0) {
            long tail = x >= TAIL ? 0 : softplus(-x);
            return Fixed.add(x, tail);
        }
        return x <= -TAIL ? 0 : search(0, ONE, b -> BigExp.sumBelow(2 * x, 2 * b + 1));
    }

    /** The least r in [low, high] for which the exact value is not above the boundary r + ½. */
    private static long search(long low, long high, LongPredicate above) {
        long a = low;
        long b = high;
        while (a < b) {
            long middle = a + ((b - a) >>> 1);
            if (above.test(middle)) {
                a = middle + 1;
            } else {
                b = middle;
            }
        }
        return a;
    }
}
