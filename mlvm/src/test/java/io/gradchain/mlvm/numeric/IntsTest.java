package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;

/** The operations of {@code int} and the conversions, against integers of any size. */
class IntsTest {
    private static final long SEED = 11;

    @Test
    void eachOperationIsExactOrTraps() {
        for (long[] pair : pairs()) {
            check("add", pair, Ints::add, BigInteger::add);
            check("sub", pair, Ints::sub, BigInteger::subtract);
            check("mul", pair, Ints::mul, BigInteger::multiply);
            check("neg", pair, (a, b) -> Ints.neg(a), (a, b) -> a.negate());
            check("abs", pair, (a, b) -> Ints.abs(a), (a, b) -> a.abs());
            check("min", pair, Ints::min, BigInteger::min);
            check("max", pair, Ints::max, BigInteger::max);
            check("floorDiv", pair, Ints::floorDiv, (a, b) -> b.signum() == 0 ? null : floor(a, b));
            check(
                    "floorMod",
                    pair,
                    Ints::floorMod,
                    (a, b) -> b.signum() == 0 ? null : a.subtract(b.multiply(floor(a, b))));
        }
    }

    @Test
    void conversionsFloorAndRefuse() {
        assertThat(Fixed.toInt(-1)).isEqualTo(-1);
        assertThat(Fixed.toInt(3 * Fixed.ONE - 1)).isEqualTo(2);
        assertThat(Fixed.toInt(Fixed.MIN)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Fixed.toFixed(Integer.MIN_VALUE)).isEqualTo(Fixed.MIN);
        assertThat(Outcome.ofNumber(() -> Fixed.toFixed(1L << 31))).isEqualTo(Outcome.trap(TrapCode.OVERFLOW));
        assertThat(Outcome.ofNumber(() -> Fixed.toFixed(Long.MIN_VALUE))).isEqualTo(Outcome.trap(TrapCode.OVERFLOW));
    }

    private static BigInteger floor(BigInteger a, BigInteger b) {
        BigInteger[] qr = a.divideAndRemainder(b);
        return qr[1].signum() * b.signum() < 0 ? qr[0].subtract(BigInteger.ONE) : qr[0];
    }

    private static List<long[]> pairs() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<long[]> out = new ArrayList<>();
        List<Long> corners = Cases.corners();
        for (int i = 0; i < 40_000; i++) {
            out.add(new long[] {
                i % 2 == 0 ? corners.get(random.nextInt(corners.size())) : Cases.random(random),
                i % 3 == 0 ? corners.get(random.nextInt(corners.size())) : Cases.random(random)
            });
        }
        return out;
    }

    /** A null of the exact side means outside the domain. */
    private static void check(String op, long[] pair, LongBinaryOperator actual, BinaryOperator<BigInteger> exact) {
        BigInteger e = exact.apply(BigInteger.valueOf(pair[0]), BigInteger.valueOf(pair[1]));
        Outcome expected = e == null
                ? Outcome.trap(TrapCode.DOMAIN)
                : e.bitLength() > 63 ? Outcome.trap(TrapCode.OVERFLOW) : Outcome.number(e.longValue());
        assertThat(Outcome.ofNumber(() -> actual.applyAsLong(pair[0], pair[1])))
                .as("%s %d %d, seed %d", op, pair[0], pair[1], SEED)
                .isEqualTo(expected);
    }
}
