package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.Unary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;

/** The tensor operations by their definitions: exact sums of any size, one rounding, the first failing element. */
public final class TensorOracle {
    private TensorOracle() {}

    public static Outcome map(Unary op, Grid x) {
        return each(x.rows(), x.cols(), i -> ScalarOracle.apply(op, x.raws().get(i)));
    }

    public static Outcome zip(Binary op, Grid x, Grid y) {
        return each(
                x.rows(),
                x.cols(),
                i -> ScalarOracle.apply(op, x.raws().get(i), y.raws().get(i)));
    }

    public static Outcome zip(Binary op, Grid x, long s) {
        return each(x.rows(), x.cols(), i -> ScalarOracle.apply(op, x.raws().get(i), s));
    }

    public static Outcome zip(Binary op, long s, Grid y) {
        return each(y.rows(), y.cols(), i -> ScalarOracle.apply(op, s, y.raws().get(i)));
    }

    public static Outcome sum(Grid x) {
        return Rounding.inRange(total(x));
    }

    public static Outcome mean(Grid x) {
        int n = x.raws().size();
        return n == 0
                ? Outcome.trap(TrapCode.DOMAIN)
                : Rounding.inRange(Rounding.quotient(total(x), BigInteger.valueOf(n)));
    }

    private static BigInteger total(Grid x) {
        return x.raws().stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
    }

