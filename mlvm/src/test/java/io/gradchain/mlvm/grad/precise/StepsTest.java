package io.gradchain.mlvm.grad.precise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instructions with 36 digits, on numbers whose results are known. */
final class StepsTest {
    private static final Num X = new Num(2, 3, numbers("1", "2", "3", "4", "5", "6"));

    private static List<BigDecimal> numbers(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }

    private static Num vec(String... texts) {
        return Num.vec(numbers(texts));
    }

    private static List<String> step(Op op, Type out, Num... in) {
        return Steps.step(op, 0, out, List.of(in)).values().stream()
                .map(v -> v.setScale(20, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString())
                .toList();
    }

    @Test
    void productsOfMatrices() {
        assertThat(step(Op.MATVEC, Type.vec(2), X, vec("1", "0", "-1"))).containsExactly("-2", "-2");
        assertThat(step(Op.VECMAT, Type.vec(3), X, vec("1", "-1"))).containsExactly("-3", "-3", "-3");
        assertThat(step(Op.TMATMUL, Type.mat(3, 1), X, vec("1", "-1"))).containsExactly("-3", "-3", "-3");
        assertThat(step(Op.OUTER, Type.mat(2, 2), vec("1", "2"), vec("3", "4"))).containsExactly("3", "4", "6", "8");
        assertThat(step(Op.SOLVE, Type.vec(2), new Num(2, 2, numbers("0", "2", "1", "3")), vec("2", "5")))
                .containsExactly("2", "1");
    }

    @Test
    void ordersAndSums() {
        Num x = vec("3", "1", "2", "1");
        assertThat(step(Op.SORT, Type.vec(4), x)).containsExactly("1", "1", "2", "3");
        assertThat(step(Op.ARGSORT, Type.vec(4), x)).containsExactly("1", "3", "2", "0");
        assertThat(step(Op.CUMSUM, Type.vec(4), x)).containsExactly("3", "4", "6", "7");
        assertThat(step(Op.ARGMAX, Type.Scalar.INT, x)).containsExactly("0");
        assertThat(step(Op.LOGSUMEXP, Type.Scalar.FIXED, vec("5000", "5000")))
                .containsExactly("5000.69314718055994530942");
        assertThat(step(Op.LOGSUMEXP, Type.vec(2), new Num(2, 1, numbers("-7", "8"))))
                .containsExactly("-7", "8");
    }

    @Test
    void piecesAndWholes() {
        assertThat(step(Op.PACK, Type.vec(2), Num.of(7), Num.of(8))).containsExactly("7", "8");
        assertThat(step(Op.CONCAT, Type.vec(3), vec("1"), vec("2", "3"))).containsExactly("1", "2", "3");
        assertThat(step(Op.ROWS, Type.mat(1, 3), X, Num.of(1), Num.of(2))).containsExactly("4", "5", "6");
        assertThat(step(Op.GATHER, Type.mat(2, 3), X, vec("1", "0"))).containsExactly("4", "5", "6", "1", "2", "3");
        assertThat(step(Op.ONE_HOT, Type.mat(2, 3), vec("2", "0"))).containsExactly("0", "0", "1", "1", "0", "0");
        assertThat(step(Op.ZEROS, Type.vec(2))).containsExactly("0", "0");
    }

    @Test
    void intsAreRoundedDown() {
        assertThat(step(Op.DIV, Type.Scalar.INT, Num.of(-7), Num.of(2))).containsExactly("-4");
        assertThat(step(Op.MOD, Type.Scalar.INT, Num.of(-7), Num.of(2))).containsExactly("1");
        assertThat(step(Op.MOD, Type.Scalar.INT, Num.of(7), Num.of(-2))).containsExactly("-1");
        assertThat(step(Op.TO_INT, Type.Scalar.INT, vec("-0.5"))).containsExactly("-1");
    }

    @Test
    void elementaryFunctionsAtTwentyDigits() {
        Type fixed = Type.Scalar.FIXED;
        assertThat(step(Op.EXP, fixed, vec("1"))).containsExactly("2.71828182845904523536");
        assertThat(step(Op.LN, fixed, vec("10"))).containsExactly("2.30258509299404568402");
        assertThat(step(Op.LN, fixed, vec("0.001"))).containsExactly("-6.90775527898213705205");
        assertThat(step(Op.SIGMOID, fixed, vec("0"))).containsExactly("0.5");
        assertThat(step(Op.SOFTPLUS, fixed, vec("0"))).containsExactly("0.69314718055994530942");
        assertThat(step(Op.TANH, fixed, vec("1"))).containsExactly("0.76159415595576488812");
        assertThat(step(Op.EXP, fixed, vec("-300"))).containsExactly("0");
    }

    /** The first word of SplitMix64 from the seed 0 is e220a8397b1dcdaf. */
    @Test
    void whatFollowsFromASeed() {
        BigDecimal first = BigDecimal.valueOf(0xe220a839L).divide(BigDecimal.valueOf(1L << 32));
        assertThat(Steps.step(Op.UNIFORM, 0, Type.vec(1), List.of(Num.of(0))).scalar())
                .isEqualByComparingTo(first);
        assertThat(step(Op.SAMPLE, Type.vec(5), Num.of(5), Num.of(9), Num.of(1)))
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void whatHasNoValueIsUndefined() {
        for (Runnable undefined : List.<Runnable>of(
                () -> step(Op.DIV, Type.Scalar.FIXED, Num.of(1), Num.of(0)),
                () -> step(Op.LN, Type.Scalar.FIXED, Num.of(0)),
                () -> step(Op.SQRT, Type.Scalar.FIXED, Num.of(-1)),
                () -> step(Op.ELEMENT, Type.Scalar.FIXED, vec("1"), Num.of(1)),
                () -> step(Op.SOLVE, Type.vec(1), Num.of(0), Num.of(1)),
                () -> step(Op.ADD, Type.vec(2), vec("1", "2"), vec("1", "2", "3")),
                () -> step(Op.CALLER, Type.Bytes.ADDRESS))) {
            assertThatThrownBy(undefined::run).isInstanceOf(Undefined.class);
        }
    }
}
