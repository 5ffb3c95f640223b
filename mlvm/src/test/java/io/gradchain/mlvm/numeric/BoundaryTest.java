package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.ScalarOracle;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The second and third steps of the elementary functions, which a random input meets once in 10⁷ and never: here every
 * input is put through them.
 */
class BoundaryTest {
    private static final long SEED = 31;
    private static final int ROUNDS = 4_000;
    private final SplittableRandom random = new SplittableRandom(SEED);

    private interface Above {
        boolean test(long x, long r);
    }

    @Test
    void theBoundaryBelowEachResultIsBelowItsExactValueAndTheOneAboveIsAbove() {
        for (int i = 0; i < ROUNDS; i++) {
            check(Unary.EXP, random.nextLong(-(22L << 32), 21L << 32), Elementary::expAbove);
            check(Unary.LN, 1 + (random.nextLong() >>> (1 + random.nextInt(62))), Elementary::lnAbove);
            check(Unary.SIGMOID, random.nextLong(1, 23L << 32), Elementary::sigmoidAbove);
            check(Unary.TANH, random.nextLong(1, 12L << 32), Elementary::tanhAbove);
            long y = random.nextLong(1, 22L << 32);
            check(Unary.SOFTPLUS, -y, (x, r) -> Elementary.softplusAbove(-x, r));
        }
    }

    private static void check(Unary op, long x, Above above) {
        long r = ScalarOracle.apply(op, x).raws().getFirst();
        if (op != Unary.LN && r == 0) {
            return; // the boundary −½ has no logarithm
        }
        assertThat(above.test(x, r - 1))
                .as("%s %d above %d - 1/2, seed %d", op, x, r, SEED)
                .isTrue();
        if (r < Fixed.ONE || op == Unary.EXP || op == Unary.LN) {
            assertThat(above.test(x, r))
                    .as("%s %d above %d + 1/2, seed %d", op, x, r, SEED)
                    .isFalse();
        }
    }

    @Test
    void comparisonsIn128BitsAgreeWithThoseInAnyNumberOfBitsHoweverCloseTheBoundIs() {
        for (int i = 0; i < ROUNDS; i++) {
            long q = random.nextLong(-(23L << 33), 23L << 33) | 1;
            long p = random.nextLong() >>> random.nextInt(60) | 1;
            BigInteger floor = BigExp.exp(q, 256).multiply(BigExp.unsigned(p)).shiftRight(256);
            for (int d = -1; d <= 2; d++) {
                BigInteger bound = floor.add(BigInteger.valueOf(d));
                if (bound.signum() > 0 && bound.bitLength() <= 64) {
                    assertThat(Exp128.below(q, p, bound.longValue()))
                            .as("e^%d·%d < %s, seed %d", q, p, bound, SEED)
                            .isEqualTo(BigExp.below(q, BigExp.unsigned(p), bound))
                            .isEqualTo(d > 0);
                }
            }
        }
    }

    @Test
    void takingMoreBitsEndsEvenWhereTheFirstBitsCannotTell() {
        BigInteger p = BigInteger.ONE.shiftLeft(400);
        BigInteger floor = BigExp.exp(1L << 33, 400);
        assertThat(BigExp.below(1L << 33, p, floor)).isFalse();
        assertThat(BigExp.below(1L << 33, p, floor.add(BigInteger.ONE))).isTrue();
    }
}
