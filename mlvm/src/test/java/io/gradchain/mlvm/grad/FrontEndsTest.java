package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two front ends, one machine: regressions compiled from sources against the same formulas built by hand. */
final class FrontEndsTest {
    private static final long SEED = 20261122;
    private static final int FEATURES = Plain.FEATURES;
    private static final int CAP = Plain.CAP;

    private static Program byHand(String name) {
        return name.equals("linear")
                ? LinearRegression.program(FEATURES, CAP)
                : LogisticRegression.program(FEATURES, CAP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void showsTheInterfaceOfTheProgramBuiltByHand(String name) {
        Compiled compiled = Plain.compiled(name);
        Program byHand = byHand(name);
        assertThat(compiled.shown().name()).isEqualTo(byHand.shown().name());
        assertThat(compiled.shown().state()).isEqualTo(byHand.shown().state());
        assertThat(compiled.shown().events()).isEqualTo(byHand.shown().events());
        assertThat(compiled.shown().functions().stream().map(Signature::toString))
                .containsExactlyInAnyOrderElementsOf(byHand.shown().functions().stream()
                        .map(Signature::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void trainsToTheSameBits(String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = features(random, 29);
        long[] y = labels(random, x, name.equals("logistic"));
        Contract compiled = new Contract(Plain.compiled(name).program());
        Contract byHand = new Contract(byHand(name));
        for (Contract contract : List.of(compiled, byHand)) {
            contract.deploy(Contract.fixed("0.3"), Contract.fixed("0.001"));
            contract.must("add", Contract.mat(Arrays.copyOf(x, 11)), Contract.vec(Arrays.copyOf(y, 11)));
            contract.must(
                    "add", Contract.mat(Arrays.copyOfRange(x, 11, 29)), Contract.vec(Arrays.copyOfRange(y, 11, 29)));
            contract.must("fit", Value.integer(40));
            contract.must("partial_fit", Contract.mat(x), Contract.vec(y));
            contract.must("set_scale", Contract.vec("1", "2", "3", "4"), Contract.vec("5", "6", "7", "8"));
        }
        assertThat(slots(compiled)).as("seed %d", SEED).isEqualTo(slots(byHand));
        assertThat(compiled.host.events).hasSize(41);
        for (int i = 0; i < 41; i++) {
            assertThat(compiled.host.events.get(i).data())
                    .as("event %d, seed %d", i, SEED)
                    .isEqualTo(byHand.host.events.get(i).data());
        }
        for (String view : List.of("predict", "score")) {
            Value[] arguments = view.equals("score")
                    ? new Value[] {Contract.mat(x), Contract.vec(y)}
                    : new Value[] {Contract.mat(x)};
            assertThat(compiled.say(view, arguments)).isEqualTo(byHand.say(view, arguments));
        }
    }

    /** State variables lie in the same slots, so these are the leaves under the state root. */
    private static List<String> slots(Contract contract) {
        return contract.host.slots.entrySet().stream()
                .map(e -> e.getKey() + "=" + HexFormat.of().formatHex(e.getValue()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void refusesWhatTheProgramBuiltByHandRefuses(String name) {
        for (Program program : List.of(Plain.compiled(name).program(), byHand(name))) {
            Contract contract = new Contract(program).deploy(Contract.fixed("0.1"), Contract.fixed("0"));
            assertThat(message(contract, "fit", Value.integer(1))).isEqualTo("no rows yet: call add first");
            Value x = Contract.mat(new long[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
            assertThat(trap(contract, "add", x, Contract.vec(0, 0, 0)).trap()).isEqualTo(Trap.SHAPE);
            if (name.equals("logistic")) {
                assertThat(message(contract, "add", x, Contract.vec(0, 1))).isEqualTo("labels must be 0 or 1");
            }
            contract.must("add", x, Contract.vec(0, Fixed.ONE));
            assertThat(trap(contract, "fit", Value.integer(10_001)).trap()).isEqualTo(Trap.LOOP_BOUND);
            contract.host.caller = new byte[] {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            assertThat(message(contract, "fit", Value.integer(1))).isEqualTo("only the owner may do this");
            Trapped rate = (Trapped)
                    new Contract(program).run(CallMode.DEPLOY, "init", Contract.fixed("0"), Contract.fixed("0"));
            assertThat(program.shown().message(rate.index())).contains("eta0 must be above 0");
        }
    }

    private static Trapped trap(Contract contract, String function, Value... arguments) {
        return (Trapped) contract.run(CallMode.TRANSACTION, function, arguments);
    }

    private static String message(Contract contract, String function, Value... arguments) {
        Trapped trapped = trap(contract, function, arguments);
        assertThat(trapped.trap()).isEqualTo(Trap.REQUIRE);
        return contract.program.shown().message(trapped.index()).orElseThrow();
    }

    @Test
    void aDivergingTrainingPointsToItsLine() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = features(random, 29);
        Compiled compiled = Plain.compiled("linear");
        Contract contract = new Contract(compiled.program()).deploy(Contract.fixed("50"), Contract.fixed("0"));
        contract.must("add", Contract.mat(x), Contract.vec(labels(random, x, false)));
        Trapped trapped = trap(contract, "fit", Value.integer(500));
        assertThat(trapped.trap()).isEqualTo(Trap.OVERFLOW);
        var place = compiled.places().at(trapped.function(), trapped.pc()).orElseThrow();
        assertThat(place.line()).isBetween(22, 50);
        assertThat(contract.host.events).isEmpty();
    }

    @Test
    void theParamsOfInitComeWithTheirDefaults() {
        assertThat(Plain.compiled("linear").params())
                .satisfiesExactly(
                        eta -> {
                            assertThat(eta.param().name()).isEqualTo("eta0");
                            assertThat(eta.raw()).contains(Contract.raw("0.1"));
                        },
                        alpha -> assertThat(alpha.raw()).contains(0L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void noCallCostsMoreThanTheWorstCaseOrMuchMoreThanTheProgramBuiltByHand(String name) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = features(random, CAP);
        long[] y = labels(random, x, name.equals("logistic"));
        Compiled compiled = Plain.compiled(name);
        long[] used = new long[2];
        for (int i = 0; i < 2; i++) {
            Contract contract = new Contract(i == 0 ? compiled.program() : byHand(name));
            contract.deploy(Contract.fixed("0.1"), Contract.fixed("0"));
            contract.must("add", Contract.mat(x), Contract.vec(y));
            used[i] = contract.must("fit", Value.integer(1000)).gasUsed();
        }
        assertThat(used[0]).isLessThanOrEqualTo(compiled.gas().get("fit")).isLessThan(used[1] * 11 / 10);
    }

    /** Per round of a loop, at the capacity of the dataset. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void aGradientCostsAtMostFiveTimesItsFunction(String name) {
        String source = Plain.source(name) + """
                    state:
                        sum: fixed
                        slope: vec[D]
                    @external
                    fn value_only():
                        for _ in range(100000):
                            sum = loss(slope, sum, alpha, data.X, data.y)
                    @external
                    fn with_gradient():
                        for _ in range(100000):
                            let (l, (dw, db)) = value_and_grad(loss, wrt=(w, b))(slope, sum, alpha, data.X, data.y)
                            sum = l + db
                            slope = dw
                """;
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 30);
        Compiled compiled = (Compiled) Compiler.compile(source, sizes);
        long value = compiled.gas().get("value_only");
        long both = compiled.gas().get("with_gradient");
        assertThat(both).as("value alone costs %d", value).isGreaterThan(value).isLessThan(5 * value);
    }

    private static long[][] features(SplittableRandom random, int rows) {
        long[][] x = new long[rows][FEATURES];
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
