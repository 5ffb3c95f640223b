package io.gradchain.mlvm.grad.precise;

import static io.gradchain.mlvm.grad.precise.Precise.MC;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** What every instruction that computes means; a new one is one more line here. */
final class Steps {
    private static final BigDecimal UNIT = BigDecimal.valueOf(Fixed.ONE);

    private Steps() {}

    /**
     * @param out the type of the result
     * @param s what the instruction reads
     * @throws Undefined where the machine would trap
     */
    static Num step(Op op, long immediate, Type out, List<Num> s) {
        Num a = s.isEmpty() ? Num.of(0) : s.getFirst();
        Num b = s.size() < 2 ? a : s.get(1);
        return switch (op) {
            case CONST -> out == Type.Scalar.FIXED ? Num.of(over(immediate)) : Num.of(immediate);
            case MOVE, TO_FIXED -> a;
            case ZEROS -> Num.table(exact(out, true), exact(out, false), p -> BigDecimal.ZERO);
            case ADD -> a.pair(b, (x, y) -> x.add(y, MC));
            case SUB -> a.pair(b, (x, y) -> x.subtract(y, MC));
            case MUL -> a.times(b);
            case DIV -> out == Type.Scalar.INT ? Num.of(floor(a, b)) : a.pair(b, Precise::over);
            case MOD -> Num.of(a.scalar().subtract(floor(a, b).multiply(b.scalar())));
            case MIN -> a.pair(b, BigDecimal::min);
            case MAX -> a.pair(b, BigDecimal::max);
            case NEG -> a.each(BigDecimal::negate);
            case ABS -> a.each(BigDecimal::abs);
            case SQRT -> a.each(Precise::sqrt);
            case EXP -> a.each(Precise::exp);
            case LN -> a.each(Precise::ln);
            case SIGMOID -> a.each(Precise::sigmoid);
            case SOFTPLUS -> a.each(Precise::softplus);
            case TANH -> a.each(Precise::tanh);
            case EQ -> compared(a, b, order -> order == 0);
            case NE -> compared(a, b, order -> order != 0);
            case LT -> compared(a, b, order -> order < 0);
            case LE -> compared(a, b, order -> order <= 0);
            case GT -> compared(a, b, order -> order > 0);
            case GE -> compared(a, b, order -> order >= 0);
            case AND -> Num.truth(a.holds() && b.holds());
            case OR -> Num.truth(a.holds() || b.holds());
            case NOT -> Num.truth(!a.holds());
            case SELECT -> select(a, b, s.get(2));
            case TO_INT -> Num.of(a.scalar().setScale(0, RoundingMode.FLOOR));
            case SUM -> Num.of(a.sum());
            case MEAN ->
                Num.of(Precise.over(a.sum(), BigDecimal.valueOf(a.values().size())));
            case NORM -> Num.of(Precise.sqrt(a.times(a).sum()));
            case HIGHEST -> Num.of(a.values().get(a.extreme(true)));
            case LOWEST -> Num.of(a.values().get(a.extreme(false)));
            case ARGMAX -> Num.of(a.extreme(true));
            case DOT -> Num.of(a.times(b).sum());
            case MATVEC, MATMUL -> a.product(b);
            case VECMAT -> a.transposed().product(b);
            case OUTER -> a.product(b.transposed());
            case LEN -> Num.of(a.rows());
            case ELEMENT -> Num.of(a.values().get(b.index(a.rows())));
            case ROW -> row(a, b);
            case ROWS, SLICE -> a.between(b, s.get(2));
            case CONCAT -> concat(a, b);
            case TRANSPOSE -> a.transposed();
            case RESHAPE -> new Num(exact(out, true), exact(out, false), a.values());
            case ONE_HOT -> oneHot(a, out);
            case GATHER ->
                Num.table(b.rows(), a.cols(), p -> a.at(Num.of(b.at(p[0], 0)).index(a.rows()), p[1]));
            case TMATMUL -> a.transposed().product(b);
            case LOGSUMEXP -> logSumExp(a, out);
            case SORT -> Num.vec(a.values().stream().sorted().toList());
            case ARGSORT -> argsort(a);
            case CUMSUM -> cumsum(a);
            case SOLVE -> Equations.solve(a, b);
            case PACK -> Num.vec(s.stream().map(Num::scalar).toList());
            case SAMPLE -> Seeded.sample(a, b, s.get(2));
            case UNIFORM -> Seeded.uniform(a, exact(out, true), exact(out, false));
            case TEXT, SELF, BALANCE, TRANSFER, HASH, RANDOM -> throw impure(op);
            case MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE -> throw impure(op);
            case CALLER, HEIGHT, TIME, VALUE, LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> throw impure(op);
            case LOOP, IF, ELSE, END, RETURN, REQUIRE, EMIT -> throw impure(op);
        };
    }

