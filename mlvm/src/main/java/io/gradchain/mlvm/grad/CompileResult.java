package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.check.CheckedContract;
import io.gradchain.mlvm.grad.emit.SourceMap;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.List;
import java.util.SortedMap;

/** What the compiler makes of a source. */
public sealed interface CompileResult {
    /**
     * A program the machine accepts.
     *
     * @param gas worst case of each function, {@link Long#MAX_VALUE} if beyond, by name
     * @param params what {@code init} takes first, with defaults
     * @param pure the pure functions in the intermediate form, for {@link Listing}
     * @param entries the functions called from outside, as their instructions were made from them
     */
    record Compiled(
            Program program,
            SourceMap places,
            SortedMap<String, Long> gas,
            List<CheckedContract.Default> params,
            List<IrFunction> pure,
            List<IrFunction> entries,
            List<Diagnostic> warnings)
            implements CompileResult {
        public Compiled {
            params = List.copyOf(params);
            pure = List.copyOf(pure);
            entries = List.copyOf(entries);
            warnings = List.copyOf(warnings);
        }

        public Interface shown() {
            return program.shown();
        }
    }

    /** At least one error, in the order of the source. */
    record Refused(List<Diagnostic> diagnostics) implements CompileResult {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
