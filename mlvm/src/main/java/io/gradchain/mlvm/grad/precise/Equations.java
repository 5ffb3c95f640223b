package io.gradchain.mlvm.grad.precise;

import static io.gradchain.mlvm.grad.precise.Precise.MC;

import java.math.BigDecimal;
import java.util.List;

/** Gaussian elimination with the largest pivot first. */
final class Equations {
    private Equations() {}

    /** The x of A·x = b. */
    static Num solve(Num a, Num b) {
        int n = a.rows();
        BigDecimal[][] table = new BigDecimal[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                table[i][j] = a.at(i, j);
            }
            table[i][n] = b.values().get(i);
        }
        for (int k = 0; k < n; k++) {
            pivot(table, k);
            for (int i = 0; i < n; i++) {
                if (i != k) {
                    subtract(table[i], table[k], k);
                }
            }
        }
        BigDecimal[] x = new BigDecimal[n];
        for (int i = 0; i < n; i++) {
            x[i] = table[i][n].divide(table[i][i], MC);
        }
        return Num.vec(List.of(x));
    }

    private static void pivot(BigDecimal[][] table, int k) {
        int best = k;
        for (int i = k + 1; i < table.length; i++) {
            best = table[i][k].abs().compareTo(table[best][k].abs()) > 0 ? i : best;
        }
        if (table[best][k].signum() == 0) {
            throw new Undefined("equations without one solution");
        }
        BigDecimal[] row = table[best];
        table[best] = table[k];
        table[k] = row;
    }

    private static void subtract(BigDecimal[] row, BigDecimal[] pivot, int k) {
        BigDecimal factor = row[k].divide(pivot[k], MC);
        for (int j = k; j < row.length; j++) {
            row[j] = row[j].subtract(factor.multiply(pivot[j], MC), MC);
        }
    }
}
