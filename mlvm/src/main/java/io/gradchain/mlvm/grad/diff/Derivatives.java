package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Every operation that can be differentiated, with what it hands back to its operands when its result has the adjoint g
 * (reverse mode; Griewank and Walther, Evaluating Derivatives, chapter 3).
 */
final class Derivatives {
    private final Scaling s;
    private final Builder to;
    private final Placing placing;

    Derivatives(Scaling scaling) {
        this.s = scaling;
        this.to = scaling.to;
        this.placing = new Placing(to);
    }

    /** One adjoint for each operand, null for those that take none; empty if the operation has no derivative. */
    Optional<List<Adjoint>> of(Let node, Adjoint g) {
        Value y = node.out();
        Value a = node.in().isEmpty() ? null : node.in().getFirst();
        Value b = node.in().size() < 2 ? null : node.in().get(1);
        return switch (node.op()) {
            // y = a
            case MOVE -> give(g);
            // y = a + b
            case ADD -> byRows(a, b) ? give(g, columns(g, y)) : give(toward(g, null, a, y), toward(g, null, b, y));
            // y = a − b
            case SUB ->
                byRows(a, b)
                        ? give(g, columns(g.negated(), y))
                        : give(toward(g, null, a, y), toward(g.negated(), null, b, y));
            // y = a·b; a·a has the slope 2a
            case MUL ->
                byRows(a, b)
                        ? give(scaled(g, Op.MUL, b, y), columns(scaled(g, Op.MUL, a, y), y))
                        : a.equals(b)
                                ? give(s.twice(s.times(g, a)), null)
                                : give(toward(g, b, a, y), toward(g, a, b, y));
            // y = a/b: 1/b and −y/b
            case DIV ->
                byRows(a, b)
                        ? give(
                                scaled(g, Op.DIV, b, y),
                                columns(scaled(scaled(g, Op.MUL, y, y), Op.DIV, b, y), y)
                                        .negated())
                        : give(overDivisor(g, a, b, y), divisor(g, b, y));
            case MAX -> give(where(a, b, Op.GT, Op.LT, g, y), where(a, b, Op.LE, Op.GE, g, y), a, b, y);
            case MIN -> give(where(a, b, Op.LT, Op.GT, g, y), where(a, b, Op.GE, Op.LE, g, y), a, b, y);
            // y = −a
            case NEG -> give(g.negated());
            // y = |a|: the sign of a
            case ABS -> give(s.times(g, sign(a)));
            // y = √a: 1/2y
            case SQRT -> give(s.half(s.over(g, y)));
            // y = e^a: y
            case EXP -> give(s.times(g, y));
            // y = ln a: 1/a
            case LN -> give(s.over(g, a));
            // y = σ(a): y(1 − y)
            case SIGMOID -> give(s.times(g, to.pair(Op.MUL, y, to.pair(Op.SUB, to.whole(1), y))));
            // y = ln(1 + e^a): σ(a)
            case SOFTPLUS -> give(s.times(g, to.let(a.type(), Op.SIGMOID, a)));
            // y = tanh a: 1 − y²
            case TANH -> give(s.times(g, to.pair(Op.SUB, to.whole(1), to.pair(Op.MUL, y, y))));
            // y = b where a holds, else c
            case SELECT -> select(a, g, y);
            // y = Σa
            case SUM -> give(g.base(null));
            // y = Σa/n
            case MEAN -> give(s.mean(g, a));
            // y = √Σa²: a/y
            case NORM -> give(s.over(g, y).base(a));
            // y = Σab; Σa² has the slope 2a
            case DOT -> a.equals(b) ? give(s.twice(g.base(a)), null) : give(g.base(b), g.base(a));
            // y = A·b: g⊗b and Aᵀ·g
            case MATVEC ->
                give(
                        g.base(to.let(a.type(), Op.OUTER, full(g, y), b)),
                        g.base(to.let(b.type(), Op.VECMAT, a, full(g, y))));
            // y = Aᵀ·b: b⊗g and A·g
            case VECMAT ->
                give(
                        g.base(to.let(a.type(), Op.OUTER, b, full(g, y))),
                        g.base(to.let(b.type(), Op.MATVEC, a, full(g, y))));
            // y = A·B: g·Bᵀ and Aᵀ·g
            case MATMUL ->
                give(
                        g.base(to.let(a.type(), Op.MATMUL, full(g, y), transposed(b))),
                        g.base(to.let(b.type(), Op.TMATMUL, a, full(g, y))));
            // y = Aᵀ·B: B·gᵀ and A·g
            case TMATMUL ->
                give(
                        g.base(to.let(a.type(), Op.MATMUL, b, transposed(full(g, y)))),
                        g.base(to.let(b.type(), Op.MATMUL, a, full(g, y))));
            // y = a⊗b: g·b and gᵀ·a
            case OUTER ->
                give(
                        g.base(to.let(a.type(), Op.MATVEC, full(g, y), b)),
                        g.base(to.let(b.type(), Op.VECMAT, full(g, y), a)));
            // y = Aᵀ: gᵀ
            case TRANSPOSE -> give(g.base() == null ? g : g.base(transposed(g.base())));
            // y = a[i]: g at i, zero elsewhere
            case ELEMENT -> give(g.base(to.let(a.type(), Op.ONE_HOT, b)), null);
            // y = A[i]: g in row i, zero elsewhere
            case ROW -> give(g.base(to.let(a.type(), Op.OUTER, hotRow((Mat) a.type(), b), full(g, y))), null);
            // y = ln Σe^a: e^(a − y)
            case LOGSUMEXP -> give(logSumExp(g, a, y));
            // y = A⁻¹·b: −z⊗y and z, where z solves Aᵀ·z = g
            case SOLVE -> solve(to.let(y.type(), Op.SOLVE, transposed(a), full(g, y)), g, a, y);
            // y = all sums of a from its first: all sums of g to its last
            case CUMSUM -> give(g.base(placing.toLast(full(g, y))));
            // y = (a, b, …): g at the place of each
            case PACK ->
                Optional.of(IntStream.range(0, node.in().size())
                        .mapToObj(i -> s.element(g, i))
                        .toList());
            // y is the first of the greatest or least: g there, zero elsewhere
            case HIGHEST, LOWEST -> placing.first(node.op(), a, y).map(place -> List.of(s.times(g, place)));
            // the same values in the order of a
            case RESHAPE ->
                a.type().leading().runtime()
                        ? Optional.empty()
                        : give(g.base() == null ? g : g.base(to.let(a.type(), Op.RESHAPE, g.base())));
            // y = a above b: the rows of g that came from each
            case CONCAT ->
                g.base() == null
                        ? give(g, g)
                        : give(g.base(placing.part(g.base(), a, null)), g.base(placing.part(g.base(), b, a)));
            // y = a at the indices b: each row of g added to the row it came from
            case GATHER -> placing.scattered(full(g, y), a, b).flatMap(sums -> give(g.base(sums), null));
            // not differentiable, or not known here
            case SORT, ARGSORT, SAMPLE, UNIFORM, TEXT, SELF, BALANCE, TRANSFER, HASH, RANDOM -> Optional.empty();
            case MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE -> Optional.empty();
            case CONST, ZEROS, MOD, EQ, NE, LT, LE, GT, GE, AND, OR, NOT, TO_INT, TO_FIXED -> Optional.empty();
            case ARGMAX, LEN, ROWS, SLICE, ONE_HOT -> Optional.empty();
            case CALLER, HEIGHT, TIME, VALUE, LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> Optional.empty();
            case LOOP, IF, ELSE, END, RETURN, REQUIRE, EMIT -> Optional.empty();
        };
    }

