package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.check.Operators.Side;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.syntax.Stmt;
import io.gradchain.mlvm.grad.syntax.Stmt.Pattern;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What gives names a meaning or changes it. */
final class Assignments {
    private final Context c;
    private final Expressions expressions;
    private final Operators operators;
    private final SortedSet<String> changing = new TreeSet<>();

    Assignments(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
        this.operators = new Operators(context, expressions);
    }

    /** Names that blocks assign to, and that therefore are cells. */
    void changing(SortedSet<String> names) {
        changing.addAll(names);
    }

    void bind(Pattern pattern, Term term, Span from) {
        switch (pattern) {
            case Pattern.One one -> bind(one, term);
            case Pattern.Several several -> {
                if (!(term instanceof Term.Many many)
                        || many.parts().size() != several.parts().size()) {
                    String what = term instanceof Term.Many m ? m.parts().size() + " parts" : "one value";
                    throw c.stop(Diagnostic.error(
                                    Code.G110,
                                    several.span(),
                                    "here are " + several.parts().size() + " names for " + what)
                            .label(from, "this gives " + what));
                }
                for (int i = 0; i < several.parts().size(); i++) {
                    bind(several.parts().get(i), many.parts().get(i), from);
                }
            }
        }
    }

    private void bind(Pattern.One one, Term term) {
        if (c.sizes.containsKey(one.name())) {
            throw c.stop(Diagnostic.error(Code.G051, one.span(), "`" + one.name() + "` is already a size"));
        }
        boolean state = c.symbols.variable(one.name()) >= 0 || c.symbols.places.containsKey(one.name());
        if (state && c.kind != Kind.PURE) {
            throw c.stop(Diagnostic.error(Code.G051, one.span(), "`" + one.name() + "` is already a state variable")
                    .hint("leave out `let` to change the state variable, or choose another name"));
        }
        if (term instanceof Term.One value && changing.contains(one.name())) {
            Value cell = c.symbols.ids.cell(value.value().type(), one.span());
            c.to.add(new Node.Assign(cell, value.value(), one.span()));
            c.scope.put(one.name(), new Binding.Cell(cell, one.span()));
        } else if (term instanceof Term.Fields && changing.contains(one.name())) {
            throw c.stop(Diagnostic.error(Code.G153, one.span(), "a struct cannot change inside an `if` or a loop")
                    .hint("keep the parts that change under names of their own"));
        } else {
            if (term instanceof Term.One value) {
                c.symbols.ids.call(value.value(), one.name());
            }
            c.scope.put(one.name(), new Binding.Local(term, false, one.span()));
        }
    }

    /** After an error: the names it would have bound are known, but nothing is said about them. */
    void broken(Stmt statement) {
        if (statement instanceof Stmt.Let let) {
            broken(let.pattern());
        } else if (statement instanceof Stmt.Wrong wrong) {
            wrong.names().forEach(name -> c.scope.put(name, new Binding.Broken(wrong.span())));
        }
    }

    private void broken(Pattern pattern) {
        switch (pattern) {
            case Pattern.One one -> c.scope.put(one.name(), new Binding.Broken(one.span()));
            case Pattern.Several several -> several.parts().forEach(this::broken);
        }
    }

    void assign(Stmt.Assign a) {
        Optional<Stores.Spot> spot = spotOf(a.target());
        if (spot.isPresent()) {
            write(a, spot.get());
            return;
        }
        if (!(a.target() instanceof Expr.Name name)) {
            throw c.stop(
                    Diagnostic.error(Code.G153, a.target().span(), "only names can be assigned to")
                            .hint(
                                    "elements of maps and lists of the state can change, those of a vec cannot: build a new vec"));
        }
        Optional<Binding> binding = c.scope.find(name.name());
        if (binding.isEmpty()) {
            state(a, name);
            return;
        }
        switch (binding.get()) {
            case Binding.Broken broken -> throw Stop.silently();
            case Binding.Cell cell -> {
                Value value = next(a, name, cell.cell().type());
                c.to.add(new Node.Assign(cell.cell(), value, a.span()));
            }
            case Binding.Local local -> {
                if (!local.fixed()
                        && local.term() instanceof Term.Fields fields
                        && a.operator().equals("=")) {
                    Term term = expressions.term(a.value(), fields.struct());
                    expressions.require(term, fields.struct(), a.value().span(), "`" + name.name() + "`");
                    c.scope.rebind(name.name(), new Binding.Local(term, false, local.span()));
                    return;
                }
                if (local.fixed() || !(local.term() instanceof Term.One one)) {
                    throw c.stop(Diagnostic.error(Code.G153, name.span(), "`" + name.name() + "` cannot be changed")
                            .label(local.span(), "declared here")
                            .hint("let x = " + name.name() + " makes a copy that can"));
                }
                Value value = next(a, name, one.value().type());
                c.symbols.ids.call(value, name.name());
                c.scope.rebind(name.name(), new Binding.Local(new Term.One(value), false, local.span()));
            }
        }
    }

