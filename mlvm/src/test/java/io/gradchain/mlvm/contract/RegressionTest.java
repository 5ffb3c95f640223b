package io.gradchain.mlvm.contract;

import static io.gradchain.mlvm.contract.Trained.GAS;
import static io.gradchain.mlvm.contract.Trained.matrix;
import static io.gradchain.mlvm.contract.Trained.raw;
import static io.gradchain.mlvm.contract.Trained.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegressionTest {
    private static final long SEED = 20261122;

    private static Program program(boolean logistic, int d, int cap) {
        return logistic ? LogisticRegression.program(d, cap) : LinearRegression.program(d, cap);
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void trainingIsTheOraclesBitForBit(boolean logistic, boolean narrow) {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(23, 5, narrow, random);
        long[] y = Trained.labels(x, logistic, random);
        long eta = raw("0.3");
        long alpha = raw("0.001");
        TrainingOracle oracle = new TrainingOracle(logistic, x, y, eta, alpha);
        Trained contract = new Trained(program(logistic, 5, 64), eta, alpha);
        contract.must("add", matrix(Arrays.copyOf(x, 10)), vector(Arrays.copyOf(y, 10)));
        contract.must("add", matrix(Arrays.copyOfRange(x, 10, 23)), vector(Arrays.copyOfRange(y, 10, 23)));
        contract.must("fit", Value.integer(20));
        contract.must("fit", Value.integer(15));
        contract.must("partial_fit", matrix(x), vector(y));
        for (int epoch = 0; epoch < 36; epoch++) {
            TrainingOracle.Epoch expected = oracle.epoch();
            assertThat(contract.loss(epoch))
                    .as("epoch %d, seed %d", epoch, SEED)
                    .containsExactly(
                            Value.integer(epoch + 1L),
                            Value.fixed(expected.loss()),
                            Value.fixed(expected.gradientNorm()));
        }
        assertThat(contract.coefficients()).containsExactly(oracle.w);
        assertThat(contract.fixedView("intercept_")).isEqualTo(oracle.b);
        assertThat(contract.view("n_iter_")).isEqualTo(Value.integer(36));
        assertThat(contract.host.events).hasSize(36);
    }

    @Test
    void aLineIsFoundAndScored() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(200, 2, true, random);
        long[] y = Arrays.stream(x).mapToLong(r -> 3 * r[0] - r[1] + Fixed.ONE).toArray();
        Trained contract = new Trained(LinearRegression.program(2, 200), raw("0.1"), 0);
        contract.must("add", matrix(x), vector(y));
        contract.must("fit", Value.integer(500));
        assertThat(contract.coefficients()[0]).isBetween(raw("2.999999"), raw("3.000001"));
        assertThat(contract.coefficients()[1]).isBetween(raw("-1.000001"), raw("-0.999999"));
        assertThat(contract.fixedView("intercept_")).isBetween(raw("0.999999"), raw("1.000001"));
        assertThat(contract.run(CallMode.VIEW, "score", GAS, matrix(x), vector(y)))
                .isInstanceOf(Returned.class);
        assertThat(((Value.FixedValue) contract.view("score", matrix(x), vector(y))).raw())
                .isGreaterThan(raw("0.999999"));
    }

    @Test
    void classesAreFoundAndScored() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(300, 3, true, random);
        long[] y = Trained.labels(x, true, random);
        Trained contract = new Trained(LogisticRegression.program(3, 300), raw("1"), 0);
        contract.must("add", matrix(x), vector(y));
        contract.must("fit", Value.integer(300));
        FixedTensor classes = ((Value.TensorValue) contract.view("predict", matrix(x))).tensor();
        FixedTensor chances = ((Value.TensorValue) contract.view("predict_proba", matrix(x))).tensor();
        int right = 0;
        for (int i = 0; i < y.length; i++) {
            assertThat(classes.raw(i)).isEqualTo(chances.raw(i) > Fixed.ONE / 2 ? Fixed.ONE : 0);
            right += classes.raw(i) == y[i] ? 1 : 0;
        }
        assertThat(right).isGreaterThan(285);
        assertThat(contract.view("score", matrix(x), vector(y)))
                .isEqualTo(Value.fixed(Fixed.div(Fixed.toFixed(right), Fixed.toFixed(300))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrongIsRefusedAndLeavesNothing(boolean logistic) {
        Trained contract = new Trained(program(logistic, 2, 4), raw("0.1"), 0);
        Value x = matrix(new long[][] {{1, 2}, {3, 4}, {5, 6}});
        Value y = vector(new long[] {0, Fixed.ONE, 0});
        int slots = contract.host.slots.size();
        assertThat(message(contract, contract.call("fit", Value.integer(1)))).isEqualTo("no rows yet: call add first");
        assertThat(trap(contract.call("add", x, vector(new long[] {0, 0})))).isEqualTo(Trap.SHAPE);
        assertThat(trap(contract.call("add", matrix(new long[][] {{1}}), y))).isEqualTo(Trap.BAD_ARGUMENT);
        assertThat(trap(contract.call("add", x))).isEqualTo(Trap.BAD_ARGUMENT);
        assertThat(trap(contract.call("grow", x))).isEqualTo(Trap.UNKNOWN_FUNCTION);
        assertThat(contract.host.slots).hasSize(slots);
        contract.must("add", x, y);
        assertThat(trap(contract.call("add", x, y))).isEqualTo(Trap.CAPACITY);
        assertThat(trap(contract.call("fit", Value.integer(10_001)))).isEqualTo(Trap.LOOP_BOUND);
        contract.host.caller = new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(message(contract, contract.call("fit", Value.integer(1)))).isEqualTo("only the owner may do this");
        assertThat(contract.view("n_rows")).isEqualTo(Value.integer(3));
        assertThat(contract.host.events).isEmpty();
    }

    @Test
    void labelsThatAreNoClassesAreRefused() {
        Trained contract = new Trained(LogisticRegression.program(1, 4), raw("0.1"), 0);
        RunResult result = contract.call("add", matrix(new long[][] {{1}, {2}}), vector(new long[] {0, 2 * Fixed.ONE}));
        assertThat(message(contract, result)).isEqualTo("labels must be 0 or 1");
    }

    private static Trap trap(RunResult result) {
        return ((Trapped) result).trap();
    }

    private static String message(Trained contract, RunResult result) {
        assertThat(trap(result)).isEqualTo(Trap.REQUIRE);
        return contract.program.shown().message(((Trapped) result).index()).orElseThrow();
    }

    @Test
    void aLearningRateOf50OverflowsWhereTheReceiptSays() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(50, 3, true, random);
        Trained contract = new Trained(LinearRegression.program(3, 50), raw("50"), 0);
        contract.must("add", matrix(x), vector(Trained.labels(x, false, random)));
        var before = new java.util.TreeMap<>(contract.host.slots);
        Trapped trapped = (Trapped) contract.call("fit", Value.integer(500));
        assertThat(trapped.trap()).isEqualTo(Trap.OVERFLOW);
        assertThat(contract.program
                        .routines()
                        .get(trapped.function())
                        .signature()
                        .name())
                .isEqualTo("fit");
        assertThat(contract.program
                        .program()
                        .bodies()
                        .get(trapped.function())
                        .instructions()
                        .get(trapped.pc())
                        .op())
                .isIn(Op.MUL, Op.MATVEC, Op.VECMAT, Op.MEAN, Op.DOT);
        assertThat(trapped.index()).isBetween(0L, 49L);
        assertThat(contract.host.events).isEmpty();
        assertThat(contract.host.slots).containsExactlyEntriesOf(before);
    }

    @Test
    void everyEpochCostsTheSameGasAndTheLastUnitDecides() {
        SplittableRandom random = new SplittableRandom(SEED);
        long[][] x = Trained.features(40, 3, true, random);
        List<Long> used = java.util.stream.IntStream.rangeClosed(1, 4)
                .mapToObj(epochs -> {
                    Trained contract = new Trained(LogisticRegression.program(3, 50), raw("0.5"), 0);
                    contract.must("add", matrix(x), vector(Trained.labels(x, true, random)));
                    return contract.must("fit", Value.integer(epochs)).gasUsed();
                })
                .toList();
        long epoch = used.get(1) - used.get(0);
        assertThat(used.get(2) - used.get(1)).isEqualTo(epoch);
        assertThat(used.get(3) - used.get(2)).isEqualTo(epoch);
        Trained contract = new Trained(LogisticRegression.program(3, 50), raw("0.5"), 0);
        contract.must("add", matrix(x), vector(Trained.labels(x, true, random)));
        for (long gas = 0; gas < used.get(1); gas += 1 + gas / 20) {
            var before = new java.util.TreeMap<>(contract.host.slots);
            Trapped trapped = (Trapped) contract.run(CallMode.TRANSACTION, "fit", gas, Value.integer(2));
            assertThat(trapped.trap()).isEqualTo(Trap.OUT_OF_GAS);
            assertThat(trapped.gasUsed()).isEqualTo(gas);
            assertThat(contract.host.slots).containsExactlyEntriesOf(before);
            assertThat(contract.host.events).isEmpty();
        }
        assertThat(contract.run(CallMode.TRANSACTION, "fit", used.get(1) - 1, Value.integer(2)))
                .isInstanceOf(Trapped.class);
        assertThat(contract.run(CallMode.TRANSACTION, "fit", used.get(1), Value.integer(2)))
                .isInstanceOf(Returned.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noCallCostsMoreThanItsWorstCase(boolean logistic) {
        SplittableRandom random = new SplittableRandom(SEED);
        int rows = 70;
        long[][] x = Trained.features(rows, 30, true, random);
        Trained contract = new Trained(program(logistic, 30, rows), raw("0.1"), 0);
        long add = contract.must("add", matrix(x), vector(Trained.labels(x, logistic, random)))
                .gasUsed();
        assertThat(add).isLessThanOrEqualTo(worst(contract, "add")).isGreaterThan(worst(contract, "add") / 2);
        long fit = contract.must("fit", Value.integer(10_000)).gasUsed();
        assertThat(fit).isLessThanOrEqualTo(worst(contract, "fit")).isGreaterThan(worst(contract, "fit") / 2);
        assertThat(((Returned) contract.call("predict", matrix(x))).gasUsed())
                .isLessThanOrEqualTo(worst(contract, "predict"));
    }

    private static long worst(Trained contract, String function) {
        return contract.program.routine(function).orElseThrow().worstGas();
    }

    @Test
    void aNewByteOfStateCosts200GasAndMore() {
        Trained contract = new Trained(LinearRegression.program(30, 500), raw("0.1"), 0);
        long[][] x = Trained.features(400, 30, true, new SplittableRandom(SEED));
        long before =
                contract.host.slots.values().stream().mapToLong(s -> s.length).sum();
        long gas = contract.must("add", matrix(x), vector(new long[400])).gasUsed();
        long after =
                contract.host.slots.values().stream().mapToLong(s -> s.length).sum();
        assertThat(after - before).isEqualTo(400L * 31 * 8 + 4);
        assertThat(gas).isGreaterThan(200 * (after - before));
        assertThat(contract.host.slots.values()).allMatch(slot -> slot.length <= 16 * 1024);
    }

    @Test
    void theScaleOfTheFeaturesIsKept() {
        Trained contract = new Trained(LinearRegression.program(2, 4), raw("0.1"), raw("0.25"));
        assertThat(contract.view("scale_").text()).isEqualTo("[1, 1]");
        contract.must("set_scale", vector(new long[] {Fixed.ONE, 0}), vector(new long[] {2 * Fixed.ONE, 1}));
        assertThat(contract.view("mean_").text()).isEqualTo("[1, 0]");
        assertThat(contract.view("scale_")).isEqualTo(vector(new long[] {2 * Fixed.ONE, 1}));
        assertThat(contract.view("alpha").text()).isEqualTo("0.25");
    }
}
