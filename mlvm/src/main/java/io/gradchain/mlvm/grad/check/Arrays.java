package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;

/** Tensors written out: {@code [0.5, x, -1]} and rows of such. */
final class Arrays {
    private final Context c;
    private final Expressions expressions;

    Arrays(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    /** @param want gives its sizes their names where the numbers agree; may be null */
    Value value(Expr.Array array, GradType want) {
        boolean empty = array.parts().isEmpty()
                || (array.parts().getFirst() instanceof Expr.Array row
                        && row.parts().isEmpty());
        if (empty) {
            throw c.stop(Diagnostic.error(Code.G113, array.span(), "an empty vec has no size")
                    .hint("write `zeros` where the size is known"));
        }
        if (!(array.parts().getFirst() instanceof Expr.Array first)) {
            Size size = size(array.parts().size(), want instanceof Vec v ? v.size() : null);
            return packed(array.parts(), new Vec(size), array);
        }
        List<Expr> all = new ArrayList<>();
        for (Expr part : array.parts()) {
            if (!(part instanceof Expr.Array row)
                    || row.parts().size() != first.parts().size()) {
                throw c.stop(Diagnostic.error(Code.G102, part.span(), "the rows of a mat are of one length")
                        .label(first.span(), "this row has " + first.parts().size()));
            }
            all.addAll(row.parts());
        }
        Size rows = size(array.parts().size(), want instanceof Mat m ? m.rows() : null);
        Size cols = size(first.parts().size(), want instanceof Mat m ? m.cols() : null);
        Value flat = packed(all, new Vec(new Size.Literal(all.size())), array);
        return c.to.at(array.span()).let(new Mat(rows, cols), Op.RESHAPE, flat);
    }

    private static Size size(int count, Size wanted) {
        return wanted != null && wanted.known() && wanted.dim().size() == count ? wanted : new Size.Literal(count);
    }

    private Value packed(List<Expr> parts, Vec type, Expr.Array array) {
        List<Value> numbers = new ArrayList<>();
        for (Expr part : parts) {
            Value number = expressions.value(part, Scalar.FIXED);
            c.require(number, Scalar.FIXED, part.span(), "an element");
            numbers.add(number);
        }
        return c.to.at(array.span()).pack(numbers, type);
    }
}
