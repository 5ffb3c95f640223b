package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Outcome;
import org.junit.jupiter.api.Test;

/** Sums that need more than 128 bits on the way. */
class AccumulatorTest {
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
}
