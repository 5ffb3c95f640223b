package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** A statement as written. */
public sealed interface Stmt {
    Span span();

    record Let(Span span, Pattern pattern, Optional<TypeExpr> type, Expr value) implements Stmt {}

    /** @param operator {@code =}, {@code +=}, {@code -=}, {@code *=} or {@code /=} */
    record Assign(Span span, Expr target, String operator, Span at, Expr value) implements Stmt {}

    record If(Span span, Expr condition, List<Stmt> then, List<Stmt> otherwise) implements Stmt {
        public If {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    record For(Span span, Expr.Name counter, Expr source, List<Stmt> body) implements Stmt {
        public For {
            body = List.copyOf(body);
        }
    }

    record Require(Span span, Expr condition, Optional<Expr> message) implements Stmt {}

    record Emit(Span span, Expr event) implements Stmt {}

    record Return(Span span, Optional<Expr> value) implements Stmt {}

    /** An expression whose effect is wanted: {@code data.append(X, y)}. */
    record Do(Span span, Expr expression) implements Stmt {}

    /** Of a test: {@code assert a == b}. */
    record Assert(Span span, Expr condition) implements Stmt {}

    record Pass(Span span) implements Stmt {}

    /** A statement that could not be read, with the names it may have been about to declare. */
    record Wrong(Span span, List<String> names) implements Stmt {
        public Wrong {
            names = List.copyOf(names);
        }
    }

    /** What is left of {@code let}: a name, or a tuple of such. */
    sealed interface Pattern {
        Span span();

        record One(Span span, String name) implements Pattern {}

        record Several(Span span, List<Pattern> parts) implements Pattern {
            public Several {
                parts = List.copyOf(parts);
            }
        }
    }
}
