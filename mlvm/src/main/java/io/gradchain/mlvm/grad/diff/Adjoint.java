package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.Objects;

/**
 * How the result changes with a value: base · factor · numerator / (denominator · count).
 *
 * <p>The factors are put off until they are needed. A mean hands back 1/n to every element; dividing n numbers would round
 * n times and cost n divisions, while everything up to the sum over the rows is linear and can be divided after it, where
 * only the weights are left.
 *
 * @param base in the shape of the value, null where it is one everywhere; always null for a scalar
 * @param factor a scalar, null for 1
 * @param count how many elements a mean was over, null for 1
 * @param counted the shape of what was averaged, null unless {@code count} is just its number of elements
 */
record Adjoint(Value base, Value factor, long numerator, long denominator, Value count, GradType counted) {
    static final Adjoint ONE = new Adjoint(null, null, 1, 1, null, null);
    private static final long MOST = 1 << 20;

    Adjoint base(Value other) {
        return new Adjoint(other, factor, numerator, denominator, count, counted);
    }

    Adjoint factor(Value other) {
        return new Adjoint(base, other, numerator, denominator, count, counted);
    }

    Adjoint count(Value other, GradType shape) {
        return new Adjoint(base, factor, numerator, denominator, other, shape);
    }

    Adjoint negated() {
        return new Adjoint(base, factor, -numerator, denominator, count, counted);
    }

    /** Whether {@link #times} keeps the numbers small enough to be exact later. */
    boolean takes(long up, long down) {
        return Math.abs(numerator) * Math.abs(up) < MOST && denominator * Math.abs(down) < MOST;
    }

    /** @param down not 0 */
    Adjoint times(long up, long down) {
        long sign = down < 0 ? -1 : 1;
        long top = numerator * up * sign;
        long bottom = denominator * Math.abs(down);
        long common = common(Math.abs(top), bottom);
        return new Adjoint(base, factor, top / common, bottom / common, count, counted);
    }

    private static long common(long a, long b) {
        return b == 0 ? Math.max(1, a) : common(b, a % b);
    }

    /** Whether the two differ in their base and the sign alone. */
    boolean scaledLike(Adjoint other) {
        return Objects.equals(factor, other.factor)
                && Math.abs(numerator) == Math.abs(other.numerator)
                && denominator == other.denominator
                && Objects.equals(count, other.count);
    }
}
