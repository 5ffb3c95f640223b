package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.check.Spelling;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code [CONTRACT] [FUNCTION]} with the sizes to compile for. In a project's folder the function may stand alone. */
final class FunctionChoice {
    @Mixin
    private Sizes sizes;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "CONTRACT",
            description = Chosen.DESCRIPTION,
            completionCandidates = LibraryNames.class)
    private Optional<String> first = Optional.empty();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FUNCTION",
            description = "One of its functions (default: all). In a project's folder it may stand alone.")
    private Optional<String> second = Optional.empty();

    /** Whether the only word is a function of the project of this folder. */
    private boolean alone() {
        return second.isEmpty()
                && first.filter(word -> !Chosen.isContract(word)).isPresent()
                && ContractProject.isAt(ContractProject.here());
    }

    Chosen contract() {
        return Chosen.of(alone() ? Optional.empty() : first);
    }

    Sizes sizes() {
        return sizes;
    }

    Compiled compile(Chosen contract) {
        return contract.compile(sizes);
    }

    /** The function that was named, if any; X-21 if it is none of these. */
    Optional<String> function(List<String> known) {
        Optional<String> name = alone() ? first : second;
        name.filter(word -> !known.contains(word)).ifPresent(word -> {
            String near = Spelling.hint(word, known);
            throw CliError.UNKNOWN_NAME.at(
                    word,
                    "the contract has no such function",
                    near.isEmpty() ? "there are " + String.join(", ", known) : near);
        });
        return name;
    }
}
