package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** What a contract declares, as written. */
public sealed interface Decl {
    Span span();

    /** A whole source. */
    record Contract(Span span, String name, List<SizeName> sizes, List<Decl> members) implements Decl {
        public Contract {
            sizes = List.copyOf(sizes);
            members = List.copyOf(members);
        }
    }

    /** {@code N: size}, with a default {@code = 8} in a contract, with a cap {@code <= CAP} in a function. */
    record SizeName(Span span, String name, Optional<TypeExpr.Extent> bound) {}

    /** {@code param eta0: fixed = 0.1}. */
    record Param(Span span, String name, TypeExpr type, Optional<Expr> initial) implements Decl {}

    /** A line of {@code state:}. */
    record State(Span span, String name, TypeExpr type, Optional<Expr> initial) implements Decl {}

    record Event(Span span, String name, List<Parameter> fields) implements Decl {
        public Event {
            fields = List.copyOf(fields);
        }
    }

    record Parameter(Span span, String name, TypeExpr type) {}

    /**
     * A function or {@code init}.
     *
     * @param span its name
     * @param last where its body ends
     */
    record Function(
            Span span,
            String name,
            boolean pure,
            List<Mark> marks,
            List<SizeName> sizes,
            List<Parameter> parameters,
            Optional<TypeExpr> result,
            List<Stmt> body,
            Span last)
            implements Decl {
        public Function {
            marks = List.copyOf(marks);
            sizes = List.copyOf(sizes);
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }
    }

    /** {@code @view}. */
    record Mark(Span span, String name) {}
}
