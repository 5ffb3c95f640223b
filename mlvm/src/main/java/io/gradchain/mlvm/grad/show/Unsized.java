package io.gradchain.mlvm.grad.show;

import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Forgets what the sizes of a contract are and keeps their names: a formula says D, not 30. */
final class Unsized {
    private Unsized() {}

    /** Empty if the function is more than steps in a row. */
    static Optional<IrFunction> of(IrFunction f) {
        List<Node> body = new ArrayList<>();
        for (Node node : f.body()) {
            if (!(node instanceof Let let)) {
                return Optional.empty();
            }
            body.add(new Let(value(let.out()), let.op(), values(let.in()), let.immediate(), let.at()));
        }
        return Optional.of(
                new IrFunction(f.name(), f.names(), values(f.parameters()), body, values(f.results()), f.notes()));
    }

    private static List<Value> values(List<Value> values) {
        return values.stream().map(Unsized::value).toList();
    }

    private static Value value(Value v) {
        return new Value(v.id(), type(v.type()), v.cell());
    }

    private static GradType type(GradType type) {
        return switch (type) {
            case Vec v -> new Vec(size(v.size()));
            case Mat m -> new Mat(size(m.rows()), size(m.cols()));
            case GradType.Scalar s -> s;
            case GradType.Bytes b -> b;
            case GradType.Text t -> t;
            case GradType.Dataset d -> d;
            case GradType.Map m -> m;
            case GradType.Sequence s -> s;
            case GradType.Struct s -> s;
            case GradType.Tuple t -> t;
        };
    }

    private static Size size(Size size) {
        return size instanceof Size.Named n ? new Size.Generic(n.name()) : size;
    }
}
