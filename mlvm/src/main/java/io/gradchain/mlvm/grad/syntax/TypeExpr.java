package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;

/** A type as written: {@code mat[N, D]}. */
public record TypeExpr(Span span, String name, List<Extent> sizes) {
    /** What stands in the brackets: a number, a name, {@code _}, or a type with brackets of its own. */
    public record Extent(Span span, String text, List<Extent> inner) {
        public Extent {
            inner = List.copyOf(inner);
        }

        /** The same words, read as a type. */
        public TypeExpr type() {
            return new TypeExpr(span, text, inner);
        }
    }

    public TypeExpr {
        sizes = List.copyOf(sizes);
    }
}
