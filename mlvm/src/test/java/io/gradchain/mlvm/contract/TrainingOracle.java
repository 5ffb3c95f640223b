package io.gradchain.mlvm.contract;

import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.oracle.ScalarOracle;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Gradient descent written down from its formulas, each operation an exact integer expression rounded once, ties to even;
 * shares nothing with the machine. Small data only: it is slow, and it does not look for overflow.
 */
final class TrainingOracle {
    /** What one epoch announces. */
    record Epoch(long loss, long gradientNorm) {}

    private static final BigInteger ONE = BigInteger.ONE.shiftLeft(32);

    private final boolean logistic;
    private final long[][] x;
    private final long[] y;
    private final long eta;
    private final long alpha;
    final long[] w;
    long b;

    TrainingOracle(boolean logistic, long[][] x, long[] y, long eta, long alpha) {
        this.logistic = logistic;
        this.x = x;
        this.y = y;
        this.eta = eta;
        this.alpha = alpha;
        this.w = new long[x[0].length];
    }

    Epoch epoch() {
        int n = x.length;
        int d = w.length;
        long[] residual = new long[n];
        BigInteger lossSum = BigInteger.ZERO;
        for (int i = 0; i < n; i++) {
            long z = Math.addExact(product(x[i], w), b);
            residual[i] = Math.subtractExact(logistic ? curve(Unary.SIGMOID, z) : z, y[i]);
            long term = logistic
                    ? Math.subtractExact(curve(Unary.SOFTPLUS, z), times(y[i], z))
                    : times(residual[i], residual[i]);
            lossSum = lossSum.add(BigInteger.valueOf(term));
        }
        long loss = Math.addExact(divided(lossSum, BigInteger.valueOf(n)), times(alpha, product(w, w)));
        long[] gradient = new long[d];
        for (int j = 0; j < d; j++) {
            int column = j;
            long sum = product(Arrays.stream(x).mapToLong(row -> row[column]).toArray(), residual);
            long mean = divided(BigInteger.valueOf(sum), BigInteger.valueOf(n));
            gradient[j] = Math.addExact(logistic ? mean : 2 * mean, times(w[j], 2 * alpha));
        }
        BigInteger total =
                Arrays.stream(residual).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        long slope = divided(total, BigInteger.valueOf(n));
        for (int j = 0; j < d; j++) {
            w[j] = Math.subtractExact(w[j], times(gradient[j], eta));
        }
        b = Math.subtractExact(b, times(logistic ? slope : 2 * slope, eta));
        return new Epoch(loss, norm(gradient));
    }

    private static long curve(Unary op, long z) {
        return ScalarOracle.apply(op, z).raws().getFirst();
    }

    private static long times(long u, long v) {
        return divided(BigInteger.valueOf(u).multiply(BigInteger.valueOf(v)), ONE);
    }

    private static long product(long[] u, long[] v) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < u.length; i++) {
            sum = sum.add(BigInteger.valueOf(u[i]).multiply(BigInteger.valueOf(v[i])));
        }
        return divided(sum, ONE);
    }

    private static long norm(long[] v) {
        BigInteger squares =
                Arrays.stream(v).mapToObj(e -> BigInteger.valueOf(e).pow(2)).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger[] root = squares.sqrtAndRemainder();
        return root[0].longValueExact() + (root[1].compareTo(root[0]) > 0 ? 1 : 0);
    }

    /** n/d for d > 0, to the nearest, ties to even. */
    private static long divided(BigInteger n, BigInteger d) {
        BigInteger floor = n.subtract(n.mod(d)).divide(d);
        int side = n.mod(d).shiftLeft(1).compareTo(d);
        boolean up = side > 0 || (side == 0 && floor.testBit(0));
        return (up ? floor.add(BigInteger.ONE) : floor).longValueExact();
    }
}
