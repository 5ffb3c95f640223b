package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import io.gradchain.mlvm.grad.type.Size;
import io.gradchain.mlvm.grad.type.Size.Rows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types expressions and writes the nodes that compute them. */
final class Expressions {
    private final Context c;
    private final Operators operators;
    private final Standard standard;
    private final Calls calls;
    private final Literals literals;
    private final Arrays arrays;
    private final Tested tested;
    final Stores stores;
    final Foreign foreign;

    Expressions(Context context) {
        this.c = context;
        this.literals = new Literals(context);
        this.operators = new Operators(context, this);
        this.standard = new Standard(context, this, operators);
        this.calls = new Calls(context, this);
        this.arrays = new Arrays(context, this);
        this.tested = new Tested(context, this);
        this.stores = new Stores(context, this);
        this.foreign = new Foreign(context, this);
    }

    /** A single value; {@code want} (or null) decides what a literal is. */
    Value value(Expr expr, GradType want) {
        return switch (term(expr, want)) {
            case Term.One one -> one.value();
            case Term.Fields fields ->
                throw c.stop(Diagnostic.error(
                                Code.G110,
                                expr.span(),
                                "this is a " + fields.struct().name() + ", here one value is needed")
                        .hint("name one of its fields"));
            case Term.Many many ->
                throw c.stop(Diagnostic.error(
                                Code.G110,
                                expr.span(),
                                "this is a tuple of " + many.parts().size() + ", here one value is needed")
                        .hint("take it apart first: let (a, b) = …"));
        };
    }

    Term term(Expr expr, GradType want) {
        c.to.at(expr.span());
        return switch (expr) {
            case Expr.Literal n -> one(literals.number(n, want, false));
            case Expr.Truth t -> one(c.to.constant(Scalar.BOOL, t.value() ? 1 : 0));
            case Expr.Text t -> one(text(t));
            case Expr.Array a -> one(arrays.value(a, want));
            case Expr.Name n -> name(n, want);
            case Expr.Unary u ->
                one(
                        u.operator().equals("-") && u.of() instanceof Expr.Literal n
                                ? literals.number(n, want, true)
                                : operators.unary(u, want));
            case Expr.Binary b ->
                one(b.operator().equals("in") ? stores.has(b.left(), b.right(), b.span()) : operators.binary(b, want));
            case Expr.Member m -> member(m);
            case Expr.Index i -> stores.spot(i).map(stores::read).orElseGet(() -> one(index(i)));
            case Expr.Call call -> call(call, want);
            case Expr.Tuple t -> tuple(t, want instanceof GradType.Tuple wanted ? wanted.parts() : List.of());
        };
    }

    private Term tuple(Expr.Tuple t, List<GradType> wanted) {
        List<Term> parts = new ArrayList<>();
        for (int i = 0; i < t.parts().size(); i++) {
            parts.add(term(t.parts().get(i), i < wanted.size() ? wanted.get(i) : null));
        }
        return new Term.Many(parts);
    }

