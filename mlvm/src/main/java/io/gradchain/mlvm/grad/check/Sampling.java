package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.List;
import java.util.Optional;

/** Numbers that a seed decides, the same on every machine (M-44), and seeds nobody knew beforehand (M-54). */
final class Sampling {
    static final List<String> NAMES = List.of("shuffle", "sample", "uniform", "random");

    private final Context c;
    private final Expressions expressions;
    private final Given given;
    private final Builder to;

    Sampling(Context context, Expressions expressions, Given given) {
        this.c = context;
        this.expressions = expressions;
        this.given = given;
        this.to = context.to;
    }

    Value call(Expr.Name name, List<Expr> arguments, Span at, GradType want) {
        return switch (name.name()) {
            case "shuffle" -> shuffle(given.count(name, arguments, at, 2), at);
            case "sample" -> {
                given.count(name, arguments, at, 3);
                Value n = expressions.integer(arguments.get(0));
                yield picked(n, new Vec(given.size(arguments.get(1))), arguments.get(2), at);
            }
            case "random" -> random(name, given.count(name, arguments, at, 1).getFirst());
            default -> uniform(name, given.count(name, arguments, at, 3), at, want);
        };
    }

    /** What the beacon said at a past height. */
    private Value random(Expr.Name name, Expr height) {
        if (c.kind == Kind.PURE) {
            throw c.stop(Diagnostic.error(Code.G152, name.span(), "a pure function does not see the beacon")
                    .hint("make the seed a parameter of the function"));
        }
        Value past = expressions.integer(height);
        return to.at(name.span()).let(Scalar.INT, Op.RANDOM, past);
    }

    /** 0 … n − 1 in another order; n is a size of the contract, a number, or the number of rows of a dataset. */
    private Value shuffle(List<Expr> arguments, Span at) {
        Expr n = arguments.get(0);
        Size size = n instanceof Expr.Member m && m.name().equals("len") && m.of() instanceof Expr.Name d
                ? rows(d).orElseGet(() -> given.size(n))
                : given.size(n);
        return picked(expressions.integer(n), new Vec(size), arguments.get(1), at);
    }

    private Optional<Size> rows(Expr.Name name) {
        int variable = expressions.dataset(name.name());
        return variable < 0 ? Optional.empty() : Optional.of(expressions.rowsOf(name.name(), variable));
    }

    private Value picked(Value n, Vec type, Expr seed, Span at) {
        Value number = expressions.integer(seed);
        Value most = to.at(at).constant(Scalar.INT, type.size().dim().size());
        return to.let(type, Op.SAMPLE, n, most, number);
    }

    /** low + (high − low)·u, u from [0, 1). */
    private Value uniform(Expr.Name name, List<Expr> arguments, Span at, GradType want) {
        GradType shape = given.shape(want, name);
        Value seed = expressions.integer(arguments.get(0));
        Value low = given.real(arguments.get(1));
        Value high = given.real(arguments.get(2));
        c.require(low, Scalar.FIXED, arguments.get(1).span(), "the least value");
        c.require(high, Scalar.FIXED, arguments.get(2).span(), "the greatest value");
        to.at(at);
        Value range = to.let(Scalar.FIXED, Op.SUB, high, low);
        Value unit = to.let(shape, Op.UNIFORM, seed);
        return to.pair(Op.ADD, to.pair(Op.MUL, unit, range), low);
    }

    /** {@code data.batch(k, seed)}: k rows with their labels, or all if there are fewer. */
    Term batch(Expr.Member member, Expr.Call call) {
        int variable = member.of() instanceof Expr.Name n ? expressions.dataset(n.name()) : -1;
        if (variable < 0 || c.kind == Kind.PURE || c.kind == Kind.TEST) {
            throw c.stop(Diagnostic.error(Code.G057, member.span(), "only a dataset of the state has batches"));
        }
        if (call.arguments().size() != 2) {
            throw c.stop(Code.G105, call.span(), "batch takes the number of rows and a seed: data.batch(32, seed)");
        }
        Dataset data = (Dataset) c.symbols.variables.get(variable).type();
        Size k = given.size(call.arguments().get(0).value());
        String name = ((Expr.Name) member.of()).name();
        Size rows = new Size.Rows(name + ".batch(" + k.text() + ")", k.dim().size());
        Value n = to.at(call.span()).immediate(Scalar.INT, Op.DATA_LEN, variable);
        Value chosen = picked(n, new Vec(rows), call.arguments().get(1).value(), call.span());
        Size all = expressions.rowsOf(name, variable);
        Value x = to.immediate(new Mat(all, data.features()), Op.DATA_X, variable);
        Value y = to.immediate(new Vec(all), Op.DATA_Y, variable);
        return new Term.Many(List.of(
                new Term.One(to.let(new Mat(rows, data.features()), Op.GATHER, x, chosen)),
                new Term.One(to.let(new Vec(rows), Op.GATHER, y, chosen))));
    }
}
