package io.gradchain.mlvm.grad.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The slope of each instruction, run by the machine as it was derived, against differences of the function itself. */
final class DerivativesTest {
    private static final long SEED = 31;
    private static final long STEP = Fixed.ONE >> 10;
    private static final long TOLERANCE = Fixed.ONE >> 13;
    private static final Size N = new Size.Rows("N", 9);
    private static final Size M = new Size.Rows("M", 7);
    private static final int ROWS = 4;

    /** @param fixed the last so many parameters are indices, which have no slope */
    record Case(String name, int fixed, BiFunction<Builder, List<Value>, Value> formula, GradType... parameters) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Size of(int n) {
        return new Size.Literal(n);
    }

    private static Mat mat(Size rows, int cols) {
        return new Mat(rows, of(cols));
    }

    private static Vec vec(int n) {
        return new Vec(of(n));
    }

    private static Case of(String name, Op op, GradType result, GradType... operands) {
        return indexed(name, 0, op, result, operands);
    }

    /** Σ w·op(operands), with the weights w in front: so every element of the result has an adjoint of its own. */
    private static Case indexed(String name, int fixed, Op op, GradType result, GradType... operands) {
        GradType[] all = new GradType[operands.length + 1];
        all[0] = result;
        System.arraycopy(operands, 0, all, 1, operands.length);
        return new Case(
                name,
                fixed,
                (to, in) -> {
                    Value y = to.let(result, op, in.subList(1, in.size()).toArray(Value[]::new));
                    return result.isTensor()
                            ? to.let(Scalar.FIXED, Op.DOT, in.getFirst(), y)
                            : to.pair(Op.MUL, in.getFirst(), y);
                },
                all);
    }

    static List<Case> cases() {
        Size any = new Size.Any(16);
        return List.of(
                of("matmul", Op.MATMUL, mat(N, 2), mat(N, 3), mat(of(3), 2)),
                of("tmatmul", Op.TMATMUL, mat(of(3), 2), mat(N, 3), mat(N, 2)),
                of("logsumexp of a vec", Op.LOGSUMEXP, Scalar.FIXED, new Vec(N)),
                of("logsumexp of rows", Op.LOGSUMEXP, new Vec(N), mat(N, 3)),
                of("cumsum", Op.CUMSUM, new Vec(N), new Vec(N)),
                of("pack", Op.PACK, vec(3), Scalar.FIXED, Scalar.FIXED, Scalar.FIXED),
                of("highest", Op.HIGHEST, Scalar.FIXED, vec(5)),
                of("highest at run time", Op.HIGHEST, Scalar.FIXED, new Vec(N)),
                of("lowest", Op.LOWEST, Scalar.FIXED, vec(5)),
                of("lowest at run time", Op.LOWEST, Scalar.FIXED, new Vec(N)),
                of("reshape", Op.RESHAPE, vec(6), mat(of(2), 3)),
                of("concat of vecs", Op.CONCAT, new Vec(any), new Vec(N), new Vec(M)),
                of("concat of mats", Op.CONCAT, mat(any, 2), mat(N, 2), mat(M, 2)),
                of("concat of exact mats", Op.CONCAT, mat(of(5), 2), mat(of(2), 2), mat(of(3), 2)),
                indexed("gather from a vec", 1, Op.GATHER, new Vec(N), vec(3), new Vec(N)),
                indexed("gather from a mat", 1, Op.GATHER, mat(N, 2), mat(of(3), 2), new Vec(N)),
                new Case(
                        "rows alone",
                        0,
                        (to, in) -> to.let(Scalar.FIXED, Op.SUM, to.let(new Vec(N), Op.LOGSUMEXP, in.getFirst())),
                        mat(N, 3)),
                new Case(
                        "mean of rows",
                        0,
                        (to, in) -> to.let(Scalar.FIXED, Op.MEAN, to.let(new Vec(N), Op.LOGSUMEXP, in.getFirst())),
                        mat(N, 3)),
                new Case("solve", 0, DerivativesTest::solved, vec(3), mat(of(3), 3), vec(3)));
    }

