package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.Unary;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

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

    private static BigInteger product(long x, long y) {
        return BigInteger.valueOf(x).multiply(BigInteger.valueOf(y));
    }

    /** All elements, or the trap of the first that fails, with its index. */
    private static Outcome each(int rows, int cols, IntFunction<Outcome> element) {
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
