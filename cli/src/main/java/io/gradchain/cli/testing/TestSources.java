package io.gradchain.cli.testing;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.training.ContractSource;
import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.TestCase;
import io.gradchain.mlvm.grad.TestCompiler;
import io.gradchain.mlvm.grad.TestCompiler.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tests of a contract. */
public final class TestSources {
    private static final String ENDING = "_test.grad";

    /** Tests and the file they stand in. */
    public record Tests(ContractSource source, List<TestCase> cases) {
        public Tests {
            cases = List.copyOf(cases);
        }
    }

    private TestSources() {}

    /** Those behind the contract, then those of the file beside it; X-13 if any cannot be read. */
    public static List<Tests> of(ContractSource contract) {
        List<Tests> all = new ArrayList<>();
        add(contract, TestCompiler.within(contract.text()), all);
        beside(contract).ifPresent(tests -> add(tests, TestCompiler.read(tests.text()), all));
        return all;
    }

    private static Optional<ContractSource> beside(ContractSource contract) {
        String name = contract.shortName();
        Path file = Path.of(contract.file()).resolveSibling(name + ENDING);
        if (Files.isRegularFile(file)) {
            return Optional.of(ContractSource.named(file.toString()));
        }
        boolean library = Library.source(name).filter(contract.text()::equals).isPresent();
        return library
                ? Library.testSource(name).map(text -> new ContractSource(name + ENDING, text))
                : Optional.empty();
    }

    private static void add(ContractSource source, Suite suite, List<Tests> into) {
        switch (suite) {
            case Suite.Read read -> into.add(new Tests(source, read.cases()));
            case Suite.Refused refused ->
                throw CliError.SOURCE_REFUSED
                        .at(source.file(), "its tests cannot be read")
                        .because(source.frames(refused.diagnostics()));
        }
    }
}
