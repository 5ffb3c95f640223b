package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Precise.MC;

import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;

/** Runs straight programs on numbers of 36 digits: what a program means, without the rounding of the machine. */
final class PreciseMachine {
    /** Rows of one length; a scalar is 1 × 1 and a vec one column. */
    record Num(int rows, int cols, BigDecimal[] values) {
        static Num of(BigDecimal value) {
            return new Num(1, 1, new BigDecimal[] {value});
        }

        BigDecimal at(int i, int j) {
            return values[i * cols + j];
        }
    }

    private static final BigDecimal UNIT = BigDecimal.valueOf(1L << 32);

    private PreciseMachine() {}

    static Num run(Program program, String function, List<Num> arguments) {
        int index = 0;
        while (!program.shown().functions().get(index).name().equals(function)) {
            index++;
        }
        List<Type> types = program.registers(index);
        Num[] r = new Num[types.size()];
        for (int i = 0; i < arguments.size(); i++) {
            r[i] = arguments.get(i);
        }
        for (Instruction in : program.bodies().get(index).instructions()) {
            List<Integer> reg = in.registers();
            if (in.op() == Op.RETURN) {
                return r[reg.getFirst()];
            }
            List<Num> sources = in.sources().stream().map(s -> r[s]).toList();
            r[reg.getFirst()] = step(in, types.get(reg.getFirst()), sources);
        }
        throw new AssertionError("no return");
    }

    private static Num step(Instruction in, Type out, List<Num> s) {
        Num a = s.isEmpty() ? null : s.get(0);
        Num b = s.size() < 2 ? null : s.get(1);
        return switch (in.op()) {
            case CONST ->
                Num.of(
                        out == Type.Scalar.FIXED
                                ? BigDecimal.valueOf(in.immediate()).divide(UNIT, MC)
                                : BigDecimal.valueOf(in.immediate()));
            case MOVE, TO_FIXED -> a;
            case ADD -> pair(a, b, (x, y) -> x.add(y, MC));
            case SUB -> pair(a, b, (x, y) -> x.subtract(y, MC));
            case MUL -> pair(a, b, (x, y) -> x.multiply(y, MC));
            case DIV -> pair(a, b, (x, y) -> x.divide(y, MC));
            case MAX -> pair(a, b, BigDecimal::max);
            case MIN -> pair(a, b, BigDecimal::min);
            case GT -> pair(a, b, (x, y) -> bit(x.compareTo(y) > 0));
            case GE -> pair(a, b, (x, y) -> bit(x.compareTo(y) >= 0));
            case LT -> pair(a, b, (x, y) -> bit(x.compareTo(y) < 0));
            case LE -> pair(a, b, (x, y) -> bit(x.compareTo(y) <= 0));
            case NEG -> each(a, BigDecimal::negate);
            case ABS -> each(a, BigDecimal::abs);
            case SQRT -> each(a, x -> x.sqrt(MC));
            case EXP -> each(a, Precise::exp);
            case LN -> each(a, Precise::ln);
            case SIGMOID -> each(a, Precise::sigmoid);
            case SOFTPLUS -> each(a, Precise::softplus);
            case TANH -> each(a, Precise::tanh);
            case SELECT -> select(a, b, s.get(2));
            case SUM -> Num.of(sum(a));
            case MEAN -> Num.of(sum(a).divide(BigDecimal.valueOf(a.values.length), MC));
            case NORM -> Num.of(sum(pair(a, a, (x, y) -> x.multiply(y, MC))).sqrt(MC));
            case DOT -> Num.of(sum(pair(a, b, (x, y) -> x.multiply(y, MC))));
            case MATVEC, MATMUL -> product(a, b);
            case VECMAT -> product(transposed(a), b);
            case OUTER -> product(a, transposed(b));
            case TRANSPOSE -> transposed(a);
            case LEN -> Num.of(BigDecimal.valueOf(a.rows));
            case ELEMENT -> Num.of(a.values[b.values[0].intValueExact()]);
            case ROW -> {
                int row = b.values[0].intValueExact();
                yield new Num(a.cols, 1, Arrays.copyOfRange(a.values, row * a.cols, (row + 1) * a.cols));
            }
            case ONE_HOT -> {
                BigDecimal[] hot = new BigDecimal[(int) out.elements()];
                Arrays.fill(hot, BigDecimal.ZERO);
                hot[a.values[0].intValueExact()] = BigDecimal.ONE;
                yield new Num(hot.length, 1, hot);
            }
            default -> throw new AssertionError("not a straight program: " + in);
        };
    }

    private static BigDecimal bit(boolean holds) {
        return holds ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static Num each(Num a, UnaryOperator<BigDecimal> op) {
        return new Num(a.rows, a.cols, Arrays.stream(a.values).map(op).toArray(BigDecimal[]::new));
    }

    private static Num pair(Num a, Num b, BinaryOperator<BigDecimal> op) {
        Num shape = a.values.length >= b.values.length ? a : b;
        IntBinaryOperator at = (i, n) -> n == 1 ? 0 : i;
        BigDecimal[] out = new BigDecimal[shape.values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = op.apply(a.values[at.applyAsInt(i, a.values.length)], b.values[at.applyAsInt(i, b.values.length)]);
        }
        return new Num(shape.rows, shape.cols, out);
    }

    private static Num select(Num condition, Num yes, Num no) {
        BigDecimal[] out = new BigDecimal[yes.values.length];
        for (int i = 0; i < out.length; i++) {
            boolean holds = condition.values[condition.values.length == 1 ? 0 : i].signum() != 0;
            out[i] = holds ? yes.values[i] : no.values[i];
        }
        return new Num(yes.rows, yes.cols, out);
    }

    private static BigDecimal sum(Num a) {
        return Arrays.stream(a.values).reduce(BigDecimal.ZERO, (x, y) -> x.add(y, MC));
    }

    private static Num transposed(Num a) {
        List<BigDecimal> out = new ArrayList<>();
        for (int j = 0; j < a.cols; j++) {
            for (int i = 0; i < a.rows; i++) {
                out.add(a.at(i, j));
            }
        }
        return new Num(a.cols, a.rows, out.toArray(BigDecimal[]::new));
    }

    private static Num product(Num a, Num b) {
        BigDecimal[] out = new BigDecimal[a.rows * b.cols];
        for (int i = 0; i < a.rows; i++) {
            for (int j = 0; j < b.cols; j++) {
                BigDecimal sum = BigDecimal.ZERO;
                for (int k = 0; k < a.cols; k++) {
                    sum = sum.add(a.at(i, k).multiply(b.at(k, j), MC), MC);
                }
                out[i * b.cols + j] = sum;
            }
        }
        return new Num(a.rows, b.cols, out);
    }
}
