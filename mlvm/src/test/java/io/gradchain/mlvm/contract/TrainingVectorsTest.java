package io.gradchain.mlvm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Program;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frozen trainings, epoch by epoch, to the last bit (M-90). */
final class TrainingVectorsTest {
    @ParameterizedTest
    @ValueSource(strings = {"training-linear.txt", "training-logistic.txt"})
    void everyEpochEndsOnTheFrozenBits(String file) {
        long[][] rows = TrainingVectors.read(file, "row");
        long[][] epochs = TrainingVectors.read(file, "epoch");
        int d = rows[0].length - 1;
        Program program = file.contains("logistic")
                ? LogisticRegression.program(d, rows.length)
                : LinearRegression.program(d, rows.length);
        Trained contract = new Trained(
                program, TrainingVectors.read(file, "eta")[0][0], TrainingVectors.read(file, "alpha")[0][0]);
        long[][] x = Arrays.stream(rows).map(row -> Arrays.copyOf(row, d)).toArray(long[][]::new);
        long[] y = Arrays.stream(rows).mapToLong(row -> row[d]).toArray();
        contract.must("add", Trained.matrix(x), Trained.vector(y));
        assertThat(epochs).hasDimensions(60, d + 3);
        for (int i = 0; i < epochs.length; i++) {
            contract.must("fit", Value.integer(1));
            assertThat(contract.loss(i))
                    .as("epoch %d", i + 1)
                    .containsExactly(Value.integer(i + 1L), Value.fixed(epochs[i][0]), Value.fixed(epochs[i][1]));
            assertThat(contract.coefficients()).containsExactly(Arrays.copyOfRange(epochs[i], 2, 2 + d));
            assertThat(contract.fixedView("intercept_")).isEqualTo(epochs[i][2 + d]);
        }
    }
}
