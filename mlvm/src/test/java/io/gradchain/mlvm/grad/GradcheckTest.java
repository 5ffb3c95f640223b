package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.precise.Num;
import io.gradchain.mlvm.grad.precise.PreciseMachine;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Derived gradients against differences of the function itself, both computed with 36 digits: what remains is the
 * error of the formula, not of the arithmetic.
 */
final class GradcheckTest {
    private static final long SEED = 20261122;
    private static final int EXPRESSIONS = 500;
    private static final MathContext MC = new MathContext(36);
    private static final BigDecimal STEP = new BigDecimal("1e-10");
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-6");
    private static final BigDecimal LEAST = new BigDecimal("1e-3");
    static final List<String> GRADIENTS = List.of("dw", "db", "dX", "dy");

    static String source(RandomExpressions random) {
        String header = "w: vec[D], b: fixed, X: mat[N, D], y: vec[N]";
        StringBuilder source = new StringBuilder("contract T(D: size = 3, R: size = 4):\n");
        source.append("    pure fn t(x: fixed) -> fixed:\n        return x * tanh(x)\n");
        source.append("    pure fn f[N: size](").append(header).append(") -> fixed:\n");
        source.append("        let s = 0.25\n        let v = 0.5 * y\n");
        source.append("        let (most, places) = top_k(X[0] * w + X[1], 2)\n        let top = most @ [1, -0.5]\n");
        source.append("        v = ").append("sigmoid(X @ w) - v\n");
        source.append("        s = ").append(random.scalar(1)).append("\n");
        source.append("        return ").append(random.scalar(3)).append("\n");
        String own = header.replace("N", "R");
        source.append("    @view\n    fn cost(").append(own).append(") -> fixed:\n        return f(w, b, X, y)\n");
        for (String gradient : GRADIENTS) {
            String type = gradient.equals("db")
                    ? "fixed"
                    : gradient.equals("dw") ? "vec[D]" : gradient.equals("dX") ? "mat[R, D]" : "vec[R]";
            source.append("    @view\n    fn ")
                    .append(gradient)
                    .append("_(")
                    .append(own)
                    .append(") -> ")
                    .append(type);
            source.append(":\n        let (l, (dw, db, dX, dy)) = value_and_grad(f, wrt=(w, b, X, y))(w, b, X, y)\n");
            source.append("        return ").append(gradient).append("\n");
        }
        return source.toString();
    }

    @Test
    void randomFormulasHaveTheSlopesTheirDifferencesShow() {
        SplittableRandom random = new SplittableRandom(SEED);
        BigDecimal worst = BigDecimal.ZERO;
        int sloping = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String source = source(new RandomExpressions(random));
            Program program = Contract.compiled(source).program();
            List<Num> point = numbers(random);
            List<Num> direction = numbers(random);
            BigDecimal expected = value(program, point, direction, STEP)
                    .subtract(value(program, point, direction, STEP.negate()), MC)
                    .divide(STEP.multiply(BigDecimal.TWO), MC);
            BigDecimal derived = BigDecimal.ZERO;
            for (int k = 0; k < GRADIENTS.size(); k++) {
                Num slope = PreciseMachine.run(program, GRADIENTS.get(k) + "_", point);
                for (int j = 0; j < slope.values().size(); j++) {
                    BigDecimal along = direction.get(k).values().get(j);
                    derived = derived.add(slope.values().get(j).multiply(along, MC), MC);
                }
            }
            BigDecimal error =
                    derived.subtract(expected).abs().divide(expected.abs().max(LEAST), MC);
            assertThat(error)
                    .as("derived %s, expected %s, seed %d, formula %d:\n%s", derived, expected, SEED, i, source)
                    .isLessThan(TOLERANCE);
            worst = worst.max(error);
            sloping += expected.abs().compareTo(LEAST) > 0 ? 1 : 0;
        }
        assertThat(sloping).isGreaterThan(EXPRESSIONS / 2);
    }

    static List<Num> numbers(SplittableRandom random) {
        return List.of(number(random, 3, 1), number(random, 1, 1), number(random, 4, 3), number(random, 4, 1));
    }

    private static Num number(SplittableRandom random, int rows, int cols) {
        BigDecimal[] values = new BigDecimal[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), 6);
        }
        return new Num(rows, cols, Arrays.asList(values));
    }

    private static BigDecimal value(Program program, List<Num> point, List<Num> direction, BigDecimal step) {
        List<Num> moved = new ArrayList<>();
        for (int k = 0; k < point.size(); k++) {
            Num there = point.get(k);
            for (int j = 0; j < there.values().size(); j++) {
                BigDecimal by = direction.get(k).values().get(j).multiply(step, MC);
                there = there.with(j, there.values().get(j).add(by, MC));
            }
            moved.add(there);
        }
        return PreciseMachine.run(program, "cost", moved).scalar();
    }
}
