package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Outcome;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums that need more than 128 bits on the way. */
class AccumulatorTest {
    private static final long SEED = 17;

    @Test
    void fourGreatestProductsOverflowInsteadOfWrappingToZero() {
        Accumulator sum = new Accumulator();
        for (int i = 0; i < 4; i++) {
            sum.addProduct(Long.MIN_VALUE, Long.MIN_VALUE);
        }
        assertThat(Outcome.ofNumber(sum::roundProducts)).isEqualTo(Outcome.trap(TrapCode.OVERFLOW));
    }

    @Test
    void aSumThatLeaves128BitsAndComesBackIsExact() {
        Accumulator sum = new Accumulator();
        for (int i = 0; i < 9; i++) {
            sum.addProduct(Long.MIN_VALUE, Long.MIN_VALUE);
        }
        sum.addProduct(3 * Fixed.ONE, 5 * Fixed.ONE);
        for (int i = 0; i < 9; i++) {
            sum.addProduct(Long.MIN_VALUE, Long.MAX_VALUE);
            sum.addProduct(Long.MIN_VALUE, 1);
        }
        assertThat(sum.roundProducts()).isEqualTo(15 * Fixed.ONE);
    }

    @Test
    void aTotalMayLeaveTheRangeAndComeBack() {
        Accumulator sum = new Accumulator();
        for (long raw : new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, 7}) {
            sum.add(raw >> 63, raw);
        }
        assertThat(sum.exactSum()).isEqualTo(5);
    }

    @Test
    void rootsNextToTheMiddleBetweenTwoIntegersAreRoundedRight() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20_000; i++) {
            BigInteger r = BigInteger.valueOf(1 + (random.nextLong() >>> (1 + random.nextInt(62))));
            BigInteger edge = r.multiply(r).add(r);
            assertThat(root(edge)).as("below %s + 1/2, seed %d", r, SEED).isEqualTo(Outcome.number(r.longValue()));
            assertThat(root(edge.add(BigInteger.ONE)))
                    .as("above %s + 1/2, seed %d", r, SEED)
                    .isEqualTo(
                            r.bitLength() == 63 && r.bitCount() == 63
                                    ? Outcome.trap(TrapCode.OVERFLOW)
                                    : Outcome.number(r.longValue() + 1));
            assertThat(root(r.multiply(r))).isEqualTo(Outcome.number(r.longValue()));
        }
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        assertThat(root(most.multiply(most).add(most))).isEqualTo(Outcome.number(Long.MAX_VALUE));
        assertThat(root(most.multiply(most).add(most).add(BigInteger.ONE))).isEqualTo(Outcome.trap(TrapCode.OVERFLOW));
        assertThat(root(BigInteger.ZERO)).isEqualTo(Outcome.number(0));
    }

    private static Outcome root(BigInteger square) {
        Accumulator sum = new Accumulator();
        sum.add(square.shiftRight(64).longValueExact(), square.longValue());
        return Outcome.ofNumber(sum::roundRoot);
    }
}
