package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Span;
import java.util.List;
import java.util.Optional;

/** What a source declares, as written. */
public sealed interface Decl {
    Span span();

    /** A whole contract. */
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

    /** {@code struct Bid(who: address, units: int)}. */
    record Struct(Span span, String name, List<Parameter> fields) implements Decl {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** {@code role TRAINER}: accounts that the owner names. */
    record Role(Span span, String name) implements Decl {}

    /** {@code use optim}: the pure functions of a module that comes with the compiler. */
    record Use(Span span, String name) implements Decl {}

    /** What another contract offers: functions without bodies. */
    record Interface(Span span, String name, List<Function> functions) implements Decl {
        public Interface {
            functions = List.copyOf(functions);
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

        /** The mark of that name, if the function has it. */
        public Optional<Mark> mark(String wanted) {
            return marks.stream().filter(m -> m.name().equals(wanted)).findFirst();
        }
    }

    /** {@code @view}, or {@code @role(TRAINER)} with an argument. */
    record Mark(Span span, String name, Optional<Token> argument) {}

    /**
     * {@code test "learns a line" with D=2, eta0=0.1:}.
     *
     * @param settings sizes and params that differ from their defaults
     * @param stranger whether somebody else than the owner calls
     * @param fails the text of the {@code require} that must end it
     */
    record Test(
            Span span, String title, List<Setting> settings, boolean stranger, Optional<String> fails, List<Stmt> body)
            implements Decl {
        public Test {
            settings = List.copyOf(settings);
            body = List.copyOf(body);
        }
    }

    /** {@code eta0=0.1}. */
    record Setting(Span span, String name, Expr value) {}
}
