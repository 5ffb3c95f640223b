package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.precise.Num;
import io.gradchain.mlvm.grad.precise.PreciseMachine;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Branches and loops with 36 digits end where the machine ends. */
final class PreciseMachineTest {
    private static final String SOURCE = """
            contract T:
                @view
                fn steps(n: int, x: fixed) -> fixed:
                    let y = x
                    for i in range(n, max=20):
                        if i % 3 == 1:
                            y = y * y - 0.5
                        else if i > 5 and y > 0.0:
                            y = sigmoid(y)
                        else:
                            y += 0.25
                        if y > 1000.0:
                            return -1.0
                    return y
            """;

    @Test
    void branchesAndLoopsEndWhereTheMachineEnds() {
        Program program = Contract.compiled(SOURCE).program();
        Contract contract = new Contract(program);
        for (int n = -1; n < 15; n++) {
            for (String x : List.of("0", "-1.5", "0.75", "40")) {
                BigDecimal machine = new BigDecimal(contract.say("steps", Value.integer(n), Contract.fixed(x)));
                Num precise = PreciseMachine.run(
                        program, "steps", List.of(Num.of(BigDecimal.valueOf(n)), Num.of(new BigDecimal(x))));
                assertThat(precise.scalar().subtract(machine).abs())
                        .as("n %d, x %s", n, x)
                        .isLessThan(new BigDecimal("1e-6"));
            }
        }
    }
}
