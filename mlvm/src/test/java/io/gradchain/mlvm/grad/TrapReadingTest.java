package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Site.Announced;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.TrapReading;
import io.gradchain.mlvm.TrapReading.Circumstances;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.trap.Operand;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What people are told of a trap: line, values, iteration, and what it means. */
final class TrapReadingTest {
    /** Minimises w·w/2 with an announcement that is itself in range, so that the step is what overflows. */
    private static final String DESCENT = """
            contract Descent(D: size):
                param eta0: fixed = 0.5
                state:
                    w: vec[D] = ones
                    seen: int = 0
                event Loss(epoch: int, loss: fixed)
                init:
                    require eta0 > 0.0, "eta0 must be above 0"
                pure fn slope(w: vec[D]) -> vec[D]:
                    return w
                @external
                fn fit(epochs: int):
                    for i in range(epochs, max=64):
                        let dw = slope(w)
                        emit Loss(seen, abs(w[0]))
                        w -= eta0 * dw
                        seen += 1
                @external
                fn grid(n: int):
                    for i in range(n, max=8):
                        for j in range(n, max=8):
                            seen = 10 // (i * j - 2)
                @external
                fn standardise[N: size <= 100](X: vec[N], scales: vec[N]):
                    let Z = X / scales
                    seen = int(max(Z))
                @view
                fn spread(a: vec[D], b: vec[D]) -> vec[D]:
                    let std = sqrt(b * b)
                    return a / std
                @view
                fn power(x: fixed) -> fixed:
                    return exp(x)
                @view
                fn pick(v: vec[D], k: int) -> fixed:
                    return v[k]
            """;

    private static final Circumstances ALONE = new Circumstances(List.of(), new TreeMap<>());

    private static Circumstances rate(String value) {
        TreeMap<String, String> rates = new TreeMap<>();
        rates.put("eta0", value);
        return new Circumstances(List.of(), rates);
    }

    private final Compiled descent = Contract.compiled(DESCENT);
    private final Contract contract = new Contract(descent.program());

