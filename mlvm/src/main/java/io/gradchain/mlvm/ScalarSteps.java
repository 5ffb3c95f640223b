package io.gradchain.mlvm;

import io.gradchain.mlvm.check.Form;
import io.gradchain.mlvm.check.Step;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Ints;

/** The instructions on 64-bit registers (M-42). */
final class ScalarSteps {
    private ScalarSteps() {}

    static void run(Step step, long[] r) {
        long a = step.a() < 0 ? 0 : r[step.a()];
        long b = step.b() < 0 ? 0 : r[step.b()];
        r[step.out()] = step.form() == Form.FIXED ? fixed(step, a, b, r) : integer(step, a, b, r);
    }

    private static long fixed(Step step, long a, long b, long[] r) {
        return switch (step.op()) {
            case MOVE -> a;
            case ADD -> Fixed.add(a, b);
            case SUB -> Fixed.sub(a, b);
            case MUL -> Fixed.mul(a, b);
            case DIV -> Fixed.div(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case NEG -> Fixed.neg(a);
            case ABS -> Fixed.abs(a);
            case SQRT -> Fixed.sqrt(a);
            case EXP -> Fixed.exp(a);
            case LN -> Fixed.ln(a);
            case SIGMOID -> Fixed.sigmoid(a);
            case SOFTPLUS -> Fixed.softplus(a);
            case TANH -> Fixed.tanh(a);
            case TO_INT -> Fixed.toInt(a);
            default -> either(step, a, b, r);
        };
    }

    private static long integer(Step step, long a, long b, long[] r) {
        return switch (step.op()) {
            case CONST -> step.immediate();
            case MOVE -> a;
            case ADD -> Ints.add(a, b);
            case SUB -> Ints.sub(a, b);
            case MUL -> Ints.mul(a, b);
            case DIV -> Ints.floorDiv(a, b);
            case MOD -> Ints.floorMod(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case NEG -> Ints.neg(a);
            case ABS -> Ints.abs(a);
            case AND -> a & b;
            case OR -> a | b;
            case NOT -> a ^ 1;
            case TO_FIXED -> Fixed.toFixed(a);
            default -> either(step, a, b, r);
        };
    }

    /** What does not ask whether the numbers are fixed or int. */
    private static long either(Step step, long a, long b, long[] r) {
        return switch (step.op()) {
            case SELECT -> a != 0 ? b : r[step.c()];
            case EQ -> bit(Comparison.EQ.holds(a, b));
            case NE -> bit(Comparison.NE.holds(a, b));
            case LT -> bit(Comparison.LT.holds(a, b));
            case LE -> bit(Comparison.LE.holds(a, b));
            case GT -> bit(Comparison.GT.holds(a, b));
            case GE -> bit(Comparison.GE.holds(a, b));
            default -> throw new IllegalStateException(step.op() + " on scalars");
        };
    }

    static long bit(boolean holds) {
        return holds ? 1 : 0;
    }
}
