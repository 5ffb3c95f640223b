package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Frame;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts of the library: what they cost, and that options which are off change nothing. */
final class LibraryTest {
    private static final long SEED = 20261122;
    private static final int EPOCHS = 40;

    private static Compiled compiled(String name, String source, Map<String, Integer> sizes) {
        return switch (Compiler.compile(source, new TreeMap<>(sizes))) {
            case Compiled compiled -> compiled;
            case Refused refused -> throw new AssertionError(Frame.text(name, source, refused.diagnostics()));
        };
    }

    private static Compiled library(String name) {
        return compiled(
                name, Library.source(name).orElseThrow(), Map.of("D", Plain.FEATURES, "CAP", Plain.CAP, "B", 16));
    }

    @Test
    void whatIsNotInTheLibraryHasNoSource() {
        assertThat(Library.names()).containsExactly("linear", "ridge", "lasso", "logistic", "softmax", "mlp");
        assertThat(Library.source("cubic")).isEmpty();
        assertThat(Library.testSource("cubic")).isEmpty();
        assertThat(Library.source("../linear/linear")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.gradchain.mlvm.grad.Library#names")
    void everyContractHasTestsAndCompilesWithoutAWarning(String name) {
        Compiled compiled = library(name);
        assertThat(compiled.warnings()).isEmpty();
        assertThat(Library.testSource(name)).isPresent();
        assertThat(compiled.gas().get("fit")).isLessThan(Long.MAX_VALUE);
        assertThat(compiled.shown().functions()).hasSizeLessThan(Limits.FUNCTIONS);
        assertThat(compiled.params()).allSatisfy(p -> assertThat(p.raw()).isPresent());
    }

    /** Deploys with rate 0.3 and penalty 0.001; options that a contract has beside these keep their defaults. */
    private static Contract deployed(Compiled compiled) {
        Value[] arguments = compiled.params().stream()
                .map(p -> value(p.param(), p.raw().orElseThrow()))
                .toArray(Value[]::new);
        arguments[0] = Contract.fixed("0.3");
        arguments[1] = Contract.fixed("0.001");
        return new Contract(compiled.program()).deploy(arguments);
    }

    private static Value value(Field param, long raw) {
        if (param.type() == Type.Scalar.FIXED) {
            return Value.fixed(raw);
        }
        return param.type() == Type.Scalar.INT ? Value.integer(raw) : new Value.BoolValue(raw != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void optionsThatAreOffChangeNoBit(String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = features(random, 29);
        long[] y = labels(random, x, name.equals("logistic"));
        Contract full = deployed(library(name));
        Contract plain = deployed(Plain.compiled(name));
        for (Contract contract : List.of(full, plain)) {
            contract.must("add", Contract.mat(Arrays.copyOf(x, 11)), Contract.vec(Arrays.copyOf(y, 11)));
            contract.must(
                    "add", Contract.mat(Arrays.copyOfRange(x, 11, 29)), Contract.vec(Arrays.copyOfRange(y, 11, 29)));
            contract.must("fit", Value.integer(EPOCHS));
            contract.must("partial_fit", Contract.mat(x), Contract.vec(y));
            contract.must("fit", Value.integer(3));
        }
        List.of("coef_", "intercept_", "n_iter_", "n_rows")
                .forEach(view ->
                        assertThat(full.ask(view)).as("%s, seed %d", view, SEED).isEqualTo(plain.ask(view)));
        assertThat(full.host.events).hasSize(EPOCHS + 4);
        for (int i = 0; i < EPOCHS + 4; i++) {
            assertThat(full.host.events.get(i).topic())
                    .isEqualTo(plain.host.events.get(i).topic());
            assertThat(full.host.events.get(i).data())
                    .as("event %d, seed %d", i, SEED)
                    .isEqualTo(plain.host.events.get(i).data());
        }
        assertThat(full.ask("predict", Contract.mat(x))).isEqualTo(plain.ask("predict", Contract.mat(x)));
        assertThat(full.ask("score", Contract.mat(x), Contract.vec(y)))
                .isEqualTo(plain.ask("score", Contract.mat(x), Contract.vec(y)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void anEpochWithoutOptionsCostsWhatItCostsWithoutThem(String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = features(random, Plain.CAP);
        long[] y = labels(random, x, name.equals("logistic"));
        assertThat(epoch(library(name), x, y)).isEqualTo(epoch(Plain.compiled(name), x, y));
    }

    private static long epoch(Compiled compiled, long[][] x, long[] y) {
        Contract contract = deployed(compiled);
        contract.must("add", Contract.mat(x), Contract.vec(y));
        contract.must("fit", Value.integer(1));
        long ten = contract.must("fit", Value.integer(10)).gasUsed();
        return contract.must("fit", Value.integer(11)).gasUsed() - ten;
    }

    /** Per round of a loop, at the capacity of the dataset. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    linear   | coef_, intercept_                                   | w, b       | alpha, data.X, data.y
                    ridge    | coef_, intercept_                                   | w, b       | alpha, data.X, data.y
                    lasso    | coef_, intercept_                                   | w, b       | data.X, data.y
                    logistic | coef_, intercept_                                   | w, b       | alpha, data.X, data.y
                    softmax  | coef_, intercept_                                   | W, b       | alpha, data.X, Y
                    mlp      | hidden_coef_, hidden_intercept_, coef_, intercept_  | V, a, W, b | alpha, data.X, Y
                    """)
    void aGradientCostsAtMostFiveTimesItsLoss(String name, String weights, String wrt, String rest) {
        StringBuilder source = new StringBuilder(Library.source(name).orElseThrow());
        String targets = rest.endsWith("Y") ? "        let Y = one_hot(data.y, K)\n" : "";
        String rounds = "        for _ in range(100000):\n";
        source.append("    @external\n    fn value_only():\n").append(targets).append(rounds);
        source.append("            best_loss_ = loss(" + weights + ", " + rest + ")\n");
        source.append("    @external\n    fn with_gradient():\n")
                .append(targets)
                .append(rounds);
        source.append("            let (l, slopes) = value_and_grad(loss, wrt=(" + wrt + "))(" + weights + ", " + rest
                + ")\n            best_loss_ = l\n");
        source.append("            let (d" + wrt.replace(", ", ", d") + ") = slopes\n");
        List<String> names = List.of(weights.split(", ", -1));
        List<String> slopes = List.of(wrt.split(", ", -1));
        for (int i = 0; i < names.size(); i++) {
            source.append("            " + names.get(i) + " = d" + slopes.get(i) + "\n");
        }
        Compiled compiled = compiled(name, source.toString(), Map.of("D", 30));
        long value = compiled.gas().get("value_only");
        long both = compiled.gas().get("with_gradient");
        assertThat(both)
                .as("the loss alone costs %d, with its gradient %d", value, both)
                .isBetween(value, 5 * value);
    }

    private static long[][] features(SplittableRandom random, int rows) {
        long[][] x = new long[rows][Plain.FEATURES];
        for (long[] row : x) {
            Arrays.setAll(row, j -> random.nextLong(-2 * Fixed.ONE, 2 * Fixed.ONE));
        }
        return x;
    }

    private static long[] labels(SplittableRandom random, long[][] x, boolean classes) {
        return Arrays.stream(x)
                .mapToLong(row -> classes
                        ? (row[0] + row[1] > 0 ? Fixed.ONE : 0)
                        : 3 * row[0] - row[1] + random.nextLong(-Fixed.ONE, Fixed.ONE))
                .toArray();
    }
}
