package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.TrapCode;
import java.math.BigInteger;

/** Aᵀ·B, and the solution of linear equations by Gauss and Jordan on fractions. */
public final class SystemOracle {
    /** In lowest terms, the denominator above 0. */
    private record Fraction(BigInteger top, BigInteger bottom) {
        static final Fraction ZERO = whole(0);

        static Fraction whole(long n) {
            return new Fraction(BigInteger.valueOf(n), BigInteger.ONE);
        }

        static Fraction of(BigInteger top, BigInteger bottom) {
            BigInteger common = top.gcd(bottom).multiply(BigInteger.valueOf(bottom.signum()));
            return new Fraction(top.divide(common), bottom.divide(common));
        }

        Fraction minusProduct(Fraction a, Fraction b) {
            BigInteger down = a.bottom.multiply(b.bottom);
            return of(top.multiply(down).subtract(a.top.multiply(b.top).multiply(bottom)), bottom.multiply(down));
        }

        Fraction over(Fraction o) {
            return of(top.multiply(o.bottom), bottom.multiply(o.top));
        }
    }

    private SystemOracle() {}

    public static Outcome tmatmul(Grid a, Grid b) {
        return a.rows() != b.rows()
                ? Outcome.trap(TrapCode.SHAPE)
                : TensorOracle.each(a.cols(), b.cols(), k -> {
                    BigInteger sum = BigInteger.ZERO;
                    for (int t = 0; t < a.rows(); t++) {
                        BigInteger x = BigInteger.valueOf(a.at(t, k / b.cols()));
                        sum = sum.add(x.multiply(BigInteger.valueOf(b.at(t, k % b.cols()))));
                    }
                    return Rounding.inRange(Rounding.scaled(sum, 32));
                });
    }

    public static Outcome solve(Grid a, Grid b) {
        int n = a.rows();
        Fraction[][] m = new Fraction[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                m[i][j] = Fraction.whole(a.at(i, j));
            }
            m[i][n] = Fraction.whole(b.at(i, 0));
        }
        for (int k = 0; k < n; k++) {
            int from = k;
            while (from < n && m[from][k].equals(Fraction.ZERO)) {
                from++;
            }
            if (from == n) {
                return Outcome.trap(TrapCode.DOMAIN);
            }
            Fraction[] row = m[from];
            m[from] = m[k];
            m[k] = row;
            clear(m, k);
        }
        return TensorOracle.each(n, 0, i -> {
            Fraction x = m[i][n].over(m[i][i]);
            return Rounding.inRange(Rounding.quotient(x.top().shiftLeft(32), x.bottom()));
        });
    }

    private static void clear(Fraction[][] m, int k) {
        for (int i = 0; i < m.length; i++) {
            if (i != k) {
                Fraction times = m[i][k].over(m[k][k]);
                for (int j = k; j <= m.length; j++) {
                    m[i][j] = m[i][j].minusProduct(times, m[k][j]);
                }
            }
        }
    }
}
