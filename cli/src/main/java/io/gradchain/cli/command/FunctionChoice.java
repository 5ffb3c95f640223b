package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.project.ContractProject;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.check.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code [CONTRACT] [FUNCTION]} with the sizes to compile for. In a project's folder the function may stand alone. */
final class FunctionChoice {
    @Mixin
    private Sizes sizes;

    @Parameters(
            paramLabel = "CONTRACT [FUNCTION]",
            arity = "0..2",
            description = {
                Chosen.DESCRIPTION,
                "FUNCTION: one of its functions (default: all).",
            })
    private List<String> words = new ArrayList<>();

    private boolean named() {
        return words.size() == 2 || (words.size() == 1 && Chosen.isContract(words.getFirst()));
    }

    Chosen contract() {
        boolean alone = words.size() == 1 && !named();
        if (alone && !ContractProject.isAt(ContractProject.here())) {
            return Chosen.of(Optional.of(words.getFirst()));
        }
        return Chosen.of(named() ? Optional.of(words.getFirst()) : Optional.empty());
    }

    Compiled compile(Chosen contract) {
        return contract.compile(sizes);
    }

    /** The function that was named, if any; X-21 if it is none of these. */
    Optional<String> function(List<String> known) {
        if (words.isEmpty() || (words.size() == 1 && named())) {
            return Optional.empty();
        }
        String name = words.getLast();
        if (!known.contains(name)) {
            String near = Spelling.hint(name, known);
            throw CliError.UNKNOWN_NAME.at(
                    name,
                    "the contract has no such function",
                    near.isEmpty() ? "there are " + String.join(", ", known) : near);
        }
        return Optional.of(name);
    }
}
