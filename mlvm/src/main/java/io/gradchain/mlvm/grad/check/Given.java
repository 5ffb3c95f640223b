package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.List;

/** What a standard operation is given: as many arguments as it takes, each of a kind that it takes. */
final class Given {
    private final Context c;
    private final Expressions expressions;

    Given(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    List<Expr> count(Expr.Name name, List<Expr> given, Span at, int wanted) {
        if (given.size() != wanted) {
            throw c.stop(
                    Code.G105,
                    at,
                    "`" + name.name() + "` takes " + Spelling.count(wanted, "argument") + ", here are " + given.size());
        }
        return given;
    }

    Value tensor(Expr expr) {
        Value value = expressions.value(expr, null);
        if (!value.type().isTensor()) {
            throw c.stop(Diagnostic.error(Code.G104, expr.span(), "here a vec or mat is needed")
                    .label("this is " + value.type().text()));
        }
        return value;
    }

    Value vec(Expr expr) {
        Value value = tensor(expr);
        if (!(value.type() instanceof Vec)) {
            throw c.stop(Diagnostic.error(Code.G104, expr.span(), "here a vec is needed")
                    .label("this is " + value.type().text()));
        }
        return value;
    }

    Value mat(Expr expr) {
        Value value = tensor(expr);
        if (!(value.type() instanceof Mat)) {
            throw c.stop(Diagnostic.error(Code.G104, expr.span(), "here a mat is needed")
                    .label("this is " + value.type().text()));
        }
        return value;
    }

    /** Two vecs of one size. */
    List<Value> alike(Expr first, Expr second) {
        Value a = vec(first);
        Value b = vec(second);
        c.require(b, a.type(), second.span(), "the second vec");
        return List.of(a, b);
    }

    Value real(Expr expr) {
        Value value = expressions.value(expr, Scalar.FIXED);
        requireReal(value, expr);
        return value;
    }

    void requireReal(Value value, Expr expr) {
        if (!value.type().isReal()) {
            throw c.stop(Diagnostic.error(
                            value.type() == Scalar.INT ? Code.G103 : Code.G104,
                            expr.span(),
                            "here a fixed, vec or mat is needed")
                    .label("this is " + value.type().text())
                    .hint(value.type() == Scalar.INT ? Context.conversion(Scalar.FIXED) : ""));
        }
    }

    /** A size that is known when the contract is compiled: a number, or a size of the contract. */
    Size size(Expr expr) {
        if (expr instanceof Expr.Literal n && n.digits().matches("[1-9][0-9]{0,6}")) {
            return new Size.Literal(Integer.parseInt(n.digits()));
        }
        if (expr instanceof Expr.Name n
                && c.scope.find(n.name()).isEmpty()
                && c.sizes.get(n.name()) instanceof Size.Named size) {
            return size;
        }
        throw c.stop(Diagnostic.error(Code.G055, expr.span(), "here a number or a size of the contract is needed"));
    }

    /** The type of the shape `want` has, where the place says what is wanted. */
    GradType shape(GradType want, Expr.Name name) {
        if (want == null || !want.isTensor()) {
            throw c.stop(Diagnostic.error(Code.G113, name.span(), "the size of `" + name.name() + "` is not known here")
                    .hint("give the name a type: let x: vec[D] = " + name.name() + "(…)"));
        }
        if (!want.leading().known()) {
            throw c.stop(Diagnostic.error(
                    Code.G116,
                    name.span(),
                    "`" + name.name() + "` needs a size that is known, this is " + want.text()));
        }
        return want;
    }
}
