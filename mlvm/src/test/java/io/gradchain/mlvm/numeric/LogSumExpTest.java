package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The two tries of log-sum-exp give one answer, also where the first cannot tell. */
final class LogSumExpTest {
    private static final long SEED = 64;
    private static final int ROUNDS = 20_000;
    /** ⌊64·ln 2·2³²⌋. */
    private static final long TAIL = 190_530_846_196L;

    @Test
    void quickTermsAreThoseOfManyBits() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            long d = 1 + (random.nextLong(TAIL) >> random.nextInt(38));
            assertThat(LogSumExp.term(d)).as("d %d, seed %d", d, SEED).isEqualTo(LogSumExp.slowTerm(d));
        }
        assertThat(LogSumExp.term(TAIL)).isEqualTo(1);
        assertThat(LogSumExp.slowTerm(TAIL + 1)).isZero();
    }

    @Test
    void sumsNextToARoundingBoundaryGoToTheirOwnSide() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            long r = random.nextLong(1L << 36) >> random.nextInt(36);
            // the last T below the boundary, and the first above
            BigInteger below = BigExp.exp(2 * r + 1, 320).shiftRight(320 - 64);
            assertThat(ln(below)).as("r %d, seed %d", r, SEED).isEqualTo(r);
            assertThat(ln(below.add(BigInteger.ONE)))
                    .as("r %d, seed %d", r, SEED)
                    .isEqualTo(r + 1);
        }
    }

    /** The cut would show in one of about 2³² numbers. */
    @Test
    void ofZeroAndAnotherNumberIsItsSoftplus() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            long x = random.nextLong() >> (20 + random.nextInt(40));
            assertThat(LogSumExp.of(new long[] {0, x}, 0, 2))
                    .as("x %d, seed %d", x, SEED)
                    .isEqualTo(Fixed.softplus(x));
        }
    }

    private static long ln(BigInteger t) {
        return LogSumExp.ln(t.shiftRight(64).longValue(), t.longValue());
    }
}
