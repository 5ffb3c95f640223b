package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.precise.GradientCheck;
import io.gradchain.mlvm.grad.precise.GradientCheck.Result.Compared;
import io.gradchain.mlvm.grad.precise.GradientCheck.Result.Refused;
import io.gradchain.mlvm.grad.report.Code;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check that tools offer for a gradient. */
final class GradientCheckTest {
    private static final long SEED = 20261125;
    private static final String SOURCE = """
            contract T(D: size):
                pure fn kinks[N: size](w: vec[D], b: fixed, X: mat[N, D]) -> fixed:
                    let z = relu(X @ w + b) - abs(w[1])
                    return sum(max(z, 0.1)) + clip(b, -0.5, 0.5) + where(b > 0.2, b * b, -b)
                pure fn logs[N: size](y: vec[N]) -> fixed:
                    return mean(ln(y)) + sqrt(y[0])
                pure fn nowhere(x: fixed) -> fixed:
                    return ln(-1.0 - x * x)
                pure fn jumps(x: fixed) -> fixed:
                    if x > 0.0:
                        return x
                    return -x
                pure fn chosen(x: fixed, square: bool, n: int) -> fixed:
                    let y = 1.0
                    for _ in range(n, max=3):
                        y *= 2.0
                    if square:
                        y *= 3.0
                    return x * x * y
                pure fn several(x: vec[D]) -> vec[D]:
                    return x * x
            """;

    private static GradientCheck.Result check(Compiled contract, String function, String... wrt) {
        return GradientCheck.run(contract, function, List.of(wrt), 20, SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "logistic"})
    void theGradientsOfTheLibraryAreTheSlopes(String name) {
        for (String wrt : List.of("", "w,b,alpha,X,y")) {
            Compared compared =
                    (Compared) check(Plain.compiled(name), "loss", wrt.isEmpty() ? new String[0] : wrt.split(",", -1));
            assertThat(compared.passes()).isTrue();
            assertThat(compared.worst().error())
                    .as("seed %d, %s", SEED, compared)
                    .isLessThan(new BigDecimal("1e-15"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kinks", "logs", "chosen"})
    void kinksDomainsAndBranchesOnOtherValuesRaiseNoFalseAlarm(String function) {
        Compared compared = (Compared) check(Contract.compiled(SOURCE), function);
        assertThat(compared.worst().error()).as("seed %d, %s", SEED, compared).isLessThan(new BigDecimal("1e-9"));
    }

    @Test
    void theSameSeedGivesTheSameAnswer() {
        Compiled contract = Contract.compiled(SOURCE);
        assertThat(check(contract, "kinks")).isEqualTo(check(contract, "kinks"));
    }

    @Test
    void whatCannotBeCheckedIsRefusedWithTheReason() {
        Compiled contract = Contract.compiled(SOURCE);
        assertThat(reason(check(contract, "missing"))).contains("no pure function `missing`", "kinks");
        assertThat(reason(check(contract, "nowhere"))).contains("random points");
        assertThat(reason(check(contract, "several"))).contains("vec[D]");
        assertThat(reason(check(contract, "kinks", "v"))).contains("no parameter `v`", "w, b, X");
        assertThat(reason(check(contract, "chosen", "n"))).contains("`n` is int");
        Refused jumps = (Refused) check(contract, "jumps");
        assertThat(jumps.diagnostic())
                .hasValueSatisfying(d -> assertThat(d.code()).isEqualTo(Code.G201));
    }

    private static String reason(GradientCheck.Result result) {
        return ((Refused) result).reason();
    }

    @Test
    void anErrorAboveOneMillionthFails() {
        GradientCheck.Slope off = new GradientCheck.Slope(
                "x", 0, new BigDecimal("1.1"), BigDecimal.ONE, new BigDecimal("0.1"), List.of());
        assertThat(new Compared(1, off).passes()).isFalse();
    }
}