    private TrapReading reading(Trapped trapped, Circumstances circumstances) {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 3);
        Metadata metadata = Metadata.decode(Metadata.of(descent, sizes, DESCENT).encoded());
        return TrapReading.of(descent.program(), Optional.of(metadata), trapped, circumstances);
    }

    private static Trapped trapped(RunResult result) {
        assertThat(result).isInstanceOf(Trapped.class);
        return (Trapped) result;
    }

    private TrapReading failing(String function, Value... arguments) {
        return reading(trapped(contract.run(CallMode.TRANSACTION, function, arguments)), ALONE);
    }

    private static List<String> operands(TrapReading reading) {
        return reading.operands().stream().map(Operand::toString).toList();
    }

    @Test
    void aDivergingFitNamesTheStepTheIterationTheValuesAndTheCause() {
        contract.deploy(Contract.fixed("50"));
        Trapped trapped = trapped(contract.run(CallMode.TRANSACTION, "fit", Value.integer(64)));
        TrapReading reading = reading(trapped, rate("50"));
        assertThat(reading.trap()).isEqualTo(Trap.OVERFLOW);
        assertThat(reading.place().orElseThrow().text().strip()).isEqualTo("w -= eta0 * dw");
        // w is multiplied by −49 a step: 49⁵ is in range, 50·49⁵ is not
        assertThat(reading.iterations()).isEqualTo("iteration 6 of 64");
        assertThat(operands(reading)).containsExactly("eta0 = 50", "dw[0] = -282475249");
        assertThat(reading.reading())
                .contains("the loss grew in each of the last 5 epochs (1 → 282475000): the step size is too large"
                        + " (eta0 = 50)");
        assertThat(reading.hint()).startsWith("lower eta0");
        assertThat(reading.text()).isEqualTo("""
                error[V-01]: OVERFLOW: a result is outside the range of its type
                  --> Descent:16:18, iteration 6 of 64
                16 |             w -= eta0 * dw
                   |                  ^^^^^^^^^
                   |   eta0 = 50, dw[0] = -282475249
                reading: the loss grew in each of the last 5 epochs (1 → 282475000): the step size is too large (eta0 = 50)
                hint: lower eta0 (--param eta0=…), or standardise the features
                """);
    }

    @Test
    void lossesOfEarlierCallsCountToo() {
        contract.deploy(Contract.fixed("50"));
        contract.must("fit", Value.integer(5));
        List<Announced> earlier = contract.host.events.stream()
                .map(e -> new Announced(e.topic(), e.data()))
                .toList();
        Trapped trapped = trapped(contract.run(CallMode.TRANSACTION, "fit", Value.integer(1)));
        assertThat(reading(trapped, ALONE).reading()).isEmpty();
        assertThat(reading(trapped, new Circumstances(earlier, new TreeMap<>())).reading())
                .hasValueSatisfying(text -> assertThat(text).startsWith("the loss grew in each of the last 5 epochs"));
    }

    @Test
    void aTrainingThatLeapsAtOnceIsBlamedOnItsStep() {
        contract.deploy(Contract.fixed("2000000000"));
        Trapped trapped = trapped(contract.run(CallMode.TRANSACTION, "fit", Value.integer(9)));
        assertThat(reading(trapped, rate("2000000000")).reading())
                .contains("the loss grew more than tenfold in the last epoch (1 → 2000000000): the step size is too"
                        + " large (eta0 = 2000000000)");
    }

    @Test
    void aTrainingThatFailsInItsSecondEpochIsBlamedOnItsStep() {
        Compiled linear = Plain.compiled("linear");
        Contract training = new Contract(linear.program()).deploy(Contract.fixed("50"), Contract.fixed("0"));
        training.must("add", Contract.mat(new long[][] {{1000L << 32, 0, 0, 0}}), Contract.vec("1"));
        Trapped trapped = trapped(training.run(CallMode.TRANSACTION, "fit", Value.integer(9)));
        assertThat(TrapReading.of(linear.program(), Optional.empty(), trapped, rate("50"))
                        .reading())
                .contains("the numbers left the range after 1 epoch, whose last loss was 1: the step size is probably"
                        + " too large (eta0 = 50)");
    }

    @Test
    void theLibrarysTrainingPointsIntoItsLoss() {
        Compiled linear = Plain.compiled("linear");
        Contract training = new Contract(linear.program()).deploy(Contract.fixed("50"), Contract.fixed("0"));
        long one = 1L << 32;
        training.must("add", Contract.mat(new long[][] {{one, 0, 0, 0}, {0, one, 0, 0}}), Contract.vec("1", "-1"));
        Trapped trapped = trapped(training.run(CallMode.TRANSACTION, "fit", Value.integer(500)));
        String source = Plain.source("linear");
        TreeMap<String, Integer> sizes = new TreeMap<>();
        TrapReading reading =
                TrapReading.of(linear.program(), Optional.of(Metadata.of(linear, sizes, source)), trapped, rate("50"));
        assertThat(reading.place().orElseThrow().marked()).isEqualTo("e * e");
        assertThat(reading.operands()).hasSize(1);
        assertThat(operands(reading).getFirst()).matches("e\\[[01]] = -?[0-9.]+");
        assertThat(reading.reading())
                .hasValueSatisfying(text -> assertThat(text).contains("the loss grew", "(eta0 = 50)"));
    }

    @Test
    void nestedLoopsAreNamedFromOutsideIn() {
        contract.deploy(Contract.fixed("0.5"));
        TrapReading reading = failing("grid", Value.integer(4));
        assertThat(reading.trap()).isEqualTo(Trap.DOMAIN);
        assertThat(reading.iterations()).isEqualTo("iteration 2 of 4, iteration 3 of 4");
        assertThat(reading.place().orElseThrow().marked()).startsWith("10 // (i * j - 2");
        assertThat(operands(reading)).contains("10 = 10", "i * j - 2 = 0");
        assertThat(reading.reading()).contains("the divisor is 0");
    }

    @Test
    void aZeroSpreadIsAConstantColumn() {
        contract.deploy(Contract.fixed("0.5"));
        TrapReading named = failing("standardise", Contract.vec("1", "2", "3"), Contract.vec("1", "0", "1"));
        assertThat(named.reading()).hasValueSatisfying(text -> assertThat(text).startsWith("column 1 is constant"));
        assertThat(operands(named)).containsExactly("X[1] = 2", "scales[1] = 0");
        TrapReading computed = failing("spread", Contract.vec("1", "2", "3"), Contract.vec("1", "2", "0"));
        assertThat(computed.reading())
                .hasValueSatisfying(text -> assertThat(text).startsWith("column 2 is constant"));
    }

    @Test
    void aRequireSpeaksInTheContractsWords() {
        Trapped trapped = trapped(contract.run(CallMode.DEPLOY, "init", Contract.fixed("0")));
        TrapReading reading = reading(trapped, ALONE);
        assertThat(reading.message()).contains("eta0 must be above 0");
        assertThat(reading.headline()).isEqualTo("REQUIRE: eta0 must be above 0");
        assertThat(reading.place().orElseThrow().text()).contains("require eta0 > 0.0");
    }

    @Test
    void aLoopBoundTellsBothNumbers() {
        contract.deploy(Contract.fixed("0.5"));
        TrapReading reading = failing("fit", Value.integer(65));
        assertThat(reading.reading()).contains("65 rounds were asked for, the loop declares at most 64");
        assertThat(reading.place().orElseThrow().text()).contains("for i in range(epochs, max=64):");
    }

    @Test
    void outOfGasTellsHowManyEpochsFit() {
        Compiled linear = Plain.compiled("linear");
        Contract training = new Contract(linear.program()).deploy(Contract.fixed("0.01"), Contract.fixed("0"));
        training.must("add", Contract.mat(new long[40][4]), Contract.vec(new long[40]));
        training.must("fit", Value.integer(1));
        long gas = training.must("fit", Value.integer(100)).gasUsed();
        String text = said(linear, trapped(fit(training, 200, gas)));
        assertThat(text)
                .matches("[0-9]+ of 200 epochs were done when the gas ran out: a call of [0-9]+ would fit, 200 take.*");
        long fits = Long.parseLong(text.replaceAll(".*a call of ([0-9]+) would.*", "$1"));
        assertThat(fits).isBetween(60L, 100L);
        assertThat(fit(training, fits, gas)).isInstanceOf(RunResult.Returned.class);
        long all = Long.parseLong(text.replaceAll(".*200 take about ([0-9]+) gas.*", "$1"));
        assertThat(fit(training, 200, all)).isInstanceOf(RunResult.Returned.class);
        assertThat(said(linear, trapped(fit(training, 100, gas - 1))))
                .isEqualTo("all epochs were done, but the gas ran out before their result was stored");
    }

    private static String said(Compiled compiled, Trapped trapped) {
        return TrapReading.of(compiled.program(), Optional.empty(), trapped, ALONE)
                .reading()
                .orElseThrow();
    }

    private static RunResult fit(Contract contract, long epochs, long gas) {
        byte[] arguments = Values.encode(Value.integer(epochs));
        return Vm.run(contract.program, CallMode.TRANSACTION, "fit", arguments, Budget.ofGas(gas), contract.host);
    }

    @Test
    void whatTheNumbersSayIsSaid() {
        contract.deploy(Contract.fixed("0.5"));
        assertThat(failing("power", Contract.fixed("22")).reading())
                .hasValueSatisfying(text -> assertThat(text).contains("standardise the features"));
        TrapReading index = failing("pick", Contract.vec("1", "2", "3"), Value.integer(3));
        assertThat(index.reading()).contains("index 3 of vec[3], counted from 0");
        TrapReading argument = failing("pick", Contract.vec("1", "2"), Value.integer(3));
        assertThat(argument.reading()).contains("argument 0 is no v: vec[3]");
        assertThat(argument.place()).isEmpty();
        assertThat(failing("nothing").text())
                .startsWith("error[V-08]: UNKNOWN_FUNCTION")
                .contains("--> Descent\n");
    }

    @Test
    void withoutMetadataTheInstructionIsNamed() {
        contract.deploy(Contract.fixed("50"));
        Trapped trapped = trapped(contract.run(CallMode.TRANSACTION, "fit", Value.integer(64)));
        TrapReading reading = TrapReading.of(descent.program(), Optional.empty(), trapped, ALONE);
        assertThat(reading.place()).isEmpty();
        assertThat(reading.text()).contains("--> Descent.fit at instruction " + trapped.pc() + ", iteration 6 of 64");
        assertThat(operands(reading)).anyMatch(text -> text.startsWith("eta0 = 50"));
    }

    @Test
    void aMapThatLiesIsHarmless() {
        contract.deploy(Contract.fixed("50"));
        Trapped trapped = trapped(contract.run(CallMode.TRANSACTION, "fit", Value.integer(64)));
        Compiled other = Plain.compiled("linear");
        Metadata foreign = Metadata.of(other, new TreeMap<>(), "contract Short:\n    pass\n");
        assertThat(TrapReading.of(descent.program(), Optional.of(foreign), trapped, ALONE)
                        .text())
                .startsWith("error[V-01]");
    }
}
