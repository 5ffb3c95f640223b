package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Parser;
import java.util.List;

/** The sizes that a contract cannot be compiled without. */
public final class OpenSizes {
    private OpenSizes() {}

    /** The names of the contract's sizes that have no default, in order; none if the source cannot be read. */
    public static List<String> of(String source) {
        return source.length() > Compiler.SOURCE_LENGTH
                ? List.of()
                : Parser.parse(source, new Report()).contract().stream()
                        .flatMap(contract -> contract.sizes().stream())
                        .filter(size -> size.bound().isEmpty())
                        .map(Decl.SizeName::name)
                        .toList();
    }
}
