package io.gradchain.mlvm.grad.ir;

import java.util.List;

/**
 * A pure function in the intermediate form, still generic in its sizes, all calls in it written out.
 *
 * @param results more than one for what {@code value_and_grad} makes
 */
public record IrFunction(
        String name, List<String> names, List<Value> parameters, List<Node> body, List<Value> results, Notes notes) {
    public IrFunction {
        names = List.copyOf(names);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        results = List.copyOf(results);
    }

    public IrFunction(String name, List<String> names, List<Value> parameters, List<Node> body, List<Value> results) {
        this(name, names, parameters, body, results, Notes.NONE);
    }
}
