package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Text;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.List;

/** Arithmetic, comparison and logic. */
final class Operators {
    static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    /** An operand with its place, for messages. */
    record Side(Value value, Span span) {
        GradType type() {
            return value.type();
        }
    }

    private final Context c;
    private final Expressions expressions;

    Operators(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    Value unary(Expr.Unary u, GradType want) {
        if (u.operator().equals("not")) {
            Value of = expressions.condition(u.of());
            return c.to.at(u.span()).let(Scalar.BOOL, Op.NOT, of);
        }
        Value of = expressions.value(u.of(), want);
        if (!of.type().isReal() && of.type() != Scalar.INT) {
            throw c.stop(Diagnostic.error(Code.G104, u.span(), "only numbers have a minus")
                    .label("this is " + of.type().text()));
        }
        return c.to.at(u.span()).let(of.type(), Op.NEG, of);
    }

    Value binary(Expr.Binary b, GradType want) {
        // both sides are always computed: a trap in the right one is not avoided by the left one
        if (b.operator().equals("and") || b.operator().equals("or")) {
            Value left = expressions.condition(b.left());
            Value right = expressions.condition(b.right());
            return c.to.at(b.span()).let(Scalar.BOOL, b.operator().equals("and") ? Op.AND : Op.OR, left, right);
        }
        boolean turned = b.operator().equals("@")
                && b.left() instanceof Expr.Call call
                && call.callee() instanceof Expr.Name name
                && name.name().equals("transpose")
                && call.arguments().size() == 1;
        if (turned) {
            return turnedProduct(b, (Expr.Call) b.left());
        }
        boolean arithmetic = "+-*/%//".contains(b.operator());
        return apply(b, sides(b, arithmetic && want != null ? element(want) : null));
    }

    /** The two operands; a literal takes the type of the other. */
    List<Side> sides(Expr.Binary b, GradType hint) {
        Value left;
        Value right;
        if (Literals.flexible(b.left()) && !Literals.flexible(b.right())) {
            right = expressions.value(b.right(), hint);
            left = expressions.value(b.left(), near(right.type(), b.left(), b.operator()));
        } else {
            left = expressions.value(b.left(), hint);
            right = expressions.value(b.right(), near(left.type(), b.right(), b.operator()));
        }
        c.to.at(b.span());
        return List.of(
                new Side(left, b.left().span()), new Side(right, b.right().span()));
    }

    Value apply(Expr.Binary b, List<Side> sides) {
        return apply(b.operator(), sides.get(0), sides.get(1), b.at());
    }

    /** What a literal beside a value of this type is; zeros and ones take its whole shape. */
    private static GradType near(GradType type, Expr literal, String operator) {
        if (operator.equals("@") && literal instanceof Expr.Array && type instanceof Mat m) {
            return new Vec(m.cols());
        }
        return literal instanceof Expr.Name || literal instanceof Expr.Array ? type : element(type);
    }

    private static GradType element(GradType type) {
        return type.isTensor() ? Scalar.FIXED : type;
    }

    /** {@code l operator r}; the builder already stands at the place. */
    Value apply(String operator, Side l, Side r, Span at) {
        return switch (operator) {
            case "+" -> arithmetic(Op.ADD, operator, l, r, at);
            case "-" -> arithmetic(Op.SUB, operator, l, r, at);
            case "*" -> arithmetic(Op.MUL, operator, l, r, at);
            case "/" -> quotient(l, r, at);
            case "//" -> whole(Op.DIV, operator, l, r, at);
            case "%" -> whole(Op.MOD, operator, l, r, at);
            case "@" -> product(l, r, at);
            case "==" -> comparison(Op.EQ, Op.EQ, l, r, at);
            case "!=" -> comparison(Op.NE, Op.NE, l, r, at);
            case "<" -> comparison(Op.LT, Op.GT, l, r, at);
            case "<=" -> comparison(Op.LE, Op.GE, l, r, at);
            case ">" -> comparison(Op.GT, Op.LT, l, r, at);
            case ">=" -> comparison(Op.GE, Op.LE, l, r, at);
            default -> throw c.stop(Code.G006, at, "`" + operator + "` is no operator");
        };
    }

    /** Two numbers, or tensors of one shape, or a tensor with a fixed. */
    Value arithmetic(Op op, String name, Side l, Side r, Span at) {
        if (l.type() == Scalar.INT && r.type() == Scalar.INT) {
            return c.to.let(Scalar.INT, op, l.value(), r.value());
        }
        boolean rows = List.of(Op.ADD, Op.SUB, Op.MUL, Op.DIV).contains(op);
        if (rows && byRows(l, r)) {
            return c.to.let(l.type(), op, l.value(), r.value());
        }
        if (rows && op != Op.DIV && byRows(r, l)) {
            Value turned = c.to.let(r.type(), op, r.value(), l.value());
            return op == Op.SUB ? c.to.let(r.type(), Op.NEG, turned) : turned;
        }
        if (l.type().isReal() && r.type().isReal()) {
            return c.to.let(shape(l, r, at), op, l.value(), r.value());
        }
        throw noSuch(name, l, r, at);
    }

    /** A mat with a vec that has a value for each of its columns: it is used in every row. */
    private static boolean byRows(Side x, Side v) {
        return x.type() instanceof Mat m
                && v.type() instanceof Vec w
                && m.cols().fits(w.size());
    }

    private Value quotient(Side l, Side r, Span at) {
        if (l.type() == Scalar.INT && r.type() == Scalar.INT) {
            throw c.stop(labelled(Diagnostic.error(Code.G103, at, "`/` divides fixed numbers"), l, r)
                    .hint("`//` divides ints and rounds down; fixed(n) converts first"));
        }
        return arithmetic(Op.DIV, "/", l, r, at);
    }

    private Value whole(Op op, String name, Side l, Side r, Span at) {
        if (l.type() != Scalar.INT || r.type() != Scalar.INT) {
            throw c.stop(labelled(Diagnostic.error(Code.G103, at, "`" + name + "` works on ints"), l, r)
                    .hint(name.equals("//") ? "`/` divides fixed numbers" : "int(x) rounds a fixed down to an int"));
        }
        return c.to.let(Scalar.INT, op, l.value(), r.value());
    }

    private Value comparison(Op op, Op turned, Side l, Side r, Span at) {
        boolean equality = op == Op.EQ || op == Op.NE;
        boolean bytes = (l.type() instanceof Bytes && r.type() instanceof Bytes)
                || (l.type() instanceof Text && r.type() instanceof Text);
        boolean scalars = l.type().equals(r.type()) && l.type() instanceof Scalar;
        if ((scalars && (equality || l.type() != Scalar.BOOL)) || (bytes && equality)) {
            return c.to.let(Scalar.BOOL, op, l.value(), r.value());
        }
        if (l.type().isReal() && r.type().isReal()) {
            GradType shape = shape(l, r, at);
            return l.type().isTensor()
                    ? c.to.let(shape, op, l.value(), r.value())
                    : c.to.let(shape, turned, r.value(), l.value());
        }
        throw noSuch(equality ? "==" : "<", l, r, at);
    }

    /** The shape of both, where a fixed takes the other's. */
    GradType shape(Side l, Side r, Span at) {
        if (!l.type().isTensor()) {
            return r.type();
        }
        if (!r.type().isTensor()) {
            return l.type();
        }
        if (!l.type().fits(r.type())) {
            Mat mat = l.type() instanceof Mat a && r.type() instanceof Vec
                    ? a
                    : r.type() instanceof Mat b && l.type() instanceof Vec ? b : null;
            throw sizes(
                    l,
                    r,
                    at,
                    mat == null
                            ? ""
                            : "a vec that is used in every row is a vec["
                                    + mat.cols().text() + "] here");
        }
        return l.type().leading() instanceof Size.Any ? r.type() : l.type();
    }

    /** {@code transpose(A) @ B} is one instruction, for which A may have a run-time number of rows. */
    private Value turnedProduct(Expr.Binary b, Expr.Call transpose) {
        Expr of = transpose.arguments().getFirst().value();
        Side a = new Side(expressions.value(of, null), of.span());
        Side right = new Side(expressions.value(b.right(), null), b.right().span());
        c.to.at(b.span());
        if (a.type() instanceof Mat x
                && right.type() instanceof Mat y
                && x.rows().fits(y.rows())) {
            return c.to.let(new Mat(x.cols(), y.cols()), Op.TMATMUL, a.value(), right.value());
        }
        if (a.type() instanceof Mat x
                && right.type() instanceof Vec v
                && v.size().fits(x.rows())) {
            return c.to.let(new Vec(x.cols()), Op.VECMAT, a.value(), right.value());
        }
        throw sizes(a, right, b.at(), "");
    }

    private Value product(Side l, Side r, Span at) {
        if (l.type() instanceof Mat x && r.type() instanceof Vec w && x.cols().fits(w.size())) {
            return c.to.let(new Vec(x.rows()), Op.MATVEC, l.value(), r.value());
        }
        if (l.type() instanceof Vec v && r.type() instanceof Mat x && v.size().fits(x.rows())) {
            return c.to.let(new Vec(x.cols()), Op.VECMAT, r.value(), l.value());
        }
        if (l.type() instanceof Mat a && r.type() instanceof Mat b && a.cols().fits(b.rows())) {
            return c.to.let(new Mat(a.rows(), b.cols()), Op.MATMUL, l.value(), r.value());
        }
        if (l.type() instanceof Vec u && r.type() instanceof Vec v && u.size().fits(v.size())) {
            return c.to.let(Scalar.FIXED, Op.DOT, l.value(), r.value());
        }
        if (!l.type().isTensor() || !r.type().isTensor()) {
            throw c.stop(labelled(Diagnostic.error(Code.G104, at, "`@` multiplies a mat and a vec, or two mats"), l, r)
                    .hint("numbers are multiplied with `*`"));
        }
        boolean turned = l.type() instanceof Vec v
                && r.type() instanceof Mat x
                && x.cols().fits(v.size());
        throw sizes(l, r, at, turned ? turnedHint((Mat) r.type()) : "");
    }

    private static String turnedHint(Mat x) {
        return "did you mean the mat first, `X @ w`?  it gives vec[" + x.rows().text() + "]";
    }

    Stop sizes(Side l, Side r, Span at, String hint) {
        return c.stop(labelled(Diagnostic.error(Code.G102, at, "these sizes do not fit together"), l, r)
                .hint(hint));
    }

    private Stop noSuch(String operator, Side l, Side r, Span at) {
        if (Context.mixes(l.type(), r.type())) {
            return c.stop(labelled(Diagnostic.error(Code.G103, at, "int and fixed do not mix"), l, r)
                    .hint("fixed(n) makes a fixed of an int, int(x) rounds a fixed down"));
        }
        return c.stop(
                labelled(Diagnostic.error(Code.G104, at, "`" + operator + "` does not work on these values"), l, r));
    }

    private static Diagnostic labelled(Diagnostic error, Side l, Side r) {
        Diagnostic left = error.label(l.span(), "this is " + l.type().text());
        String text = "this is " + r.type().text();
        return r.span().equals(error.span()) ? left.label(text) : left.label(r.span(), text);
    }
}