    /** w·(AᵀA + I)⁻¹·b: a system that is far from singular. */
    private static Value solved(Builder to, List<Value> in) {
        Value square = to.let(in.get(1).type(), Op.TMATMUL, in.get(1), in.get(1));
        Value one =
                to.let(in.get(1).type(), Op.ONE_HOT, to.pair(Op.SUB, to.let(vec(3), Op.CUMSUM, ones(to)), to.whole(1)));
        Value x = to.let(vec(3), Op.SOLVE, to.pair(Op.ADD, square, one), in.get(2));
        return to.let(Scalar.FIXED, Op.DOT, in.getFirst(), x);
    }

    private static Value ones(Builder to) {
        return to.pair(Op.ADD, to.let(vec(3), Op.ZEROS), to.whole(1));
    }

    private static FixedTensor drawn(GradType type, int rows, boolean index, SplittableRandom random) {
        int count = type instanceof Mat m ? rows * m.cols().dim().size() : rows;
        long[] raws = new long[count];
        Arrays.setAll(
                raws, i -> index ? random.nextInt(3) * Fixed.ONE : random.nextLong(-2 * Fixed.ONE, 2 * Fixed.ONE));
        return type instanceof Mat m
                ? FixedTensor.adoptMat(rows, m.cols().dim().size(), raws)
                : FixedTensor.adoptVec(raws);
    }

    /** Run-time sizes are 4, of concatenations the sum. */
    private static int rows(GradType type) {
        return switch (type) {
            case Scalar s -> 1;
            default ->
                type.leading() instanceof Size.Any
                        ? 2 * ROWS
                        : type.leading().known() ? type.leading().dim().size() : ROWS;
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void slopesAreThoseOfTheDifferences(Case one) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<GradType> types = List.of(one.parameters());
        int sloping = types.size() - one.fixed();
        DerivedProgram program = DerivedProgram.of(types, one.formula(), sloping);
        List<FixedTensor> at = IntStream.range(0, types.size())
                .mapToObj(i -> drawn(types.get(i), rows(types.get(i)), i >= sloping, random))
                .toList();
        for (int k = 0; k < sloping; k++) {
            long[] slope = program.slope(k, at);
            assertThat(slope).hasSize(at.get(k).size());
            for (int i = 0; i < slope.length; i++) {
                long up = program.value(moved(at, k, i, STEP));
                long down = program.value(moved(at, k, i, -STEP));
                long expected = Fixed.div(up - down, 2 * STEP);
                assertThat(slope[i])
                        .as("%s, parameter %d, element %d, seed %d", one, k, i, SEED)
                        .isBetween(expected - TOLERANCE, expected + TOLERANCE);
            }
        }
    }

    private static List<FixedTensor> moved(List<FixedTensor> at, int k, int i, long step) {
        return IntStream.range(0, at.size())
                .mapToObj(p -> {
                    long[] raws = at.get(p).toArray();
                    if (p == k) {
                        raws[i] += step;
                    }
                    return at.get(p).rank() == 1
                            ? FixedTensor.adoptVec(raws)
                            : FixedTensor.adoptMat(at.get(p).rows(), at.get(p).cols(), raws);
                })
                .toList();
    }

    @Test
    void ofEqualExtremesTheFirstHasTheSlope() {
        FixedTensor ties = FixedTensor.vec(1, 3, 3, 1, 3);
        for (Size size : List.of(of(5), N)) {
            for (Op op : List.of(Op.HIGHEST, Op.LOWEST)) {
                DerivedProgram program = DerivedProgram.of(
                        List.of(new Vec(size)), (to, in) -> to.let(Scalar.FIXED, op, in.getFirst()), 1);
                long[] expected = new long[5];
                expected[op == Op.HIGHEST ? 1 : 0] = Fixed.ONE;
                assertThat(program.slope(0, List.of(ties))).isEqualTo(expected);
            }
        }
    }
}
