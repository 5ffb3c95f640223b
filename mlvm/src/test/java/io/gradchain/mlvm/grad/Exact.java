package io.gradchain.mlvm.grad;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Textbook formulas of learning in decimals of fifty digits; shares nothing with the machine. */
final class Exact {
    static final MathContext MC = new MathContext(50);

    private Exact() {}

    static BigDecimal exp(BigDecimal x) {
        // (e^(x/1024))^1024, so that the series is short
        BigDecimal small = x.divide(BigDecimal.valueOf(1024), MC);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; n < 40; n++) {
            term = term.multiply(small, MC).divide(BigDecimal.valueOf(n), MC);
            sum = sum.add(term, MC);
        }
        return sum.pow(1024, MC);
    }

    /** By Newton's method on e^y = x. */
    static BigDecimal ln(BigDecimal x) {
        BigDecimal y = BigDecimal.valueOf(Math.log(x.doubleValue()));
        for (int i = 0; i < 4; i++) {
            BigDecimal e = exp(y);
            y = y.add(x.subtract(e, MC).divide(e, MC), MC);
        }
        return y;
    }

    static BigDecimal sum(List<BigDecimal> xs) {
        return xs.stream().reduce(BigDecimal.ZERO, (a, b) -> a.add(b, MC));
    }

    static BigDecimal mean(List<BigDecimal> xs) {
        return sum(xs).divide(BigDecimal.valueOf(xs.size()), MC);
    }

    static BigDecimal variance(List<BigDecimal> xs) {
        BigDecimal mean = mean(xs);
        return mean(xs.stream().map(x -> x.subtract(mean, MC).pow(2, MC)).toList());
    }

    static List<BigDecimal> standardized(List<BigDecimal> xs) {
        BigDecimal mean = mean(xs);
        BigDecimal deviation = variance(xs).sqrt(MC);
        return xs.stream().map(x -> x.subtract(mean, MC).divide(deviation, MC)).toList();
    }

    static BigDecimal logSumExp(List<BigDecimal> xs) {
        return ln(sum(xs.stream().map(Exact::exp).toList()));
    }

    static List<BigDecimal> logSoftmax(List<BigDecimal> xs) {
        BigDecimal all = logSumExp(xs);
        return xs.stream().map(x -> x.subtract(all, MC)).toList();
    }

    static List<BigDecimal> softmax(List<BigDecimal> xs) {
        return logSoftmax(xs).stream().map(Exact::exp).toList();
    }

    static BigDecimal r2(List<BigDecimal> y, List<BigDecimal> p) {
        List<BigDecimal> errors = new ArrayList<>();
        List<BigDecimal> offs = new ArrayList<>();
        for (int i = 0; i < y.size(); i++) {
            errors.add(y.get(i).subtract(p.get(i)).pow(2, MC));
            offs.add(y.get(i).subtract(mean(y), MC).pow(2, MC));
        }
        return BigDecimal.ONE.subtract(sum(errors).divide(sum(offs), MC), MC);
    }
}
