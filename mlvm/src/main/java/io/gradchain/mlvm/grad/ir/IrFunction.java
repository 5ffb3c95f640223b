package io.gradchain.mlvm.grad.ir;

import java.util.List;

/**
 * A function in the intermediate form, all calls in it written out; a pure one is still generic in its sizes.
 *
 * @param results more than one for what {@code value_and_grad} makes; none of a function called from outside, which
 *     returns in its body
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
