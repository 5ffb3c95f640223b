package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.precise.Num;
import io.gradchain.mlvm.grad.precise.PreciseMachine;
import io.gradchain.mlvm.grad.show.GradientText;
import io.gradchain.mlvm.grad.show.GradientText.Slope;
import io.gradchain.mlvm.grad.show.GradientText.Written;
import io.gradchain.mlvm.numeric.Fixed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Printed gradients mean what the compiler derives: the code to the bit, the page to a rounding. */
final class GradientCodeTest {
    private static final long SEED = 20261122;
    private static final int EXPRESSIONS = 200;
    private static final int POINTS = 2;
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");
    private static final String OWN = "w: vec[D], b: fixed, X: mat[R, D], y: vec[R]";

    @Test
    void theCodeOfRandomFormulasGivesTheBitsOfTheDerivedGradient() {
        List<String> sources = sources();
        SplittableRandom numbers = new SplittableRandom(SEED);
        for (int i = 0; i < EXPRESSIONS; i++) {
            String source = sources.get(i);
            Written text = written(Contract.compiled(source));
            String both = source + text.code() + views(text.slopes(), Slope::function);
            Contract contract = new Contract(Contract.compiled(both).program());
            for (int p = 0; p < POINTS; p++) {
                Value[] point = {raws(numbers, 3), Value.fixed(raw(numbers)), mat(numbers, 4, 3), raws(numbers, 4)};
                for (Slope slope : text.slopes()) {
                    assertThat(outcome(contract, "shown_" + slope.parameter(), point))
                            .as("d%s, seed %d, formula %d:\n%s", slope.parameter(), SEED, i, both)
                            .isEqualTo(outcome(contract, "d" + slope.parameter() + "_", point));
                }
            }
        }
    }