    private Value text(Expr.Text t) {
        int bytes = t.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Limits.MESSAGE_BYTES) {
            throw c.stop(Code.G156, t.span(), "this text is longer than " + Limits.MESSAGE_BYTES + " bytes");
        }
        return c.to.immediate(new GradType.Text(Math.max(1, bytes)), Op.TEXT, c.symbols.message(t.text()));
    }

    /** Refuses a term that does not fit the type it is wanted as. */
    void require(Term term, GradType wanted, Span span, String what) {
        if (term instanceof Term.One one && wanted.isPlain()) {
            c.require(one.value(), wanted, span, what);
        } else if (!term.type().fits(wanted)) {
            throw c.stop(Diagnostic.error(Code.G101, span, what + " must be " + wanted.text())
                    .label("this is " + term.type().text()));
        }
    }

    /** Refuses a change where nothing may change. */
    void requireChange(Span span, String what) {
        if (!c.kind.writes()) {
            throw c.stop(Diagnostic.error(
                            c.kind == Kind.VIEW ? Code.G151 : Code.G152,
                            span,
                            c.kind == Kind.VIEW ? "a view changes nothing" : "a pure function changes nothing")
                    .label(what)
                    .hint(
                            c.kind == Kind.VIEW
                                    ? "mark the function @external instead of @view"
                                    : "return the new value"));
        }
    }

    private static Term one(Value value) {
        return new Term.One(value);
    }

    private Term call(Expr.Call call, GradType want) {
        if (call.callee() instanceof Expr.Name name && Standard.knows(name.name())) {
            return standard.call(name, call, want);
        }
        Optional<Decl.Function> offered = foreign.function(call);
        if (offered.isPresent()) {
            return one(foreign.call(offered.get(), call));
        }
        if (call.callee() instanceof Expr.Member m && m.name().equals("pop")) {
            Optional<Place> place = stores.place(m.of());
            if (place.isPresent()) {
                return stores.pop(place.get(), call);
            }
        }
        if (call.callee() instanceof Expr.Member m && m.name().equals("batch")) {
            return standard.batch(m, call);
        }
        if (call.callee() instanceof Expr.Name name && c.symbols.structs.containsKey(name.name())) {
            return made(c.symbols.structs.get(name.name()), call);
        }
        Optional<Decl.Function> entry = entry(call);
        return entry.isPresent() ? one(tested.call(entry.get(), call)) : calls.call(call);
    }

    /** A condition of a test; where it compares two values, both are announced. */
    Term compared(Expr condition) {
        boolean comparison = condition instanceof Expr.Binary b && Operators.COMPARISONS.contains(b.operator());
        if (!comparison) {
            return term(condition, Scalar.BOOL);
        }
        List<Operators.Side> sides = operators.sides((Expr.Binary) condition, null);
        c.symbols
                .announced(sides.get(0).type(), sides.get(1).type())
                .ifPresent(event -> c.to.effect(
                        Op.EMIT,
                        event,
                        sides.stream().map(Operators.Side::value).toList()));
        return one(operators.apply((Expr.Binary) condition, sides));
    }

    /** The function of the tested contract that a test calls. */
    Optional<Decl.Function> entry(Expr.Call call) {
        return c.kind == Kind.TEST && call.callee() instanceof Expr.Name name
                ? Optional.ofNullable(c.symbols.functions.get(name.name())).filter(f -> !f.pure())
                : Optional.empty();
    }

    /** {@code Bid(who=caller, units=5)}, or by position. */
    private Term made(GradType.Struct struct, Expr.Call call) {
        if (call.arguments().size() != struct.fields().size()) {
            throw c.stop(Diagnostic.error(
                    Code.G105,
                    call.span(),
                    "`" + struct.name() + "` has "
                            + Spelling.count(struct.fields().size(), "field") + ", here are "
                            + call.arguments().size()));
        }
        Value[] values = new Value[struct.fields().size()];
        for (int i = 0; i < values.length; i++) {
            Expr.Argument argument = call.arguments().get(i);
            int field = argument.name().isEmpty()
                    ? i
                    : struct.field(argument.name().get().name());
            if (field < 0 || values[field] != null) {
                throw c.stop(
                        Code.G105,
                        argument.name()
                                .map(Expr.Name::span)
                                .orElse(argument.value().span()),
                        "`" + struct.name() + "` is given each of its fields once");
            }
            GradType wanted = struct.fields().get(field).type();
            values[field] = value(argument.value(), wanted);
            c.require(
                    values[field],
                    wanted,
                    argument.value().span(),
                    "the field `" + struct.fields().get(field).name() + "`");
        }
        return new Term.Fields(struct, List.of(values));
    }

    private Term name(Expr.Name n, GradType want) {
        Optional<Binding> binding = c.scope.find(n.name());
        if (binding.isPresent()) {
            return switch (binding.get()) {
                case Binding.Local local -> local.term();
                case Binding.Cell cell -> one(c.to.let(cell.cell().type(), Op.MOVE, cell.cell()));
                case Binding.Broken broken -> throw Stop.silently();
            };
        }
        if (c.sizes.get(n.name()) instanceof Size.Named size) {
            return one(literals.integer(size.value(), want));
        }
        Place place = c.symbols.places.get(n.name());
        if (place != null && place.key() == null) {
            return stores.read(new Stores.Spot(place, null, -1, n.span()));
        }
        if (place != null) {
            throw c.stop(
                    Diagnostic.error(Code.G117, n.span(), "a " + place.type().text() + " is not a value")
                            .hint("name one of its elements: " + n.name() + "[…]"));
        }
        int variable = c.symbols.variable(n.name());
        if (variable >= 0) {
            return one(load(n, variable));
        }
        return one(world(n, want));
    }

    private Value load(Expr.Name n, int variable) {
        if (c.kind == Kind.PURE) {
            throw c.stop(Diagnostic.error(Code.G152, n.span(), "a pure function does not see `" + n.name() + "`")
                    .label("this is state of the contract")
                    .hint("make it a parameter of the function"));
        }
        Symbols.Variable v = c.symbols.variables.get(variable);
        if (v.type() instanceof Dataset) {
            throw c.stop(Diagnostic.error(Code.G117, n.span(), "a dataset is not a value")
                    .hint("use `" + n.name() + ".X` and `" + n.name() + ".y`"));
        }
        return c.load(variable, v.type());
    }

    private Value world(Expr.Name n, GradType want) {
        return switch (n.name()) {
            case "caller" -> outside(n, Bytes.ADDRESS, Op.CALLER);
            case "height" -> outside(n, Scalar.INT, Op.HEIGHT);
            case "time" -> outside(n, Scalar.INT, Op.TIME);
            case "value" -> outside(n, Scalar.INT, Op.VALUE);
            case "balance" -> outside(n, Scalar.INT, Op.BALANCE);
            case "self" -> c.kind == Kind.TEST ? c.target : outside(n, Bytes.ADDRESS, Op.SELF);
            case "zeros", "ones" -> filled(n, want);
            default -> throw unknown(n);
        };
    }

    private Value outside(Expr.Name n, GradType type, Op op) {
        if (c.kind == Kind.PURE) {
            throw c.stop(Diagnostic.error(Code.G152, n.span(), "a pure function does not see `" + n.name() + "`")
                    .hint("make it a parameter of the function"));
        }
        return c.to.let(type, op);
    }

    private Value filled(Expr.Name n, GradType want) {
        if (want == Scalar.FIXED) {
            return c.to.whole(n.name().equals("ones") ? 1 : 0);
        }
        if (want == null || !want.isTensor()) {
            throw c.stop(Diagnostic.error(Code.G113, n.span(), "the size of `" + n.name() + "` is not known here")
                    .hint("give the name a type: let x: vec[D] = " + n.name()));
        }
        if (want.leading().runtime() || want.leading() instanceof Size.Generic) {
            throw c.stop(Diagnostic.error(
                    Code.G116, n.span(), "`" + n.name() + "` needs a size that is known, this is " + want.text()));
        }
        Value zeros = c.to.let(want, Op.ZEROS);
        return n.name().equals("zeros") ? zeros : c.to.pair(Op.ADD, zeros, c.to.whole(1));
    }

    private Stop unknown(Expr.Name n) {
        if (c.symbols.functions.containsKey(n.name()) || Standard.knows(n.name())) {
            return c.stop(Diagnostic.error(Code.G114, n.span(), "`" + n.name() + "` is a function, not a value")
                    .hint("call it: " + n.name() + "(…)"));
        }
        List<String> names = c.scope.names();
        names.addAll(c.symbols.names());
        return c.stop(Diagnostic.error(Code.G050, n.span(), "there is no `" + n.name() + "` here")
                .hint(Spelling.hint(n.name(), names)));
    }

    private Term member(Expr.Member m) {
        Optional<Stores.Spot> spot = stores.spot(m);
        if (spot.isPresent()) {
            return stores.read(spot.get());
        }
        Optional<Place> place = stores.place(m.of());
        if (place.isPresent() && place.get().length() >= 0 && m.name().equals("len")) {
            stores.requireSeen(m.of());
            return one(stores.length(place.get()));
        }
        boolean plain = m.of() instanceof Expr.Name n
                && (dataset(n.name()) >= 0 || place.isPresent())
                && c.scope.find(n.name()).isEmpty();
        if (!plain && term(m.of(), null) instanceof Term.Fields fields) {
            int field = fields.struct().field(m.name());
            if (field < 0) {
                throw stores.unknownField(fields.struct(), m);
            }
            return one(fields.values().get(field));
        }
        return one(rows(m));
    }

    private Value rows(Expr.Member m) {
        if (!(m.of() instanceof Expr.Name n) || c.scope.find(n.name()).isPresent() || dataset(n.name()) < 0) {
            if (m.name().equals("T")) {
                throw c.stop(Diagnostic.error(Code.G057, m.at(), "values have no member `T`")
                        .hint("write transpose(X); for a product with a vector, r @ X needs no transpose"));
            }
            throw c.stop(Code.G057, m.at(), "only a dataset has members, `" + m.name() + "` is none of a value");
        }
        int variable = dataset(n.name());
        Dataset data = (Dataset) c.symbols.variables.get(variable).type();
        if (c.kind == Kind.PURE) {
            load(n, variable);
        }
        if (c.kind == Kind.TEST) {
            throw c.stop(Diagnostic.error(Code.G057, m.span(), "a test sees a dataset through the contract's functions")
                    .hint("write a view, or compare what the contract makes of the rows"));
        }
        Size rows = rowsOf(n.name(), variable);
        return switch (m.name()) {
            case "len" -> c.to.immediate(Scalar.INT, Op.DATA_LEN, variable);
            case "X" -> c.to.immediate(new Mat(rows, data.features()), Op.DATA_X, variable);
            case "y" -> c.to.immediate(new Vec(rows), Op.DATA_Y, variable);
            default ->
                throw c.stop(Diagnostic.error(Code.G057, m.at(), "a dataset has no `" + m.name() + "`")
                        .hint("it has .len, .X and .y, .append(X, y) and .batch(k, seed)"));
        };
    }

    /** The run-time size that the rows of a dataset have. */
    Size rowsOf(String name, int variable) {
        Dataset data = (Dataset) c.symbols.variables.get(variable).type();
        return new Rows(name + ".len", data.cap().dim().size());
    }

    /** The index of a dataset, −1 if the name is none. */
    int dataset(String name) {
        int variable = c.symbols.variable(name);
        return variable >= 0 && c.symbols.variables.get(variable).type() instanceof Dataset ? variable : -1;
    }

    private Value index(Expr.Index i) {
        Value of = value(i.of(), null);
        if (!of.type().isTensor()) {
            throw c.stop(Diagnostic.error(Code.G104, i.of().span(), "only a vec or mat has elements")
                    .label("this is " + of.type().text()));
        }
        int most = of.type() instanceof Mat ? 2 : 1;
        if (i.indices().isEmpty() || i.indices().size() > most) {
            throw c.stop(
                    Code.G105,
                    i.span(),
                    of.type().text() + " takes " + (most == 1 ? "one index" : "one or two indices"));
        }
        Value first = integer(i.indices().getFirst());
        c.to.at(i.span());
        if (!(of.type() instanceof Mat m)) {
            return c.to.let(Scalar.FIXED, Op.ELEMENT, of, first);
        }
        Value row = c.to.let(new Vec(m.cols()), Op.ROW, of, first);
        if (i.indices().size() == 1) {
            return row;
        }
        Value second = integer(i.indices().get(1));
        return c.to.at(i.span()).let(Scalar.FIXED, Op.ELEMENT, row, second);
    }

    Value integer(Expr expr) {
        Value value = value(expr, Scalar.INT);
        c.require(value, Scalar.INT, expr.span(), "this");
        return value;
    }

    Value condition(Expr expr) {
        Value value = value(expr, Scalar.BOOL);
        if (value.type() != Scalar.BOOL) {
            throw c.stop(Diagnostic.error(Code.G106, expr.span(), "a condition must be a bool")
                    .label("this is " + value.type().text())
                    .hint(
                            value.type().isTensor()
                                    ? "compare one number, for example max(x) > 0.0"
                                    : "compare it: x != 0"));
        }
        return value;
    }
}