    /** A local name hides what the state has of that name. */
    private Optional<Stores.Spot> spotOf(Expr target) {
        boolean local =
                target instanceof Expr.Name name && c.scope.find(name.name()).isPresent();
        return local ? Optional.empty() : expressions.stores.spot(target);
    }

    private void write(Stmt.Assign a, Stores.Spot spot) {
        expressions.requireChange(a.target().span(), "`" + spot.place().name() + "` is state of the contract");
        refuseTest(a.target().span());
        GradType type = expressions.stores.type(spot);
        Term term;
        if (a.operator().equals("=")) {
            term = expressions.term(a.value(), type);
            expressions.require(term, type, a.value().span(), "`" + spot.place().name() + "`");
        } else {
            if (!(expressions.stores.read(spot) instanceof Term.One old)) {
                throw c.stop(Code.G104, a.at(), "`" + a.operator() + "` works on numbers, not on " + type.text());
            }
            term = new Term.One(
                    changed(a, old.value(), a.target().span(), spot.place().name(), type));
        }
        expressions.stores.write(spot, term);
    }

    private void refuseTest(Span span) {
        if (c.kind == Kind.TEST) {
            throw c.stop(Diagnostic.error(Code.G153, span, "a test changes the contract by calling its functions"));
        }
    }

    /** The new value: the right side, or the old value with it. */
    private Value next(Stmt.Assign a, Expr.Name name, GradType type) {
        if (!a.operator().equals("=")) {
            return changed(a, expressions.value(name, null), name.span(), name.name(), type);
        }
        Value value = expressions.value(a.value(), type);
        c.require(value, type, a.value().span(), "`" + name.name() + "`");
        return value;
    }

    private Value changed(Stmt.Assign a, Value old, Span span, String name, GradType type) {
        boolean whole = a.value() instanceof Expr.Name || a.value() instanceof Expr.Array;
        Value change = expressions.value(a.value(), type.isTensor() && !whole ? Scalar.FIXED : type);
        c.to.at(a.span());
        Side left = new Side(old, span);
        Side right = new Side(change, a.value().span());
        Value value = operators.apply(a.operator().substring(0, 1), left, right, a.at());
        c.require(value, type, a.value().span(), "`" + name + "`");
        return value;
    }

    private void state(Stmt.Assign a, Expr.Name name) {
        int variable = c.symbols.variable(name.name());
        if (c.symbols.places.containsKey(name.name())) {
            Place place = c.symbols.places.get(name.name());
            throw c.stop(
                    Diagnostic.error(Code.G153, name.span(), "a " + place.type().text() + " changes entry by entry")
                            .hint(name.name() + "[…] = …"));
        }
        if (variable < 0) {
            throw c.stop(Diagnostic.error(Code.G050, name.span(), "there is no `" + name.name() + "` to change")
                    .hint(near(name.name())));
        }
        expressions.requireChange(name.span(), "`" + name.name() + "` is state of the contract");
        refuseTest(name.span());
        Symbols.Variable v = c.symbols.variables.get(variable);
        if (v.param()) {
            throw c.stop(Diagnostic.error(Code.G153, name.span(), "a param keeps the value it was deployed with")
                    .label(v.span(), "declared here")
                    .hint("declare it in `state:` if it should change"));
        }
        if (v.type() instanceof Dataset) {
            throw c.stop(Diagnostic.error(Code.G153, name.span(), "a dataset only grows")
                    .hint(name.name() + ".append(X, y)"));
        }
        Value value = next(a, name, v.type());
        c.to.at(a.span()).effect(Op.STORE, variable, List.of(value));
    }

    private String near(String name) {
        List<String> names = c.scope.names();
        names.addAll(c.symbols.names());
        String hint = Spelling.hint(name, names);
        return hint.isEmpty() ? "declare it: let " + name + " = …" : hint;
    }

    /** {@code data.append(X, y)}. */
    void append(Expr.Name name, Expr.Call call) {
        expressions.requireChange(name.span(), "append adds to the state");
        refuseTest(name.span());
        if (call.arguments().size() != 2) {
            throw c.stop(Code.G105, call.span(), "append takes the rows and their labels: append(X, y)");
        }
        int variable = c.symbols.variable(name.name());
        Dataset data = (Dataset) c.symbols.variables.get(variable).type();
        Expr first = call.arguments().get(0).value();
        Expr second = call.arguments().get(1).value();
        Value x = expressions.value(first, null);
        Value y = expressions.value(second, null);
        boolean rows = x.type() instanceof Mat m && m.cols().fits(data.features());
        boolean labels = rows && y.type() instanceof Vec v && v.size().fits(((Mat) x.type()).rows());
        if (!labels) {
            throw operators.sizes(
                    new Side(x, first.span()),
                    new Side(y, second.span()),
                    second.span(),
                    "append takes a mat[n, " + data.features().text() + "] and a vec[n]");
        }
        c.to.at(call.span()).effect(Op.APPEND, variable, List.of(x, y));
    }
}
