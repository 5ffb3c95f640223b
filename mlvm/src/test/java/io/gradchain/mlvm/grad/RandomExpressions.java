package io.gradchain.mlvm.grad;

import java.util.SplittableRandom;

/** Random formulas of w: vec[D], b: fixed, X: mat[N, D], y: vec[N], smooth almost everywhere and of moderate size. */
final class RandomExpressions {
    private final SplittableRandom random;

    RandomExpressions(SplittableRandom random) {
        this.random = random;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String scalar(int depth) {
        if (depth == 0) {
            return pick("b", "0.7", "2", "w[1]", "X[2, 0]", "mean(y)", "-b", "s", "dot(w, w)", "top");
        }
        int d = depth - 1;
        return switch (random.nextInt(26)) {
            case 0 -> "sum(" + vector(d, random.nextBoolean()) + ")";
            case 1 -> "mean(" + vector(d, random.nextBoolean()) + ")";
            case 2 -> {
                boolean rows = random.nextBoolean();
                yield pick("dot(", "(").equals("(")
                        ? "(" + vector(d, rows) + " @ " + vector(d, rows) + ")"
                        : "dot(" + vector(d, rows) + ", " + vector(d, rows) + ")";
            }
            case 3 -> "norm(" + vector(d, random.nextBoolean()) + " + 3)";
            case 4 -> "mean(" + matrix(d) + ")";
            case 5 -> "norm(1.5 + " + matrix(d) + ")";
            case 6 -> "(" + scalar(d) + " + " + scalar(d) + ")";
            case 7 -> "(" + scalar(d) + " - " + scalar(d) + ")";
            case 8 -> "(" + scalar(d) + " * " + scalar(d) + ")";
            case 9 -> "(" + scalar(d) + " / (softplus(" + scalar(d) + ") + 0.5))";
            case 10 -> "(" + scalar(d) + pick(" / 3", " * 2", " * -0.5") + ")";
            case 11 -> where(scalar(d), scalar(d), scalar(d), scalar(d));
            case 12 -> pick("max(", "min(") + scalar(d) + ", " + scalar(d) + ")";
            case 13 -> "(t(" + scalar(d) + ") + sum(" + matrix(d) + ") / 5)";
            case 14 -> "clip(" + scalar(d) + ", -1, 1)";
            case 15 -> "logsumexp(" + vector(d, random.nextBoolean()) + ")";
            case 16 -> "variance(" + pick(vector(d, random.nextBoolean()), matrix(d)) + ")";
            case 17 -> pick("max(", "min(") + pick(vector(d, random.nextBoolean()), "flatten(" + square(d) + ")") + ")";
            case 18 -> "r2(" + uneven(true, d) + ", " + vector(d, true) + ")";
            case 19 -> "sum(" + picked(d) + " * [0.5, -1, 2, 0.25])";
            case 20 -> "sum((transpose(" + matrix(d) + ") @ " + matrix(d) + ") @ " + vector(d, false) + ")";
            case 21 -> "sum(" + square(d) + " * " + square(d) + ")";
            case 22 -> "norm([" + scalar(d) + ", 2, " + scalar(d) + ", -0.5] + 0.1)";
            default -> unary(scalar(d));
        };
    }

    /** Four numbers of two vecs or of a mat, some of them twice. */
    private String picked(int d) {
        String from = pick("concat(" + vector(d, false) + ", " + vector(d, false) + ")", "flatten(" + square(d) + ")");
        return "gather(" + from + ", [0, " + pick("3", "5") + ", 1, 0])";
    }

    /** mat[D, D] of moderate numbers. */
    private String square(int d) {
        return switch (random.nextInt(5)) {
            case 0 -> "tanh(transpose(" + matrix(d) + ") @ X)";
            case 1 -> "outer(w, sigmoid(" + vector(d, false) + "))";
            case 2 -> "transpose(outer(w, " + vector(d, false) + "))";
            case 3 -> "reshape(flatten(outer(w, " + vector(d, false) + ")), D, D)";
            default -> "softmax(outer(w, " + vector(d, false) + ") + " + vector(d, false) + ")";
        };
    }

    /** A vec whose elements are hardly ever all the same. */
    private String uneven(boolean rows, int d) {
        return "(" + (rows ? "y" : "w") + " + 0.1 * tanh(" + vector(d, rows) + "))";
    }

    private String where(String a, String b, String yes, String no) {
        return "where(" + a + pick(" > ", " <= ") + b + ", " + yes + ", " + no + ")";
    }

    private String unary(String x) {
        return switch (random.nextInt(9)) {
            case 0 -> "sqrt(" + x + " * " + x + " + 0.25)";
            case 1 -> "exp(tanh(" + x + "))";
            case 2 -> "ln(softplus(" + x + ") + 0.1)";
            case 3 -> "sigmoid(" + x + ")";
            case 4 -> "tanh(" + x + ")";
            case 5 -> "softplus(" + x + ")";
            case 6 -> "abs(" + x + ")";
            case 7 -> "relu(" + x + ")";
            default -> "-" + x;
        };
    }

    private String vector(int depth, boolean rows) {
        if (depth == 0) {
            return rows ? pick("y", "v", "(X @ w)") : pick("w", "X[1]", "(y @ X)");
        }
        int d = depth - 1;
        return switch (random.nextInt(16)) {
            case 0 -> rows ? "(X @ " + vector(d, false) + ")" : "(" + vector(d, true) + " @ X)";
            case 1 -> rows ? "(" + matrix(d) + " @ w)" : "(transpose(" + matrix(d) + ") @ y)";
            case 2 -> "(" + vector(d, rows) + pick(" + ", " - ", " * ") + vector(d, rows) + ")";
            case 3 -> "(" + vector(d, rows) + pick(" + ", " - ", " * ") + scalar(d) + ")";
            case 4 -> "(" + scalar(d) + pick(" + ", " - ", " * ") + vector(d, rows) + ")";
            case 5 -> "(" + pick(vector(d, rows), scalar(d)) + " / (softplus(" + vector(d, rows) + ") + 0.5))";
            case 6 -> "(" + vector(d, rows) + " / (softplus(" + scalar(d) + ") + 0.5))";
            case 7 -> where(vector(d, rows), pick(vector(d, rows), "0.3"), vector(d, rows), pick(vector(d, rows), "0"));
            case 8 -> pick("max(", "min(") + vector(d, rows) + ", " + pick(vector(d, rows), scalar(d)) + ")";
            case 9 -> pick("softmax(", "log_softmax(", "cumsum(") + vector(d, rows) + ")";
            case 10 -> "standardize(" + uneven(rows, d) + ")";
            case 11 -> rows ? "logsumexp(" + matrix(d) + ")" : system(d);
            case 12 -> rows ? "(softmax(" + matrix(d) + ") @ w)" : "(transpose(" + matrix(d) + ") @ v)";
            default -> unary(vector(d, rows));
        };
    }

    /** A solution that the diagonal keeps in bounds. */
    private String system(int d) {
        return "solve(0.3 * tanh(" + square(d) + ") + [[3, 0, 0.5], [0, 2, 0], [0.25, 0, 3]], " + vector(d, false)
                + ")";
    }

    private String matrix(int depth) {
        if (depth == 0) {
            return pick("X", "outer(y, w)");
        }
        int d = depth - 1;
        return switch (random.nextInt(12)) {
            case 0 -> "outer(" + vector(d, true) + ", " + vector(d, false) + ")";
            case 1 -> "(outer(" + vector(d, true) + ", y) @ " + matrix(d) + ")";
            case 2 -> "(" + matrix(d) + pick(" + ", " - ", " * ") + pick(matrix(d), scalar(d)) + ")";
            case 4 -> pick("softmax(", "log_softmax(") + matrix(d) + ")";
            case 5 -> "standardize(X + 0.1 * tanh(" + matrix(d) + "))";
            case 6 -> "(" + matrix(d) + pick(" + ", " - ", " * ") + vector(d, false) + ")";
            case 7 -> "(" + vector(d, false) + pick(" + ", " - ", " * ") + matrix(d) + ")";
            case 8 -> "(" + matrix(d) + " / (softplus(" + vector(d, false) + ") + 0.5))";
            case 9 -> "(" + matrix(d) + " @ " + square(d) + ")";
            case 3 -> "transpose(" + "outer(" + vector(d, false) + ", " + vector(d, true) + "))";
            default -> unary(matrix(d));
        };
    }
}
