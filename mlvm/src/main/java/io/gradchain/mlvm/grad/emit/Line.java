package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Span;
import java.util.List;

/**
 * An instruction whose registers are not chosen yet.
 *
 * @param out null if it writes none
 */
record Line(Op op, Value out, List<Value> in, long immediate, Span at) {
    Line {
        in = List.copyOf(in);
    }
}
