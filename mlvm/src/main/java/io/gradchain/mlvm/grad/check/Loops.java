package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Stmt;
import io.gradchain.mlvm.grad.type.Size;
import java.util.OptionalLong;

/** How often a loop runs. */
final class Loops {
    /** The rounds it is asked for, and the most it may be asked for. */
    record Bound(Value rounds, long most) {}

    private static final long UNROLLED = 64;

    private final Context c;
    private final Expressions expressions;

    Loops(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    /** Whether it is written out round by round: in pure functions, where the number is known and small. */
    boolean unrolled(Stmt.For loop) {
        return c.kind == Kind.PURE
                && loop.source() instanceof Expr.Call call
                && call.arguments().size() == 1
                && constant(call.arguments().getFirst().value()).orElse(Long.MAX_VALUE) <= UNROLLED;
    }

    Bound bound(Stmt.For loop) {
        if (!(loop.source() instanceof Expr.Call call)
                || !(call.callee() instanceof Expr.Name range)
                || !range.name().equals("range")
                || call.arguments().isEmpty()
                || call.arguments().size() > 2) {
            throw unbounded(loop.source().span(), "a loop counts rounds with `range`");
        }
        Expr count = call.arguments().getFirst().value();
        OptionalLong known = constant(count);
        if (call.arguments().size() == 1) {
            if (known.isEmpty() || known.getAsLong() > Integer.MAX_VALUE) {
                throw unbounded(call.span(), "this loop has no bound");
            }
            return new Bound(expressions.integer(count), known.getAsLong());
        }
        Expr.Argument most = call.arguments().get(1);
        OptionalLong limit = constant(most.value());
        boolean named = most.name().isPresent() && most.name().get().name().equals("max");
        if (!named || limit.isEmpty() || limit.getAsLong() > Integer.MAX_VALUE) {
            throw unbounded(most.value().span(), "the bound is `max=` a number or a size of the contract");
        }
        Value rounds = expressions.integer(count);
        return new Bound(rounds, limit.getAsLong());
    }

    private Stop unbounded(Span span, String message) {
        return c.stop(Diagnostic.error(Code.G154, span, message).hint("write for i in range(n, max=100)"));
    }

    private OptionalLong constant(Expr expr) {
        if (expr instanceof Expr.Literal n && !n.decimal() && n.digits().length() <= 10) {
            return OptionalLong.of(Long.parseLong(n.digits()));
        }
        if (expr instanceof Expr.Name n
                && c.scope.find(n.name()).isEmpty()
                && c.sizes.get(n.name()) instanceof Size.Named s) {
            return OptionalLong.of(s.value());
        }
        return OptionalLong.empty();
    }
}
