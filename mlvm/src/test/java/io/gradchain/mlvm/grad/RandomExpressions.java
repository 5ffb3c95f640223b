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
            return pick("b", "0.7", "2", "w[1]", "X[2, 0]", "mean(y)", "-b", "s", "dot(w, w)");
        }
        int d = depth - 1;
        return switch (random.nextInt(18)) {
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
            default -> unary(scalar(d));
        };
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
        return switch (random.nextInt(10)) {
            case 0 -> rows ? "(X @ " + vector(d, false) + ")" : "(" + vector(d, true) + " @ X)";
            case 1 -> rows ? "(" + matrix(d) + " @ w)" : "(transpose(" + matrix(d) + ") @ y)";
            case 2 -> "(" + vector(d, rows) + pick(" + ", " - ", " * ") + vector(d, rows) + ")";
            case 3 -> "(" + vector(d, rows) + pick(" + ", " - ", " * ") + scalar(d) + ")";
            case 4 -> "(" + scalar(d) + pick(" + ", " - ", " * ") + vector(d, rows) + ")";
            case 5 -> "(" + pick(vector(d, rows), scalar(d)) + " / (softplus(" + vector(d, rows) + ") + 0.5))";
            case 6 -> "(" + vector(d, rows) + " / (softplus(" + scalar(d) + ") + 0.5))";
            case 7 -> where(vector(d, rows), pick(vector(d, rows), "0.3"), vector(d, rows), pick(vector(d, rows), "0"));
            case 8 -> pick("max(", "min(") + vector(d, rows) + ", " + pick(vector(d, rows), scalar(d)) + ")";
            default -> unary(vector(d, rows));
        };
    }

    private String matrix(int depth) {
        if (depth == 0) {
            return pick("X", "outer(y, w)");
        }
        int d = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 -> "outer(" + vector(d, true) + ", " + vector(d, false) + ")";
            case 1 -> "(outer(" + vector(d, true) + ", y) @ " + matrix(d) + ")";
            case 2 -> "(" + matrix(d) + pick(" + ", " - ", " * ") + pick(matrix(d), scalar(d)) + ")";
            case 3 -> "transpose(" + "outer(" + vector(d, false) + ", " + vector(d, true) + "))";
            default -> unary(matrix(d));
        };
    }
}
