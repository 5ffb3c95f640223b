package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a test says to the contract it is about: names of the contract's state and functions become calls of it. */
final class Tested {
    private final Context c;
    private final Expressions expressions;

    Tested(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    /** The value of a state variable, or of an entry of a map, by the view that gives it. */
    static Value ask(Context c, String view, GradType type, Value... key) {
        List<Value> in = new ArrayList<>(List.of(c.target, c.to.constant(Scalar.INT, 0)));
        in.addAll(List.of(key));
        return invoke(c, view, true, type, in);
    }

    private static Value invoke(Context c, String function, boolean view, GradType result, List<Value> in) {
        Invocation call = new Invocation(c.symbols.message(function), view, Integer.MAX_VALUE);
        return c.to.immediate(result, Op.INVOKE, call.packed(), in.toArray(Value[]::new));
    }

    /** Calls a function of the contract; true if it gives nothing. */
    Value call(Decl.Function f, Expr.Call call) {
        List<Expr> given = new ArrayList<>();
        Value paid = null;
        for (Expr.Argument argument : call.arguments()) {
            if (argument.name().isPresent()) {
                if (!argument.name().get().name().equals("value")) {
                    throw c.stop(Code.G105, argument.value().span(), "only `value=` is given by name");
                }
                paid = expressions.integer(argument.value());
            } else {
                given.add(argument.value());
            }
        }
        if (given.size() != f.parameters().size()) {
            throw c.stop(Diagnostic.error(
                    Code.G105,
                    call.span(),
                    "`" + f.name() + "` takes " + Spelling.count(f.parameters().size(), "argument") + ", here are "
                            + given.size()));
        }
        SortedMap<String, Size> own = new TreeMap<>(c.sizes);
        f.sizes().forEach(size -> own.put(size.name(), new Size.Generic(size.name())));
        Types types = new Types(own, true, c.symbols);
        SortedMap<String, Size> bound = new TreeMap<>();
        List<Value> in = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            GradType wanted = types.resolve(f.parameters().get(i).type());
            Term term = expressions.term(given.get(i), wanted);
            requireLike(
                    term.type(),
                    wanted,
                    given.get(i).span(),
                    f.parameters().get(i).name());
            bind(term.type(), wanted, bound);
            in.addAll(term.values());
        }
        c.to.at(call.span());
        in.addFirst(paid == null ? c.to.constant(Scalar.INT, 0) : paid);
        in.addFirst(c.target);
        GradType result =
                f.result().map(types::resolve).map(type -> type.with(bound)).orElse(Scalar.BOOL);
        return invoke(c, f.name(), f.mark("view").isPresent(), result, in);
    }

    /** Sizes are compared as numbers: to a contract that is deployed they have no names. */
    private void requireLike(GradType given, GradType wanted, Span span, String parameter) {
        boolean like =
                switch (wanted) {
                    case Vec w -> given instanceof Vec g && like(g.size(), w.size());
                    case Mat w -> given instanceof Mat g && like(g.rows(), w.rows()) && like(g.cols(), w.cols());
                    default -> given.fits(wanted);
                };
        if (!like) {
            throw c.stop(Diagnostic.error(Code.G101, span, "the argument `" + parameter + "` must be " + wanted.text())
                    .label("this is " + given.text()));
        }
    }

    private static boolean like(Size given, Size wanted) {
        return !wanted.known()
                || (given.known() && given.dim().size() == wanted.dim().size());
    }

    private static void bind(GradType given, GradType wanted, SortedMap<String, Size> bound) {
        if (given instanceof Vec g && wanted instanceof Vec w) {
            bind(g.size(), w.size(), bound);
        } else if (given instanceof Mat g && wanted instanceof Mat w) {
            bind(g.rows(), w.rows(), bound);
        }
    }

    private static void bind(Size given, Size wanted, SortedMap<String, Size> bound) {
        if (wanted instanceof Size.Generic g) {
            bound.putIfAbsent(g.name(), given);
        }
    }
}
