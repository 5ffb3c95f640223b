package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** An expression as written. */
public sealed interface Expr {
    Span span();

    /** A literal; {@code digits} has no underscores and may have a point. */
    record Literal(Span span, String digits) implements Expr {
        public boolean decimal() {
            return digits.indexOf('.') >= 0;
        }
    }

    record Truth(Span span, boolean value) implements Expr {}

    record Text(Span span, String text) implements Expr {}

    record Name(Span span, String name) implements Expr {}

    /** {@code -x} or {@code not x}. */
    record Unary(Span span, String operator, Expr of) implements Expr {}

    /** @param at the operator itself */
    record Binary(Span span, String operator, Span at, Expr left, Expr right) implements Expr {}

    record Member(Span span, Expr of, String name, Span at) implements Expr {}

    record Index(Span span, Expr of, List<Expr> indices) implements Expr {
        public Index {
            indices = List.copyOf(indices);
        }
    }

    record Call(Span span, Expr callee, List<Argument> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [1.0, 2.0]}, or rows of such. */
    record Array(Span span, List<Expr> parts) implements Expr {
        public Array {
            parts = List.copyOf(parts);
        }
    }

    record Argument(Optional<Name> name, Expr value) {}

    record Tuple(Span span, List<Expr> parts) implements Expr {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }
}
