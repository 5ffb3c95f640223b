package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Outcome;
import io.gradchain.mlvm.oracle.ScalarOracle;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every scalar operation against the oracle: corners and random values, and a million of them in the marathon.
 *
 * <pre>
 * mvn -pl mlvm -am test -Pmarathon -Dtest='ScalarOracleTest#*AMillionTimes' -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class ScalarOracleTest {
    private static final long SEED = 20260101;
    private static final int MARATHON = 1_000_000;

    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryAgreesWithTheOracle(Unary op) {
        for (long x : Cases.corners()) {
            check(op, x);
        }
        for (long x : Cases.hard(op)) {
            check(op, x);
            check(op, -x);
        }
        randomUnary(op, 10_000, SEED);
    }

    /** Where the first terms of a Taylor series end exactly on a half and a later one decides. */
    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryAgreesWhereTheFirstTermsOfItsSeriesTie(Unary op) {
        for (int bit = 0; bit < 26; bit++) {
            for (long odd = 1; odd < 40; odd += 2) {
                check(op, odd << bit);
                check(op, -(odd << bit));
                check(op, Fixed.ONE + (odd << bit));
                check(op, Fixed.ONE - (odd << bit));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Binary.class)
    void binaryAgreesWithTheOracle(Binary op) {
        for (long x : Cases.corners()) {
            for (long y :
                    new long[] {0, 1, -1, 2, 3, Fixed.ONE, -Fixed.ONE, Fixed.ONE / 2, Long.MAX_VALUE, Long.MIN_VALUE, x
                    }) {
                check(op, x, y);
                check(op, y, x);
            }
        }
        randomBinary(op, 50_000, SEED);
    }

    @Tag("marathon")
    @ParameterizedTest
    @EnumSource(Unary.class)
    void unaryAgreesAMillionTimes(Unary op) {
        randomUnary(op, MARATHON, SEED + 1);
    }

    @Tag("marathon")
    @ParameterizedTest
    @EnumSource(Binary.class)
    void binaryAgreesAMillionTimes(Binary op) {
        randomBinary(op, MARATHON, SEED + 1);
    }

    private static void randomUnary(Unary op, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            check(op, Cases.random(random));
        }
    }

    private static void randomBinary(Binary op, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            check(op, Cases.random(random), Cases.random(random));
        }
    }

    private static void check(Unary op, long x) {
        Outcome expected = ScalarOracle.apply(op, x);
        Outcome actual = Outcome.ofNumber(() -> op.apply(x));
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s %d, seed %d", op, x, SEED).isEqualTo(expected);
        }
    }

    private static void check(Binary op, long x, long y) {
        Outcome expected = ScalarOracle.apply(op, x, y);
        Outcome actual = Outcome.ofNumber(() -> op.apply(x, y));
        if (!actual.equals(expected)) {
            assertThat(actual).as("%s %d %d, seed %d", op, x, y, SEED).isEqualTo(expected);
        }
    }
}