    @Test
    void thePagesOfRandomFormulasAreTheSameRealFunctions() {
        List<String> sources = sources();
        SplittableRandom numbers = new SplittableRandom(SEED);
        int compared = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String source = sources.get(i);
            Written text = written(Contract.compiled(source));
            List<Slope> slopes = text.slopes().stream()
                    .filter(s -> inGrad(lets(text) + s.formula()))
                    .toList();
            String read = slopes.stream().map(s -> page(text, s)).collect(Collectors.joining());
            String both = source + read + views(slopes, s -> "page_" + s.parameter());
            Program program = Contract.compiled(both).program();
            List<Num> point = GradcheckTest.numbers(numbers);
            for (Slope slope : slopes) {
                Num shown = PreciseMachine.run(program, "shown_" + slope.parameter(), point);
                Num derived = PreciseMachine.run(program, "d" + slope.parameter() + "_", point);
                for (int j = 0; j < derived.values().size(); j++) {
                    BigDecimal expected = derived.values().get(j);
                    BigDecimal error = shown.values().get(j).subtract(expected).abs();
                    assertThat(error)
                            .as("d%s, seed %d, formula %d:\n%s", slope.parameter(), SEED, i, both)
                            .isLessThan(TOLERANCE.multiply(expected.abs().max(BigDecimal.ONE)));
                }
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(EXPRESSIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void theCodeOfTheLibraryGivesTheBitsOfTheDerivedGradient(String name) {
        List<String> wrt = List.of("w", "b", "alpha", "X", "y");
        Written text = (Written) GradientText.of(Plain.compiled(name), "loss", wrt);
        String head = "[N: size <= 64](w: vec[D], b: fixed, a: fixed, X: mat[N, D], y: vec[N]) -> ";
        List<String> types = List.of("vec[D]", "fixed", "fixed", "mat[N, D]", "vec[N]");
        StringBuilder source =
                new StringBuilder(Plain.source(name)).append("\n").append(text.code());
        for (int i = 0; i < wrt.size(); i++) {
            source.append("    @view\n    fn shown_").append(wrt.get(i)).append(head);
            source.append(types.get(i)).append(":\n        return ");
            source.append(text.slopes().get(i).function()).append("(w, b, a, X, y)\n");
            source.append("    @view\n    fn derived_").append(wrt.get(i)).append(head);
            source.append(types.get(i)).append(":\n        let (l, s) = value_and_grad(loss, wrt=");
            source.append(wrt.get(i)).append(")(w, b, a, X, y)\n        return s\n");
        }
        Contract contract = new Contract(Contract.compiled(source.toString()).program());
        SplittableRandom random = new SplittableRandom(SEED);
        for (int p = 0; p < 20; p++) {
            int rows = 1 + random.nextInt(20);
            Value[] point = {
                raws(random, 3),
                Value.fixed(raw(random)),
                Value.fixed(raw(random)),
                mat(random, rows, 3),
                raws(random, rows)
            };
            for (String parameter : wrt) {
                assertThat(outcome(contract, "shown_" + parameter, point))
                        .as("d%s, seed %d, point %d:\n%s", parameter, SEED, p, text.code())
                        .isEqualTo(outcome(contract, "derived_" + parameter, point))
                        .doesNotStartWith("trap");
            }
        }
    }

    /** Random formulas; of those with an int among fixed numbers there are others. */
    private static List<String> sources() {
        SplittableRandom random = new SplittableRandom(SEED);
        return Stream.generate(() -> GradcheckTest.source(new RandomExpressions(random)))
                .filter(s -> Compiler.compile(s, new TreeMap<>()) instanceof Compiled)
                .limit(EXPRESSIONS)
                .toList();
    }

    private static Written written(Compiled compiled) {
        return (Written) GradientText.of(compiled, "f", List.of("w", "b", "X", "y"));
    }

    private static String type(String parameter, String rows) {
        return switch (parameter) {
            case "w" -> "vec[D]";
            case "b" -> "fixed";
            case "X" -> "mat[" + rows + ", D]";
            default -> "vec[" + rows + "]";
        };
    }

    private static String views(List<Slope> slopes, Function<Slope, String> function) {
        StringBuilder source = new StringBuilder();
        for (Slope slope : slopes) {
            source.append("    @view\n    fn shown_").append(slope.parameter()).append("(" + OWN + ") -> ");
            source.append(type(slope.parameter(), "R")).append(":\n        return ");
            source.append(function.apply(slope)).append("(w, b, X, y)\n");
        }
        return source.toString();
    }

    private static String lets(Written text) {
        return text.page()
                .lines()
                .filter(line -> line.startsWith("let "))
                .map(line -> "        " + line + "\n")
                .collect(Collectors.joining());
    }

    /** Pages write ones and zeros without saying how many, and one_hot, which Grad does not have. */
    private static boolean inGrad(String text) {
        return !text.matches("(?s).*\\b(ones|zeros|one_hot)\\b.*");
    }

    private static String page(Written text, Slope slope) {
        String formulas = (lets(text) + "        return " + slope.formula() + "\n")
                .replaceAll("\\bN\\b", "fixed(len(y))")
                .replaceAll("\\bD\\b", "fixed(len(w))");
        return "    pure fn page_" + slope.parameter() + "[N: size](" + OWN.replace("R", "N") + ") -> "
                + type(slope.parameter(), "N") + ":\n" + formulas;
    }

    private static String outcome(Contract contract, String function, Value... point) {
        return switch (contract.run(CallMode.VIEW, function, point)) {
            case RunResult.Returned returned -> HexFormat.of().formatHex(returned.output());
            case RunResult.Trapped trapped -> "trap " + trapped.trap();
        };
    }

    private static long raw(SplittableRandom random) {
        return random.nextLong(-2 * Fixed.ONE, 2 * Fixed.ONE);
    }

    private static Value raws(SplittableRandom random, int size) {
        return Contract.vec(random.longs(size, -2 * Fixed.ONE, 2 * Fixed.ONE).toArray());
    }

    private static Value mat(SplittableRandom random, int rows, int cols) {
        List<long[]> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(random.longs(cols, -2 * Fixed.ONE, 2 * Fixed.ONE).toArray());
        }
        return Contract.mat(all.toArray(long[][]::new));
    }
}
