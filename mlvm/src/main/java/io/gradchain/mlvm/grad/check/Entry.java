package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Span;
import java.util.List;

/** A function that is called from outside, checked, in the intermediate form. */
public record Entry(Signature signature, List<Value> parameters, List<Node> body, Span span) {
    public Entry {
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
    }
}
