package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.check.Operators.Side;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import java.util.ArrayList;
import java.util.List;

/** The operations that are always there. */
final class Standard {
    private static final List<String> ELEMENT_WISE =
            List.of("sqrt", "exp", "ln", "log", "sigmoid", "softplus", "tanh", "abs", "relu");
    private static final List<String> REDUCTIONS = List.of("sum", "mean", "norm", "argmax");
    private static final List<String> OTHERS =
            List.of("max", "min", "dot", "outer", "transpose", "row", "len", "where", "clip", "int", "fixed", "hash");
    private final Context c;
    private final Expressions expressions;
    private final Operators operators;
    private final Given given;
    private final Statistics statistics;
    private final Arrangements arrangements;
    private final Sampling sampling;

    Standard(Context context, Expressions expressions, Operators operators) {
        this.c = context;
        this.expressions = expressions;
        this.operators = operators;
        this.given = new Given(context, expressions);
        this.statistics = new Statistics(context, expressions, given);
        this.arrangements = new Arrangements(context, expressions, given);
        this.sampling = new Sampling(context, expressions, given);
    }

    static boolean knows(String name) {
        return names().contains(name);
    }

    static List<String> names() {
        List<String> all = new ArrayList<>(ELEMENT_WISE);
        all.addAll(REDUCTIONS);
        all.addAll(OTHERS);
        all.addAll(Statistics.NAMES);
        all.addAll(Arrangements.NAMES);
        all.addAll(Sampling.NAMES);
        return all;
    }

    /** {@code data.batch(k, seed)}. */
    Term batch(Expr.Member member, Expr.Call call) {
        return sampling.batch(member, call);
    }

    Term call(Expr.Name name, Expr.Call call, GradType want) {
        if (c.kind == Kind.PURE && name.name().equals("hash")) {
            throw c.stop(Code.G203, name.span(), "a pure function computes with numbers, `hash` does not");
        }
        List<Expr> arguments =
                call.arguments().stream().map(Expr.Argument::value).toList();
        call.arguments()
                .forEach(a -> a.name().ifPresent(n -> {
                    throw c.stop(Code.G105, n.span(), "`" + name.name() + "` has no parameter `" + n.name() + "`");
                }));
        Span at = call.span();
        if (Arrangements.NAMES.contains(name.name())) {
            return arrangements.call(name, arguments, at);
        }
        return new Term.One(value(name, arguments, at, want));
    }

    private Value value(Expr.Name name, List<Expr> given, Span at, GradType want) {
        if (Statistics.NAMES.contains(name.name())) {
            return statistics.call(name, given, at);
        }
        if (Sampling.NAMES.contains(name.name())) {
            return sampling.call(name, given, at, want);
        }
        if (ELEMENT_WISE.contains(name.name())) {
            return elementWise(name.name(), count(name, given, at, 1).getFirst(), at, number(want));
        }
        if (REDUCTIONS.contains(name.name())) {
            return reduction(name.name(), count(name, given, at, 1).getFirst(), at);
        }
        return switch (name.name()) {
            case "max", "min" -> extreme(name, given, at, number(want));
            case "dot" -> dot(count(name, given, at, 2), at);
            case "outer" -> outer(count(name, given, at, 2), at);
            case "transpose" -> transpose(count(name, given, at, 1).getFirst(), at);
            case "row" ->
                expressions.value(new Expr.Index(at, count(name, given, at, 2).getFirst(), given.subList(1, 2)), null);
            case "len" -> {
                Value of = tensor(count(name, given, at, 1).getFirst());
                yield c.to.at(at).let(Scalar.INT, Op.LEN, of);
            }
            case "where" -> where(count(name, given, at, 3), at, want);
            case "hash" -> hash(given, at);
            case "clip" -> clip(count(name, given, at, 3), at, number(want));
            case "int" -> convert(given, name, at, Scalar.FIXED, Scalar.INT, Op.TO_INT);
            default -> convert(given, name, at, Scalar.INT, Scalar.FIXED, Op.TO_FIXED);
        };
    }

