package io.gradchain.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.mlvm.code.Interface;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainerInterfaceTest {
    private static final String LEAST = """
            contract Least(D: size):
                state:
                    data: dataset[8, D]
                event Loss(epoch: int, loss: fixed, grad_norm: fixed)
                @external
                fn add[N: size <= 8](X: mat[N, D], y: vec[N]):
                    data.append(X, y)
                @external
                fn fit(epochs: int):
                    emit Loss(epochs, 1.0, 1.0)
            """;

    private static Interface shown(String source) {
        return new ContractSource("t.grad", source)
                .compile(new TreeMap<>(Map.of("D", 3)))
                .shown();
    }

    @Test
    void theLeastTrainerHasNothingElse() {
        TrainerInterface least = new TrainerInterface(shown(LEAST));
        assertThat(least.features()).isEqualTo(3);
        assertThat(least.task()).isEqualTo(new Task.Regression());
        assertThat(least.keepsScale()).isFalse();
        assertThat(least.takesBatches()).isFalse();
        assertThat(least.holdsOut()).isFalse();
        assertThat(least.scores()).isFalse();
        assertThat(least.outputs("predict")).isEmpty();
        assertThat(least.skipped()).hasSize(2);
    }

    @Test
    void theLibrarysContractsHaveAll() {
        for (String name : List.of("linear", "logistic")) {
            TrainerInterface trainer =
                    new TrainerInterface(shown(ContractSource.named(name).text()));
            assertThat(trainer.skipped()).as(name).isEmpty();
            assertThat(trainer.scores()).as(name).isTrue();
            assertThat(trainer.outputs("predict")).as(name).contains(1);
            assertThat(trainer.task())
                    .as(name)
                    .isEqualTo(name.equals("linear") ? new Task.Regression() : new Task.Classification(2));
        }
    }

    @Test
    void theColumnsOfTheProbabilitiesAreTheClasses() {
        String source = LEAST.replace("data: dataset[8, D]", "data: dataset[8, D]\n        w: mat[D, 5] = zeros")
                + """
                @view
                fn predict_proba[N: size <= 8](X: mat[N, D]) -> mat[N, 5]:
                    return X @ w
            """.indent(0);
        assertThat(new TrainerInterface(shown(source)).task()).isEqualTo(new Task.Classification(5));
    }

    @Test
    void whatAContractLacksIsNamed() {
        CommandFailed refusal = catchThrowableOfType(
                CommandFailed.class, () -> new TrainerInterface(shown(LEAST.replace("fit(", "learn("))));
        assertThat(refusal.problem().code()).isEqualTo("X-41");
        assertThat(refusal.problem().cause()).isEqualTo("is no training contract: it lacks fit(int)");
        CommandFailed poor = catchThrowableOfType(
                CommandFailed.class,
                () -> new TrainerInterface(
                        shown(LEAST.replace(", grad_norm: fixed", "").replace(", 1.0, 1.0", ", 1.0"))));
        assertThat(poor.problem().cause()).contains("the event Loss(epoch: int, loss: fixed, grad_norm: fixed)");
    }
}
