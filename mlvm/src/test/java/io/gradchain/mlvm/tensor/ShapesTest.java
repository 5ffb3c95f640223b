package io.gradchain.mlvm.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.oracle.Outcome;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Rearrangements, comparisons and selections on small tensors, and what they refuse. */
class ShapesTest {
    private static final FixedTensor X = mat(3, 2, 1, 2, 3, 4, 5, 6);
    private static final FixedTensor V = vec(7, 8, 9);

    @Test
    void rowsAndSlicesAreCutByIndex() {
        assertThat(Shapes.row(X, 2)).isEqualTo(vec(5, 6));
        assertThat(Shapes.rows(X, 1, 3)).isEqualTo(mat(2, 2, 3, 4, 5, 6));
        assertThat(Shapes.rows(X, 2, 2)).isEqualTo(mat(0, 2));
        assertThat(Shapes.slice(V, 0, 2)).isEqualTo(vec(7, 8));
        traps(TrapCode.INDEX, () -> Shapes.row(X, 3));
        traps(TrapCode.INDEX, () -> Shapes.row(X, -1));
        traps(TrapCode.INDEX, () -> Shapes.row(X, Integer.MAX_VALUE));
        traps(TrapCode.INDEX, () -> Shapes.rows(X, 2, 1));
        traps(TrapCode.INDEX, () -> Shapes.slice(V, 0, 4));
        traps(TrapCode.SHAPE, () -> Shapes.row(V, 0));
        traps(TrapCode.SHAPE, () -> Shapes.slice(X, 0, 1));
    }

    @Test
    void concatJoinsAlongTheLeadingDimension() {
        assertThat(Shapes.concat(V, vec(1))).isEqualTo(vec(7, 8, 9, 1));
        assertThat(Shapes.concat(X, mat(1, 2, 0, 0))).isEqualTo(mat(4, 2, 1, 2, 3, 4, 5, 6, 0, 0));
        assertThat(Shapes.concat(mat(0, 2), X)).isEqualTo(X);
        traps(TrapCode.SHAPE, () -> Shapes.concat(X, mat(1, 3, 0, 0, 0)));
        traps(TrapCode.SHAPE, () -> Shapes.concat(X, V));
    }

    @Test
    void transposeReshapeAndFlattenKeepTheValues() {
        assertThat(Shapes.transpose(X)).isEqualTo(mat(2, 3, 1, 3, 5, 2, 4, 6));
        assertThat(Shapes.reshape(X, 2, 3)).isEqualTo(mat(2, 3, 1, 2, 3, 4, 5, 6));
        assertThat(Shapes.flatten(X)).isEqualTo(vec(1, 2, 3, 4, 5, 6));
        traps(TrapCode.SHAPE, () -> Shapes.reshape(X, 2, 2));
        traps(TrapCode.SHAPE, () -> Shapes.reshape(X, -2, -3));
    }

    @Test
    void oneHotAndGatherTakeWholeNumbersInside() {
        assertThat(Shapes.oneHot(1, 3)).isEqualTo(vec(0, 1, 0));
        assertThat(Shapes.oneHot(vec(2, 0), 3)).isEqualTo(mat(2, 3, 0, 0, 1, 1, 0, 0));
        assertThat(Shapes.gather(V, vec(2, 2, 0))).isEqualTo(vec(9, 9, 7));
        assertThat(Shapes.gather(X, vec(2, 0))).isEqualTo(mat(2, 2, 5, 6, 1, 2));
        traps(TrapCode.INDEX, () -> Shapes.oneHot(3, 3));
        traps(TrapCode.INDEX, 1, () -> Shapes.oneHot(vec(2, 3), 3));
        traps(TrapCode.INDEX, 1, () -> Shapes.gather(V, vec(0, -1)));
        traps(TrapCode.DOMAIN, 1, () -> Shapes.gather(V, FixedTensor.vec(0, 1)));
    }

    @Test
    void comparisonsGiveOnesAndZeros() {
        FixedTensor y = vec(9, 8, 7);
        assertThat(ElementWise.compare(Comparison.LT, V, y)).isEqualTo(vec(1, 0, 0));
        assertThat(ElementWise.compare(Comparison.LE, V, y)).isEqualTo(vec(1, 1, 0));
        assertThat(ElementWise.compare(Comparison.GT, V, y)).isEqualTo(vec(0, 0, 1));
        assertThat(ElementWise.compare(Comparison.GE, V, y)).isEqualTo(vec(0, 1, 1));
        assertThat(ElementWise.compare(Comparison.EQ, V, y)).isEqualTo(vec(0, 1, 0));
        assertThat(ElementWise.compare(Comparison.NE, V, 8 * Fixed.ONE)).isEqualTo(vec(1, 0, 1));
    }

    @Test
    void selectTakesTheFirstWhereTheMaskIsNotZero() {
        assertThat(ElementWise.select(vec(1, 0, -1), V, vec(1, 2, 3))).isEqualTo(vec(7, 2, 9));
        traps(TrapCode.SHAPE, () -> ElementWise.select(vec(1), V, V));
    }

    @Test
    void aTrapNamesTheFirstFailingElementAndItsOwnReason() {
        FixedTensor huge = FixedTensor.vec(0, Fixed.MAX, Fixed.MAX);
        traps(TrapCode.OVERFLOW, 1, () -> ElementWise.zip(Binary.ADD, huge, huge));
        traps(TrapCode.OVERFLOW, 1, () -> ElementWise.zip(Binary.DIV, huge, FixedTensor.vec(1, 1, 0)));
        traps(TrapCode.DOMAIN, 0, () -> ElementWise.zip(Binary.DIV, huge, FixedTensor.vec(0, 1, 1)));
        traps(TrapCode.DOMAIN, 0, () -> ElementWise.map(Unary.LN, huge));
        traps(TrapCode.OVERFLOW, 5, () -> Products.outer(vec(1, 2), FixedTensor.vec(0, 1, Fixed.MAX)));
        traps(TrapCode.OVERFLOW, 2, () -> Products.matvec(X, FixedTensor.vec(Fixed.MAX / 8, Fixed.MAX / 8)));
        traps(
                TrapCode.OVERFLOW,
                1,
                () -> Products.vecmat(X, FixedTensor.vec(Fixed.MAX / 11, Fixed.MAX / 11, Fixed.MAX / 11)));
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        traps(TrapCode.SHAPE, () -> ElementWise.zip(Binary.ADD, V, vec(1)));
        traps(TrapCode.SHAPE, () -> Products.matvec(X, V));
        traps(TrapCode.SHAPE, () -> Products.vecmat(X, vec(1, 2)));
        traps(TrapCode.SHAPE, () -> Products.matmul(X, X));
        traps(TrapCode.SHAPE, () -> Products.outer(X, V));
    }

    private static void traps(TrapCode code, Supplier<FixedTensor> operation) {
        traps(code, -1, operation);
    }

    private static void traps(TrapCode code, int element, Supplier<FixedTensor> operation) {
        assertThat(Outcome.ofTensor(operation)).isEqualTo(Outcome.trap(code, element));
    }

    /** Raw values of whole numbers. */
    private static long[] raws(long... numbers) {
        return Arrays.stream(numbers).map(Fixed::toFixed).toArray();
    }

    private static FixedTensor vec(long... numbers) {
        return FixedTensor.adoptVec(raws(numbers));
    }

    private static FixedTensor mat(int rows, int cols, long... numbers) {
        return FixedTensor.adoptMat(rows, cols, raws(numbers));
    }
}
