package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.Unary;
import java.math.BigInteger;
import java.util.function.Function;

/** The scalar operations by their definitions, on integers of any size. */
public final class ScalarOracle {
    private static final Reals SHORT = new Reals(160);
    private static final Reals LONG = new Reals(512);
    private static final long TAIL = 40L << 32;

    private ScalarOracle() {}

    public static Outcome apply(Unary op, long x) {
        BigInteger a = BigInteger.valueOf(x);
        return switch (op) {
            case NEG -> Rounding.inRange(a.negate());
            case ABS -> Rounding.inRange(a.abs());
            case SQRT -> x < 0 ? domain() : Rounding.inRange(Rounding.root(a.shiftLeft(32)));
            case EXP ->
                x == 0
                        ? Outcome.number(1L << 32)
                        : x > TAIL
                                ? Outcome.trap(TrapCode.OVERFLOW)
                                : x < -TAIL ? Outcome.number(0) : round(r -> r.exp(r.of(x)));
            case LN -> x <= 0 ? domain() : x == 1L << 32 ? Outcome.number(0) : round(r -> r.ln(r.of(x)));
            case SIGMOID ->
                x == 0
                        ? Outcome.number(1L << 31)
                        : x > TAIL
                                ? Outcome.number(1L << 32)
                                : x < -TAIL
                                        ? Outcome.number(0)
                                        : round(r -> r.divide(r.one(), r.one().add(r.exp(r.of(-x)))));
            case SOFTPLUS ->
                x > TAIL
                        ? Outcome.number(x)
                        : x < -TAIL
                                ? Outcome.number(0)
                                : round(r -> r.ln(r.one().add(r.exp(r.of(x)))));
            case TANH ->
                x == 0
                        ? Outcome.number(0)
                        : x > TAIL || x < -TAIL
                                ? Outcome.number(x < 0 ? -1L << 32 : 1L << 32)
                                : round(r -> {
                                    BigInteger up = r.exp(r.of(x));
                                    BigInteger down = r.exp(r.of(-x));
                                    return r.divide(up.subtract(down), up.add(down));
                                });
        };
    }

    public static Outcome apply(Binary op, long x, long y) {
        BigInteger a = BigInteger.valueOf(x);
        BigInteger b = BigInteger.valueOf(y);
        return switch (op) {
            case ADD -> Rounding.inRange(a.add(b));
            case SUB -> Rounding.inRange(a.subtract(b));
            case MUL -> Rounding.inRange(Rounding.scaled(a.multiply(b), 32));
            case DIV -> y == 0 ? domain() : Rounding.inRange(Rounding.quotient(a.shiftLeft(32), b));
            case MIN -> Outcome.number(a.min(b).longValue());
            case MAX -> Outcome.number(a.max(b).longValue());
        };
    }

    private static Outcome domain() {
        return Outcome.trap(TrapCode.DOMAIN);
    }

    /** Rounds a transcendental value, from a longer computation where the short one stops near a half. */
    private static Outcome round(Function<Reals, BigInteger> value) {
        for (Reals reals : new Reals[] {SHORT, LONG}) {
            BigInteger v = value.apply(reals);
            BigInteger slack = BigInteger.ONE.shiftLeft(Reals.SLACK_BITS);
            int shift = reals.one().bitLength() - 1 - 32;
            BigInteger least = Rounding.scaled(v.subtract(slack), shift);
            BigInteger most = Rounding.scaled(v.add(slack), shift);
            if (least.equals(most)) {
                return Rounding.inRange(least);
            }
        }
        throw new AssertionError("480 bits after the point do not decide a rounding");
    }
}