    private Value elementWise(String name, Expr argument, Span at, GradType want) {
        if (name.equals("abs") || name.equals("relu")) {
            Value of = expressions.value(argument, name.equals("relu") ? Scalar.FIXED : want);
            if (of.type() == Scalar.INT && name.equals("abs")) {
                return c.to.at(at).let(Scalar.INT, Op.ABS, of);
            }
            given.requireReal(of, argument);
            c.to.at(at);
            return name.equals("abs") ? c.to.let(of.type(), Op.ABS, of) : c.to.pair(Op.MAX, of, c.to.whole(0));
        }
        Value of = given.real(argument);
        return c.to.at(at).let(of.type(), op(name), of);
    }

    private static Op op(String name) {
        return switch (name) {
            case "sqrt" -> Op.SQRT;
            case "exp" -> Op.EXP;
            case "ln", "log" -> Op.LN;
            case "sigmoid" -> Op.SIGMOID;
            case "softplus" -> Op.SOFTPLUS;
            default -> Op.TANH;
        };
    }

    /** What a literal is where a value of this type is wanted, or null if nothing is. */
    private static GradType number(GradType want) {
        return want != null && want.isTensor() ? Scalar.FIXED : want;
    }

    private Value reduction(String name, Expr argument, Span at) {
        Value of = tensor(argument);
        c.to.at(at);
        return switch (name) {
            case "sum" -> c.to.let(Scalar.FIXED, Op.SUM, of);
            case "mean" -> c.to.let(Scalar.FIXED, Op.MEAN, of);
            case "norm" -> c.to.let(Scalar.FIXED, Op.NORM, of);
            default -> c.to.let(Scalar.INT, Op.ARGMAX, of);
        };
    }

    private Value extreme(Expr.Name name, List<Expr> given, Span at, GradType want) {
        boolean max = name.name().equals("max");
        if (given.size() == 1) {
            Value of = tensor(given.getFirst());
            return c.to.at(at).let(Scalar.FIXED, max ? Op.HIGHEST : Op.LOWEST, of);
        }
        return pair(max ? Op.MAX : Op.MIN, name.name(), count(name, given, at, 2), at, want);
    }

    private Value pair(Op op, String name, List<Expr> given, Span at, GradType want) {
        List<Side> sides = sides(given.get(0), given.get(1), want);
        c.to.at(at);
        return operators.arithmetic(op, name, sides.get(0), sides.get(1), at);
    }

    /** Two operands of which one may be a literal that takes the type of the other. */
    private List<Side> sides(Expr first, Expr second, GradType want) {
        if (Literals.flexible(first) && !Literals.flexible(second)) {
            List<Side> turned = sides(second, first, want);
            return List.of(turned.get(1), turned.get(0));
        }
        Value a = expressions.value(first, want);
        Value b = expressions.value(second, a.type().isTensor() ? Scalar.FIXED : a.type());
        return List.of(new Side(a, first.span()), new Side(b, second.span()));
    }

    private Value dot(List<Expr> given, Span at) {
        Side u = new Side(tensor(given.get(0)), given.get(0).span());
        Side v = new Side(tensor(given.get(1)), given.get(1).span());
        if (!u.type().fits(v.type())) {
            throw operators.sizes(u, v, v.span(), "");
        }
        return c.to.at(at).let(Scalar.FIXED, Op.DOT, u.value(), v.value());
    }

    private Value outer(List<Expr> given, Span at) {
        Value u = tensor(given.get(0));
        Value v = tensor(given.get(1));
        if (!(u.type() instanceof Vec a) || !(v.type() instanceof Vec b)) {
            throw c.stop(Code.G104, at, "`outer` takes two vecs");
        }
        return c.to.at(at).let(new Mat(a.size(), b.size()), Op.OUTER, u, v);
    }

    private Value transpose(Expr argument, Span at) {
        Value x = tensor(argument);
        if (!(x.type() instanceof Mat m)) {
            throw c.stop(
                    Code.G104,
                    argument.span(),
                    "only a mat can be transposed, this is " + x.type().text());
        }
        if (m.rows().runtime()) {
            throw c.stop(Diagnostic.error(Code.G116, at, "the transpose would have a run-time number of columns")
                    .hint("for a product with a vec, r @ X is the transpose of X times r"));
        }
        return c.to.at(at).let(new Mat(m.cols(), m.rows()), Op.TRANSPOSE, x);
    }

