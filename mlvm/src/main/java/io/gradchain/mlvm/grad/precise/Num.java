package io.gradchain.mlvm.grad.precise;

import static io.gradchain.mlvm.grad.precise.Precise.MC;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A value of a program: rows of one length. A scalar is 1 × 1, an int a whole number, a bool 1 or 0, and a vec one column.
 *
 * @param values row by row, not to be changed
 */
public record Num(int rows, int cols, List<BigDecimal> values) {
    public Num {
        values = List.copyOf(values);
        if (values.size() != rows * cols) {
            throw new IllegalArgumentException(values.size() + " values for " + rows + " x " + cols);
        }
    }

    public static Num of(BigDecimal value) {
        return new Num(1, 1, List.of(value));
    }

    static Num of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    static Num truth(boolean holds) {
        return of(bit(holds));
    }

    static BigDecimal bit(boolean holds) {
        return holds ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    public static Num vec(List<BigDecimal> values) {
        return new Num(values.size(), 1, values);
    }

    /** The value at (i, j), each found by {@code at}. */
    static Num table(int rows, int cols, Function<int[], BigDecimal> at) {
        BigDecimal[] all = new BigDecimal[rows * cols];
        Arrays.setAll(all, k -> at.apply(new int[] {k / cols, k % cols}));
        return new Num(rows, cols, Arrays.asList(all));
    }

    public BigDecimal at(int i, int j) {
        return values.get(i * cols + j);
    }

    /** The only value of a scalar. */
    public BigDecimal scalar() {
        return values.getFirst();
    }

    boolean holds() {
        return scalar().signum() != 0;
    }

    /** As an index below {@code size}. */
    int index(int size) {
        BigDecimal value = scalar();
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(size)) >= 0) {
            throw new Undefined("an index outside");
        }
        return value.intValueExact();
    }

    /** As the rounds of a loop that has at most {@code most}, which fits an int. */
    int rounds(long most) {
        if (scalar().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Undefined("more rounds than a loop may have");
        }
        return scalar().max(BigDecimal.ZERO).intValueExact();
    }

    /** The same with another value at position k. */
    public Num with(int k, BigDecimal value) {
        BigDecimal[] all = values.toArray(BigDecimal[]::new);
        all[k] = value;
        return new Num(rows, cols, Arrays.asList(all));
    }

    Num each(UnaryOperator<BigDecimal> op) {
        return new Num(rows, cols, values.stream().map(op).toList());
    }

    /** Element by element, with a scalar, or of a matrix each row with a vec. */
    Num pair(Num other, BinaryOperator<BigDecimal> op) {
        if (cols > 1 && other.cols == 1 && other.rows == cols) {
            return table(rows, cols, p -> op.apply(at(p[0], p[1]), other.values.get(p[1])));
        }
        if (values.size() != other.values.size() && values.size() != 1 && other.values.size() != 1) {
            throw new Undefined("two sizes that differ");
        }
        Num shape = values.size() >= other.values.size() ? this : other;
        BigDecimal[] out = new BigDecimal[shape.values.size()];
        Arrays.setAll(out, i -> op.apply(spread(i), other.spread(i)));
        return new Num(shape.rows, shape.cols, Arrays.asList(out));
    }

    BigDecimal spread(int i) {
        return values.get(values.size() == 1 ? 0 : i);
    }

    BigDecimal sum() {
        return values.stream().reduce(BigDecimal.ZERO, (x, y) -> x.add(y, MC));
    }

    Num times(Num other) {
        return pair(other, (x, y) -> x.multiply(y, MC));
    }

    /** The position of the first of the largest, or of the smallest. */
    int extreme(boolean largest) {
        if (values.isEmpty()) {
            throw new Undefined("the extreme of nothing");
        }
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            int order = values.get(i).compareTo(values.get(best));
            best = (largest ? order > 0 : order < 0) ? i : best;
        }
        return best;
    }

    Num transposed() {
        return table(cols, rows, p -> at(p[1], p[0]));
    }

    /** The product of matrices. */
    Num product(Num other) {
        if (cols != other.rows) {
            throw new Undefined("two sizes that differ");
        }
        return table(rows, other.cols, p -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (int k = 0; k < cols; k++) {
                sum = sum.add(at(p[0], k).multiply(other.at(k, p[1]), MC), MC);
            }
            return sum;
        });
    }

    /** Rows from (inclusive) to (exclusive). */
    Num between(Num from, Num to) {
        int first = from.index(rows + 1);
        int end = to.index(rows + 1);
        if (end < first) {
            throw new Undefined("an index outside");
        }
        return new Num(end - first, cols, values.subList(first * cols, end * cols));
    }
}
