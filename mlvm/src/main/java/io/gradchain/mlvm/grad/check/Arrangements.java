package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;

/** Operations that put elements in another order or another place. */
final class Arrangements {
    static final List<String> NAMES = List.of(
            "sort", "argsort", "top_k", "cumsum", "one_hot", "concat", "gather", "slice", "rows", "reshape", "flatten");

    /** More would be a function of its own size. */
    private static final int MOST_PICKED = 64;

    private final Context c;
    private final Expressions expressions;
    private final Given given;
    private final Builder to;

    Arrangements(Context context, Expressions expressions, Given given) {
        this.c = context;
        this.expressions = expressions;
        this.given = given;
        this.to = context.to;
    }

    Term call(Expr.Name name, List<Expr> arguments, Span at) {
        return switch (name.name()) {
            case "sort" -> same(Op.SORT, name, arguments, at);
            case "argsort" -> same(Op.ARGSORT, name, arguments, at);
            case "cumsum" -> same(Op.CUMSUM, name, arguments, at);
            case "top_k" -> topK(given.count(name, arguments, at, 2), at);
            case "one_hot" -> new Term.One(oneHot(given.count(name, arguments, at, 2), at));
            case "concat" -> new Term.One(concat(given.count(name, arguments, at, 2), at));
            case "gather" -> new Term.One(gather(given.count(name, arguments, at, 2), at));
            case "slice" -> {
                Value v = given.vec(given.count(name, arguments, at, 3).getFirst());
                yield new Term.One(range(Op.SLICE, v, new Vec(some(v.type(), at)), arguments, at));
            }
            case "rows" -> {
                Value x = given.mat(given.count(name, arguments, at, 3).getFirst());
                Mat m = (Mat) x.type();
                yield new Term.One(range(Op.ROWS, x, new Mat(some(m, at), m.cols()), arguments, at));
            }
            case "reshape" -> new Term.One(reshape(given.count(name, arguments, at, 3), at));
            default -> {
                Value x = given.tensor(given.count(name, arguments, at, 1).getFirst());
                yield new Term.One(to.at(at).let(new Vec(flat(x.type(), at)), Op.RESHAPE, x));
            }
        };
    }

    private Term same(Op op, Expr.Name name, List<Expr> arguments, Span at) {
        Value v = given.vec(given.count(name, arguments, at, 1).getFirst());
        return new Term.One(to.at(at).let(v.type(), op, v));
    }

    /** The k greatest, greatest first, and where they were; of equals the first comes first. */
    private Term topK(List<Expr> arguments, Span at) {
        Value v = given.vec(arguments.get(0));
        Size k = given.size(arguments.get(1));
        if (k.dim().size() > MOST_PICKED) {
            throw c.stop(Code.G901, arguments.get(1).span(), "top_k picks at most " + MOST_PICKED);
        }
        to.at(at);
        Value order = to.let(v.type(), Op.ARGSORT, to.let(v.type(), Op.NEG, v));
        List<Value> first = new ArrayList<>();
        for (int i = 0; i < k.dim().size(); i++) {
            first.add(to.let(Scalar.FIXED, Op.ELEMENT, order, to.constant(Scalar.INT, i)));
        }
        Value indices = to.pack(first, new Vec(k));
        Value values = to.let(new Vec(k), Op.GATHER, v, indices);
        return new Term.Many(List.of(new Term.One(values), new Term.One(indices)));
    }

    private Value oneHot(List<Expr> arguments, Span at) {
        Value which = expressions.value(arguments.get(0), null);
        Size k = given.size(arguments.get(1));
        if (which.type() instanceof Vec v) {
            return to.at(at).let(new Mat(v.size(), k), Op.ONE_HOT, which);
        }
        c.require(which, Scalar.INT, arguments.get(0).span(), "the index");
        return to.at(at).let(new Vec(k), Op.ONE_HOT, which);
    }

    private Value concat(List<Expr> arguments, Span at) {
        Value a = given.tensor(arguments.get(0));
        Value b = given.tensor(arguments.get(1));
        if (a.type() instanceof Mat x) {
            c.require(b, new Mat(b.type().leading(), x.cols()), arguments.get(1).span(), "the second mat");
        } else {
            c.require(b, new Vec(b.type().leading()), arguments.get(1).span(), "the second vec");
        }
        Size joined = sum(a.type().leading(), b.type().leading(), at);
        GradType result = a.type() instanceof Mat x ? new Mat(joined, x.cols()) : new Vec(joined);
        return to.at(at).let(result, Op.CONCAT, a, b);
    }

    private Size sum(Size a, Size b, Span at) {
        requireNoGeneric(a, at);
        requireNoGeneric(b, at);
        int both = a.dim().size() + b.dim().size();
        return a.known() && b.known() ? new Size.Literal(both) : new Size.Any(both);
    }

    /** At most as many rows as a tensor has. */
    private Size some(GradType type, Span at) {
        requireNoGeneric(type.leading(), at);
        return new Size.Any(type.leading().dim().size());
    }

    private void requireNoGeneric(Size size, Span at) {
        if (size instanceof Size.Generic) {
            throw c.stop(Code.G116, at, "the size `" + size.text() + "` is not a number here");
        }
    }

    private Value gather(List<Expr> arguments, Span at) {
        Value x = given.tensor(arguments.get(0));
        Value indices = given.vec(arguments.get(1));
        Size n = indices.type().leading();
        GradType result = x.type() instanceof Mat m ? new Mat(n, m.cols()) : new Vec(n);
        return to.at(at).let(result, Op.GATHER, x, indices);
    }

    private Value range(Op op, Value x, GradType result, List<Expr> arguments, Span at) {
        Value from = expressions.integer(arguments.get(1));
        Value until = expressions.integer(arguments.get(2));
        return to.at(at).let(result, op, x, from, until);
    }

    private Value reshape(List<Expr> arguments, Span at) {
        Value x = given.tensor(arguments.get(0));
        Mat wanted = new Mat(given.size(arguments.get(1)), given.size(arguments.get(2)));
        long values = (long) wanted.rows().dim().size() * wanted.cols().dim().size();
        Size flat = flat(x.type(), at);
        if (!flat.known() || flat.dim().size() != values) {
            throw c.stop(Code.G102, at, x.type().text() + " has not as many values as " + wanted.text());
        }
        return to.at(at).let(wanted, Op.RESHAPE, x);
    }

    private Size flat(GradType type, Span at) {
        requireNoGeneric(type.leading(), at);
        if (!(type instanceof Mat m)) {
            return type.leading();
        }
        requireNoGeneric(m.cols(), at);
        long values = (long) m.rows().dim().size() * m.cols().dim().size();
        if (values > Limits.TENSOR_ELEMENTS) {
            throw c.stop(Code.G901, at, m.text() + " has more than " + Limits.TENSOR_ELEMENTS + " values");
        }
        int all = (int) values;
        return m.rows().known() ? new Size.Literal(all) : new Size.Any(all);
    }
}
