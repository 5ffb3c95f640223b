package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import java.util.List;

/** What learning asks for, put together from the machine's operations; each of those rounds once (M-45). */
final class Statistics {
    static final List<String> NAMES = List.of(
            "softmax", "log_softmax", "logsumexp", "variance", "standardize", "accuracy", "r2", "solve", "near");

    private final Expressions expressions;
    private final Given given;
    private final Context c;
    private final Builder to;

    Statistics(Context context, Expressions expressions, Given given) {
        this.c = context;
        this.expressions = expressions;
        this.given = given;
        this.to = context.to;
    }

    Value call(Expr.Name name, List<Expr> arguments, Span at) {
        return switch (name.name()) {
            case "logsumexp" -> logSumExp(given.tensor(one(name, arguments, at)), at);
            case "log_softmax" -> logSoftmax(given.tensor(one(name, arguments, at)), at);
            case "softmax" -> {
                Value log = logSoftmax(given.tensor(one(name, arguments, at)), at);
                yield to.let(log.type(), Op.EXP, log);
            }
            case "variance" -> variance(given.tensor(one(name, arguments, at)), at);
            case "standardize" -> standardize(given.tensor(one(name, arguments, at)), at);
            case "accuracy" -> {
                List<Value> both = pair(name, arguments, at);
                Value same = to.let(both.get(0).type(), Op.EQ, both.get(0), both.get(1));
                yield to.let(Scalar.FIXED, Op.MEAN, same);
            }
            case "r2" -> r2(pair(name, arguments, at));
            case "solve" -> solve(given.count(name, arguments, at, 2), at);
            default -> near(given.count(name, arguments, at, 3), at);
        };
    }

    private Expr one(Expr.Name name, List<Expr> arguments, Span at) {
        return given.count(name, arguments, at, 1).getFirst();
    }

    private List<Value> pair(Expr.Name name, List<Expr> arguments, Span at) {
        given.count(name, arguments, at, 2);
        List<Value> both = given.alike(arguments.get(0), arguments.get(1));
        to.at(at);
        return both;
    }

    private Value logSumExp(Value x, Span at) {
        GradType result = x.type() instanceof Mat m ? new Vec(m.rows()) : Scalar.FIXED;
        return to.at(at).let(result, Op.LOGSUMEXP, x);
    }

    /** xᵢ − ln Σ eˣ, of a mat in each row. */
    private Value logSoftmax(Value x, Span at) {
        Value total = logSumExp(x, at);
        if (!(x.type() instanceof Mat m)) {
            return to.pair(Op.SUB, x, total);
        }
        Value zeros = to.let(new Vec(m.cols()), Op.ZEROS);
        Value ones = to.pair(Op.ADD, zeros, to.whole(1));
        return to.pair(Op.SUB, x, to.let(m, Op.OUTER, total, ones));
    }

    /** Σ(x − x̄)²/n. */
    private Value variance(Value x, Span at) {
        to.at(at);
        Value off = to.pair(Op.SUB, x, to.let(Scalar.FIXED, Op.MEAN, x));
        return to.let(Scalar.FIXED, Op.MEAN, to.pair(Op.MUL, off, off));
    }

    /** (x − x̄)/σ, of a mat in each column. */
    private Value standardize(Value x, Span at) {
        to.at(at);
        if (!(x.type() instanceof Mat m)) {
            Value off = to.pair(Op.SUB, x, to.let(Scalar.FIXED, Op.MEAN, x));
            Value deviation = to.let(Scalar.FIXED, Op.SQRT, variance(x, at));
            return to.pair(Op.DIV, off, deviation);
        }
        Value off = to.let(m, Op.SUB, x, columnMeans(x, m));
        Value square = columnMeans(to.pair(Op.MUL, off, off), m);
        return to.let(m, Op.DIV, off, to.let(square.type(), Op.SQRT, square));
    }

    private Value columnMeans(Value x, Mat m) {
        Value sums = to.let(new Vec(m.cols()), Op.VECMAT, x, to.rowOnes(x));
        Value rows = to.let(Scalar.FIXED, Op.TO_FIXED, to.let(Scalar.INT, Op.LEN, x));
        return to.pair(Op.DIV, sums, rows);
    }

    /** 1 − Σ(y − p)²/Σ(y − ȳ)². */
    private Value r2(List<Value> both) {
        Value y = both.get(0);
        Value error = to.pair(Op.SUB, y, both.get(1));
        Value off = to.pair(Op.SUB, y, to.let(Scalar.FIXED, Op.MEAN, y));
        Value share = to.let(
                Scalar.FIXED,
                Op.DIV,
                to.let(Scalar.FIXED, Op.DOT, error, error),
                to.let(Scalar.FIXED, Op.DOT, off, off));
        return to.let(Scalar.FIXED, Op.SUB, to.whole(1), share);
    }

    private Value solve(List<Expr> arguments, Span at) {
        Value a = given.mat(arguments.get(0));
        Value b = given.vec(arguments.get(1));
        Mat m = (Mat) a.type();
        c.require(a, new Mat(m.cols(), m.cols()), arguments.get(0).span(), "the matrix");
        c.require(b, new Vec(m.cols()), arguments.get(1).span(), "the right side");
        return to.at(at).let(b.type(), Op.SOLVE, a, b);
    }

    /** Whether no element of a is further from b than the tolerance. */
    private Value near(List<Expr> arguments, Span at) {
        Value a = given.real(arguments.get(0));
        Value b = expressions.value(arguments.get(1), a.type());
        c.require(b, a.type(), arguments.get(1).span(), "the second value");
        Value tolerance = expressions.value(arguments.get(2), Scalar.FIXED);
        c.require(tolerance, Scalar.FIXED, arguments.get(2).span(), "the tolerance");
        to.at(at);
        Value off = to.let(a.type(), Op.ABS, to.let(a.type(), Op.SUB, a, b));
        Value most = a.type().isTensor() ? to.let(Scalar.FIXED, Op.HIGHEST, off) : off;
        return to.let(Scalar.BOOL, Op.LE, most, tolerance);
    }
}