    private static boolean byRows(Value a, Value b) {
        return a.type() instanceof Mat && b.type() instanceof Vec;
    }

    private Adjoint scaled(Adjoint g, Op op, Value x, Value y) {
        return g.base(to.let(y.type(), op, full(g, y), x));
    }

    /** What a vec gets that was used in every row: the sum of each column. */
    private Adjoint columns(Adjoint g, Value y) {
        Value all = full(g, y);
        return g.base(to.let(new Vec(((Mat) y.type()).cols()), Op.VECMAT, all, to.rowOnes(all)));
    }

    private Optional<List<Adjoint>> solve(Value z, Adjoint g, Value a, Value y) {
        return give(g.base(to.let(a.type(), Op.OUTER, z, y)).negated(), g.base(z));
    }

    private Adjoint logSumExp(Adjoint g, Value a, Value y) {
        if (!(a.type() instanceof Mat m)) {
            return s.times(g, to.let(a.type(), Op.EXP, to.pair(Op.SUB, a, y)));
        }
        Value shares = to.let(m, Op.EXP, to.pair(Op.SUB, a, placing.acrossColumns(m, y)));
        return s.times(g.base() == null ? g : g.base(placing.acrossColumns(m, g.base())), shares);
    }

    private static Optional<List<Adjoint>> give(Adjoint... adjoints) {
        return Optional.of(Arrays.asList(adjoints));
    }