    private Value where(List<Expr> given, Span at, GradType want) {
        Value condition = expressions.value(given.get(0), Scalar.BOOL);
        List<Side> sides = new ArrayList<>();
        boolean literals = Literals.flexible(given.get(1)) && Literals.flexible(given.get(2));
        if (condition.type() != Scalar.BOOL && condition.type().isTensor() && literals) {
            given.subList(1, 3).forEach(e -> sides.add(new Side(expressions.value(e, Scalar.FIXED), e.span())));
        } else if (literals && want != null && !want.isTensor()) {
            given.subList(1, 3).forEach(e -> sides.add(new Side(expressions.value(e, want), e.span())));
        } else {
            sides.addAll(sides(given.get(1), given.get(2), null));
        }
        c.to.at(at);
        Side yes = sides.get(0);
        Side no = sides.get(1);
        if (condition.type() == Scalar.BOOL) {
            if (yes.type().equals(no.type()) && yes.type() instanceof Scalar) {
                return c.to.let(yes.type(), Op.SELECT, condition, yes.value(), no.value());
            }
            Side shape = both(yes, no, at);
            return c.to.let(shape.type(), Op.SELECT, condition, like(yes, shape), like(no, shape));
        }
        if (!condition.type().isTensor()) {
            throw c.stop(Code.G106, given.get(0).span(), "the condition must be a bool or a tensor of 1.0 and 0.0");
        }
        Side mask = new Side(condition, given.get(0).span());
        GradType shape = operators.shape(mask, both(yes, no, at), at);
        return c.to.let(shape, Op.SELECT, condition, like(yes, mask), like(no, mask));
    }

    private Side both(Side yes, Side no, Span at) {
        if (!yes.type().isReal() || !no.type().isReal()) {
            throw c.stop(Diagnostic.error(Code.G101, at, "`where` picks between two values of one type")
                    .label(yes.span(), "this is " + yes.type().text())
                    .label(no.span(), "this is " + no.type().text()));
        }
        operators.shape(yes, no, at);
        return yes.type().isTensor() ? yes : no;
    }

    private Value like(Side side, Side shape) {
        return side.type().isTensor() || !shape.type().isTensor()
                ? side.value()
                : c.to.spread(side.value(), shape.value());
    }

    private Value clip(List<Expr> given, Span at, GradType want) {
        Value x = expressions.value(given.get(0), want);
        Side low = new Side(pairOf(Op.MAX, x, given.get(0), given.get(1), at), at);
        Value high = expressions.value(given.get(2), x.type().isTensor() ? Scalar.FIXED : x.type());
        c.to.at(at);
        return operators.arithmetic(
                Op.MIN, "clip", low, new Side(high, given.get(2).span()), at);
    }

    private Value pairOf(Op op, Value x, Expr first, Expr second, Span at) {
        Value bound = expressions.value(second, x.type().isTensor() ? Scalar.FIXED : x.type());
        c.to.at(at);
        return operators.arithmetic(op, "clip", new Side(x, first.span()), new Side(bound, second.span()), at);
    }

    private Value convert(List<Expr> given, Expr.Name name, Span at, GradType from, GradType to, Op op) {
        Expr argument = count(name, given, at, 1).getFirst();
        Value of = expressions.value(argument, Literals.flexible(argument) ? to : from);
        if (of.type().equals(to)) {
            return of;
        }
        if (!of.type().equals(from)) {
            throw c.stop(Diagnostic.error(Code.G104, at, "`" + name.name() + "` converts an " + "int or a fixed")
                    .label(argument.span(), "this is " + of.type().text()));
        }
        return c.to.at(at).let(to, op, of);
    }

    private List<Expr> count(Expr.Name name, List<Expr> arguments, Span at, int wanted) {
        return given.count(name, arguments, at, wanted);
    }

    private Value tensor(Expr expr) {
        return given.tensor(expr);
    }

    private Value hash(List<Expr> arguments, Span at) {
        List<Value> values = new ArrayList<>();
        for (Expr argument : arguments) {
            values.addAll(expressions.term(argument, null).values());
        }
        if (values.isEmpty() || values.size() > Limits.FIELDS) {
            throw c.stop(Code.G105, at, "`hash` takes 1 to " + Limits.FIELDS + " values, here are " + values.size());
        }
        return c.to.at(at).let(GradType.Bytes.HASH, Op.HASH, values.toArray(Value[]::new));
    }
}
