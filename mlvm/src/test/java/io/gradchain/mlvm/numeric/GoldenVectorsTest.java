package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Operation;
import io.gradchain.mlvm.oracle.VectorFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The frozen vectors hold for the kernels and for the oracle, whatever compiles the code: run it also with {@code
 * -Dsurefire.extra=-Xint} and with {@code -Dsurefire.extra=-XX:TieredStopAtLevel=1}.
 */
class GoldenVectorsTest {
    static List<Operation> operations() {
        return Operation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void kernelAndOracleGiveTheFrozenOutcome(Operation operation) {
        List<VectorFile.Line> lines = VectorFile.read(operation.name());
        assertThat(lines).hasSizeGreaterThan(50);
        for (VectorFile.Line line : lines) {
            assertThat(operation.kernel().apply(line.arguments()))
                    .as("kernel %s %s", operation.name(), line.arguments())
                    .isEqualTo(line.outcome());
            assertThat(operation.oracle().apply(line.arguments()))
                    .as("oracle %s %s", operation.name(), line.arguments())
                    .isEqualTo(line.outcome());
        }
    }
}