    /** ln Σ eˣ, of a mat in each row. */
    private static Num logSumExp(Num a, Type out) {
        if (out instanceof Type.Scalar) {
            return Num.of(Precise.ln(a.each(Precise::exp).sum()));
        }
        return Num.table(
                a.rows(),
                1,
                p -> Precise.ln(row(a, Num.of(p[0])).each(Precise::exp).sum()));
    }

    private static Num argsort(Num a) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < a.rows(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(i -> a.values().get(i)));
        return Num.vec(order.stream().map(i -> BigDecimal.valueOf(i)).toList());
    }

    private static Num cumsum(Num a) {
        List<BigDecimal> sums = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal value : a.values()) {
            sum = sum.add(value, MC);
            sums.add(sum);
        }
        return Num.vec(sums);
    }

    private static Undefined impure(Op op) {
        return new Undefined("`" + op.mnemonic() + "`, which is no computation");
    }

    private static BigDecimal over(long raw) {
        return BigDecimal.valueOf(raw).divide(UNIT, MC);
    }

    /** A dimension of a tensor type. */
    private static int exact(Type type, boolean leading) {
        return switch (type) {
            case Type.Vec v when leading && !v.size().runtime() -> v.size().size();
            case Type.Vec v when !leading -> 1;
            case Type.Mat m when leading && !m.rows().runtime() -> m.rows().size();
            case Type.Mat m when !leading -> m.cols();
            case Type.Vec v -> throw new Undefined("a tensor of run-time size out of nothing");
            case Type.Mat m -> throw new Undefined("a tensor of run-time size out of nothing");
            case Type.Scalar s -> 1;
            case Type.Bytes b -> throw new Undefined("bytes");
            case Type.Dataset d -> throw new Undefined("a dataset");
            case Type.Map m -> throw new Undefined("a map");
        };
    }

    private static BigDecimal floor(Num a, Num b) {
        if (!b.holds()) {
            throw new Undefined("a division by zero");
        }
        BigDecimal[] parts = a.scalar().divideAndRemainder(b.scalar());
        boolean below =
                parts[1].signum() != 0 && parts[1].signum() != b.scalar().signum();
        return below ? parts[0].subtract(BigDecimal.ONE) : parts[0];
    }

    private static Num compared(Num a, Num b, IntPredicate holds) {
        return a.pair(b, (x, y) -> Num.bit(holds.test(x.compareTo(y))));
    }

    private static Num select(Num condition, Num yes, Num no) {
        Num shape = yes.values().size() >= no.values().size() ? yes : no;
        return Num.table(shape.rows(), shape.cols(), p -> {
            int k = p[0] * shape.cols() + p[1];
            return condition.spread(k).signum() != 0 ? yes.spread(k) : no.spread(k);
        });
    }

    private static Num row(Num a, Num index) {
        int row = index.index(a.rows());
        return Num.vec(a.values().subList(row * a.cols(), (row + 1) * a.cols()));
    }

    private static Num concat(Num a, Num b) {
        List<BigDecimal> all = new ArrayList<>(a.values());
        all.addAll(b.values());
        return new Num(a.rows() + b.rows(), a.cols(), all);
    }

    /** 1 at the index; of a vec of indices a row for each. */
    private static Num oneHot(Num at, Type out) {
        if (out instanceof Type.Mat m) {
            return Num.table(
                    at.rows(),
                    m.cols(),
                    p -> Num.bit(p[1] == Num.of(at.at(p[0], 0)).index(m.cols())));
        }
        int size = exact(out, true);
        int hot = at.index(size);
        return Num.table(size, 1, p -> Num.bit(p[0] == hot));
    }
}
