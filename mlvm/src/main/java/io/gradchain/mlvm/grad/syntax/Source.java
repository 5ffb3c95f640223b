package io.gradchain.mlvm.grad.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A file as written: a contract and the tests behind it.
 *
 * @param contract empty where it cannot be read
 */
public record Source(Optional<Decl.Contract> contract, List<Decl.Test> tests) {
    public Source {
        tests = List.copyOf(tests);
    }
}
