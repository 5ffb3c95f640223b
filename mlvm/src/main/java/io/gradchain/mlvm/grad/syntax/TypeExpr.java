package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;

/** A type as written: {@code mat[N, D]}. */
public record TypeExpr(Span span, String name, List<Extent> sizes) {
    /** A size as written: a number, a name, or {@code _}. */
    public record Extent(Span span, String text) {}

    public TypeExpr {
        sizes = List.copyOf(sizes);
    }
}
