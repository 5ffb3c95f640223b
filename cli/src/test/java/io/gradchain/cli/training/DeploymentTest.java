package io.gradchain.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.reference.Model;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult.Parsed;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put on the chain is compiled from the library's sources. */
final class DeploymentTest {
    private static Compiled compiled(Model model) {
        TreeMap<String, Integer> sizes = new TreeMap<>();
        sizes.put("D", 30);
        sizes.put("CAP", 1000);
        return ContractSource.named(model.name()).compile(sizes);
    }

    private static byte[] fixed(String eta, String alpha) {
        return Values.encode(
                Value.fixed(((Parsed) Fixed.parse(eta)).raw()), Value.fixed(((Parsed) Fixed.parse(alpha)).raw()));
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void bothModelsCompileToTheNameAndTheStateOfTheProgramsBuiltByHand(Model model) {
        Program byHand =
                switch (model) {
                    case LINEAR -> LinearRegression.program(30, 1000);
                    case LOGISTIC -> LogisticRegression.program(30, 1000);
                };
        assertThat(compiled(model).shown().name()).isEqualTo(byHand.shown().name());
        assertThat(compiled(model).shown().state())
                .containsSubsequence(byHand.shown().state());
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void argumentsOfInitAreTheTextsGivenAndElseTheDefaultsOfTheSource(Model model) {
        Compiled contract = compiled(model);
        assertThat(Deployment.arguments(contract, Map.of())).startsWith(fixed("0.1", "0"));
        assertThat(Deployment.arguments(contract, Map.of("alpha", "0.25"))).startsWith(fixed("0.1", "0.25"));
        byte[] adam = Deployment.arguments(contract, Map.of("adam", "true"));
        assertThat(adam).isNotEqualTo(Deployment.arguments(contract, Map.of()));
        assertThat(adam).isNotEqualTo(Deployment.arguments(contract, Map.of("adam", "false")));
        assertThatThrownBy(() -> Deployment.arguments(contract, Map.of("rate", "1")))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.problem().hint()).startsWith("it takes eta0, alpha, "));
        assertThatThrownBy(() -> Deployment.arguments(contract, Map.of("eta0", "fast")))
                .isInstanceOfSatisfying(
                        CommandFailed.class,
                        failed -> assertThat(failed.problem().status()).isEqualTo(2));
    }
}
