package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.LineGas.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gas of a function, line by line. */
final class LineGasTest {
    private static long sum(LineGas gas) {
        return gas.entering()
                + gas.lines().values().stream().mapToLong(Line::gas).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void theLinesOfAFunctionWithoutBranchesAddUpToItsWorstCase(String name) {
        Compiled compiled = Plain.compiled(name);
        compiled.gas().forEach((function, worst) -> {
            LineGas gas = LineGas.of(compiled, function).orElseThrow();
            assertThat(gas.worst()).as(function).isEqualTo(worst);
            assertThat(sum(gas)).as(function).isEqualTo(worst);
        });
    }

    @Test
    void loopsMultiplyAndBothSidesOfABranchShow() {
        Compiled compiled = Contract.compiled("""
                contract A(D: size):
                    state:
                        w: vec[D] = zeros
                        n: int = 0
                    @external
                    fn f(a: int, x: vec[D]):
                        n += a
                        for i in range(a, max=7):
                            for j in range(11):
                                w += exp(x)
                        if a > 3:
                            w = sqrt(w)
                        else:
                            n = 0
                """);
        LineGas gas = LineGas.of(compiled, "f").orElseThrow();
        assertThat(gas.lines().get(10).runs()).isEqualTo(77);
        assertThat(gas.lines().get(7).runs()).isEqualTo(1);
        assertThat(gas.lines()).containsKeys(12, 14);
        assertThat(sum(gas)).isGreaterThan(gas.worst());
        assertThat(LineGas.of(compiled, "g")).isEmpty();
    }
}