    public static Outcome dot(Grid x, Grid y) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < x.raws().size(); i++) {
            sum = sum.add(product(x.raws().get(i), y.raws().get(i)));
        }
        return Rounding.inRange(Rounding.scaled(sum, 32));
    }

    public static Outcome norm(Grid x) {
        BigInteger sum = BigInteger.ZERO;
        for (long raw : x.raws()) {
            sum = sum.add(product(raw, raw));
        }
        return Rounding.inRange(Rounding.root(sum));
    }

    public static Outcome max(Grid x) {
        return x.raws().isEmpty() ? Outcome.trap(TrapCode.DOMAIN) : Outcome.number(Collections.max(x.raws()));
    }

    public static Outcome min(Grid x) {
        return x.raws().isEmpty() ? Outcome.trap(TrapCode.DOMAIN) : Outcome.number(Collections.min(x.raws()));
    }

    public static Outcome argmax(Grid x) {
        List<Long> raws = x.raws();
        return raws.isEmpty() ? Outcome.trap(TrapCode.DOMAIN) : Outcome.number(raws.indexOf(Collections.max(raws)));
    }

    public static Outcome matvec(Grid x, Grid w) {
        return each(x.rows(), 0, i -> {
            BigInteger sum = BigInteger.ZERO;
            for (int j = 0; j < x.cols(); j++) {
                sum = sum.add(product(x.at(i, j), w.at(j, 0)));
            }
            return Rounding.inRange(Rounding.scaled(sum, 32));
        });
    }

    public static Outcome vecmat(Grid x, Grid r) {
        return each(x.cols(), 0, j -> {
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < x.rows(); i++) {
                sum = sum.add(product(x.at(i, j), r.at(i, 0)));
            }
            return Rounding.inRange(Rounding.scaled(sum, 32));
        });
    }

    public static Outcome matmul(Grid a, Grid b) {
        return each(a.rows(), b.cols(), k -> {
            BigInteger sum = BigInteger.ZERO;
            for (int t = 0; t < a.cols(); t++) {
                sum = sum.add(product(a.at(k / b.cols(), t), b.at(t, k % b.cols())));
            }
            return Rounding.inRange(Rounding.scaled(sum, 32));
        });
    }

    public static Outcome outer(Grid x, Grid y) {
        return each(
                x.rows(),
                y.rows(),
                k -> ScalarOracle.apply(
                        Binary.MUL, x.raws().get(k / y.rows()), y.raws().get(k % y.rows())));
    }

    /** Output element (i, j) is {@code source}'s; the index oracle of every rearrangement. */
    private static Outcome place(int rows, int cols, LongBinaryOperator source) {
        int width = Math.max(cols, 1);
        return each(rows, cols, k -> Outcome.number(source.applyAsLong(k / width, k % width)));
    }

    public static Outcome rows(Grid x, int from, int to) {
        return from < 0 || from > to || to > x.rows()
                ? Outcome.trap(TrapCode.INDEX)
                : place(to - from, x.cols(), (i, j) -> x.at(from + (int) i, (int) j));
    }

    public static Outcome row(Grid x, int i) {
        return i < 0 || i >= x.rows()
                ? Outcome.trap(TrapCode.INDEX)
                : place(x.cols(), 0, (j, none) -> x.at(i, (int) j));
    }

    public static Outcome concat(Grid x, Grid y) {
        return place(
                x.rows() + y.rows(),
                x.cols(),
                (i, j) -> i < x.rows() ? x.at((int) i, (int) j) : y.at((int) i - x.rows(), (int) j));
    }

    public static Outcome transpose(Grid x) {
        return place(x.cols(), x.rows(), (i, j) -> x.at((int) j, (int) i));
    }

    public static Outcome reshape(Grid x, int rows, int cols) {
        return rows < 0 || cols < 0 || (long) rows * cols != x.raws().size()
                ? Outcome.trap(TrapCode.SHAPE)
                : Outcome.numbers(
                        rows, cols, x.raws().stream().mapToLong(Long::longValue).toArray());
    }

    public static Outcome oneHot(Grid labels, int n) {
        Outcome bad = firstBadIndex(labels, n);
        return bad != null ? bad : place(labels.rows(), n, (i, j) -> labels.at((int) i, 0) == j << 32 ? 1L << 32 : 0);
    }

    public static Outcome gather(Grid x, Grid indices) {
        Outcome bad = firstBadIndex(indices, x.rows());
        return bad != null
                ? bad
                : place(indices.rows(), x.cols(), (i, j) -> x.at((int) (indices.at((int) i, 0) >> 32), (int) j));
    }

    private static Outcome firstBadIndex(Grid indices, int n) {
        for (int i = 0; i < indices.rows(); i++) {
            BigDecimal value = new BigDecimal(indices.at(i, 0)).divide(new BigDecimal(1L << 32));
            if (value.stripTrailingZeros().scale() > 0) {
                return Outcome.trap(TrapCode.DOMAIN, i);
            }
            if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(n)) >= 0) {
                return Outcome.trap(TrapCode.INDEX, i);
            }
        }
        return null;
    }

    public static Outcome compare(Comparison op, Grid x, Grid y) {
        return each(x.rows(), x.cols(), i -> {
            int order = x.raws().get(i).compareTo(y.raws().get(i));
            boolean holds =
                    switch (op) {
                        case EQ -> order == 0;
                        case NE -> order != 0;
                        case LT -> order < 0;
                        case LE -> order <= 0;
                        case GT -> order > 0;
                        case GE -> order >= 0;
                    };
            return Outcome.number(holds ? 1L << 32 : 0);
        });
    }

    public static Outcome select(Grid mask, Grid yes, Grid no) {
        return each(
                mask.rows(),
                mask.cols(),
                i -> Outcome.number((mask.raws().get(i) != 0 ? yes : no).raws().get(i)));
    }

    private static BigInteger product(long x, long y) {
        return BigInteger.valueOf(x).multiply(BigInteger.valueOf(y));
    }

    /** All elements, or the trap of the first that fails, with its index. */
    static Outcome each(int rows, int cols, IntFunction<Outcome> element) {
        long[] raws = new long[rows * Math.max(cols, 1)];
        for (int i = 0; i < raws.length; i++) {
            Outcome one = element.apply(i);
            if (one.trap() != null) {
                return Outcome.trap(one.trap(), i);
            }
            raws[i] = one.raws().getFirst();
        }
        return Outcome.numbers(rows, cols, raws);
    }
}
