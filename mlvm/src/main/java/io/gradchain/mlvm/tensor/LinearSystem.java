package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import java.math.BigInteger;

/**
 * A·x = b solved exactly and rounded once: Gauss's elimination on integers without fractions, where every number is a
 * determinant of some of the input and the divisions leave no rest (Bareiss, Math. Comp. 22, 1968).
 */
public final class LinearSystem {
    /** Rows with their right side. */
    private final BigInteger[][] rows;

    private final int n;

    private LinearSystem(FixedTensor a, FixedTensor b) {
        this.n = a.rows();
        this.rows = new BigInteger[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = BigInteger.valueOf(a.raw(i, j));
            }
            rows[i][n] = BigInteger.valueOf(b.raw(i));
        }
    }

    /**
     * mat[n, n] and vec[n] give vec[n]; traps SHAPE, then DOMAIN where not exactly one x solves it, then OVERFLOW at the
     * first component out of range.
     */
    public static FixedTensor solve(FixedTensor a, FixedTensor b) {
        a.requireRank(2);
        b.requireRank(1);
        if (a.rows() != a.cols() || a.rows() != b.rows()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        LinearSystem system = new LinearSystem(a, b);
        system.eliminate();
        return FixedTensor.adoptVec(system.solution());
    }

    private void eliminate() {
        BigInteger before = BigInteger.ONE;
        for (int k = 0; k < n; k++) {
            pivot(k);
            BigInteger pivot = rows[k][k];
            for (int i = k + 1; i < n; i++) {
                BigInteger head = rows[i][k];
                for (int j = k + 1; j <= n; j++) {
                    BigInteger crossed = pivot.multiply(rows[i][j]).subtract(head.multiply(rows[k][j]));
                    rows[i][j] = crossed.divide(before);
                }
            }
            before = pivot;
        }
    }

    /** Which row is taken does not show in the solution. */
    private void pivot(int k) {
        int from = k;
        while (rows[from][k].signum() == 0) {
            from++;
            if (from == n) {
                throw new TrapException(TrapCode.DOMAIN);
            }
        }
        BigInteger[] swapped = rows[k];
        rows[k] = rows[from];
        rows[from] = swapped;
    }

    /** From the last component to the first: det·x is whole (Cramer), det being the last pivot. */
    private long[] solution() {
        BigInteger det = rows[n - 1][n - 1];
        BigInteger[] whole = new BigInteger[n];
        for (int i = n - 1; i >= 0; i--) {
            BigInteger rest = det.multiply(rows[i][n]);
            for (int j = i + 1; j < n; j++) {
                rest = rest.subtract(rows[i][j].multiply(whole[j]));
            }
            whole[i] = rest.divide(rows[i][i]);
        }
        long[] out = new long[n];
        for (int i = 0; i < n; i++) {
            out[i] = round(whole[i].shiftLeft(Fixed.FRACTION_BITS), det, i);
        }
        return out;
    }

    /** x/y, half to even. */
    private static long round(BigInteger x, BigInteger y, int element) {
        BigInteger[] parts = x.divideAndRemainder(y);
        BigInteger quotient = parts[0];
        int side = parts[1].abs().shiftLeft(1).compareTo(y.abs());
        if (side > 0 || (side == 0 && quotient.testBit(0))) {
            quotient = quotient.add(BigInteger.valueOf((long) x.signum() * y.signum()));
        }
        if (quotient.bitLength() >= Long.SIZE) {
            throw new TrapException(TrapCode.OVERFLOW, element);
        }
        return quotient.longValue();
    }
}
