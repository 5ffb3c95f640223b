package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** Where each instruction of each function comes from. */
public record SourceMap(List<List<Span>> functions) {
    public SourceMap {
        functions = functions.stream().map(List::copyOf).toList();
    }

    /** The place of an instruction, both numbers as a trap reports them. */
    public Optional<Span> at(int function, int pc) {
        return function >= 0
                        && function < functions.size()
                        && pc >= 0
                        && pc < functions.get(function).size()
                ? Optional.of(functions.get(function).get(pc))
                : Optional.empty();
    }
}