    /** g·x as the operand takes it: summed where a scalar was spread over a tensor; x null for one. */
    private Adjoint toward(Adjoint g, Value x, Value operand, Value y) {
        if (!operand.type().isTensor() && y.type().isTensor()) {
            return s.sum(g, x, y);
        }
        return x == null ? g : s.times(g, x);
    }

    private Adjoint overDivisor(Adjoint g, Value a, Value b, Value y) {
        return toward(s.over(g, b), null, a, y);
    }

    private Adjoint divisor(Adjoint g, Value b, Value y) {
        if (!b.type().isTensor() && y.type().isTensor()) {
            return s.over(s.sum(g, y, y), b).negated();
        }
        return s.times(g, to.pair(Op.DIV, y, b)).negated();
    }

    /** max and min hand g to whichever was taken, to b where they are equal. */
    private Optional<List<Adjoint>> give(Adjoint first, Adjoint second, Value a, Value b, Value y) {
        return give(toward(first, null, a, y), toward(second, null, b, y));
    }

    private Adjoint where(Value a, Value b, Op holds, Op turned, Adjoint g, Value y) {
        if (!y.type().isTensor()) {
            return gate(to.let(Scalar.BOOL, holds, a, b), g, y, false);
        }
        return s.times(g, a.type().isTensor() ? to.let(y.type(), holds, a, b) : to.let(y.type(), turned, b, a));
    }

    private Optional<List<Adjoint>> select(Value condition, Adjoint g, Value y) {
        if (condition.type() == Scalar.BOOL) {
            return give(null, gate(condition, g, y, false), gate(condition, g, y, true));
        }
        return give(null, s.times(g, condition), s.times(g, to.pair(Op.SUB, to.whole(1), condition)));
    }

    /** g if the condition holds, else zero; the other way round if {@code inverse}. */
    private Adjoint gate(Value condition, Adjoint g, Value y, boolean inverse) {
        Value all = s.value(g, y);
        Value none = y.type().isTensor() ? to.pair(Op.SUB, all, all) : to.whole(0);
        Value kept = to.let(y.type(), Op.SELECT, condition, inverse ? none : all, inverse ? all : none);
        return y.type().isTensor() ? Adjoint.ONE.base(kept) : Adjoint.ONE.factor(kept);
    }

    private Value sign(Value a) {
        Value zero = to.whole(0);
        if (a.type().isTensor()) {
            return to.pair(Op.SUB, to.let(a.type(), Op.GT, a, zero), to.let(a.type(), Op.LT, a, zero));
        }
        Value below = to.let(Scalar.FIXED, Op.SELECT, to.let(Scalar.BOOL, Op.LT, a, zero), to.whole(-1), zero);
        return to.let(Scalar.FIXED, Op.SELECT, to.let(Scalar.BOOL, Op.GT, a, zero), to.whole(1), below);
    }

    private Value full(Adjoint g, Value y) {
        return g.base() == null ? to.spread(to.whole(1), y) : g.base();
    }

    private Value transposed(Value x) {
        Mat m = (Mat) x.type();
        return to.let(new Mat(m.cols(), m.rows()), Op.TRANSPOSE, x);
    }

    private Value hotRow(Mat m, Value row) {
        GradType rows = new Vec(m.rows());
        return to.let(rows, Op.ONE_HOT, row);
    }
}
