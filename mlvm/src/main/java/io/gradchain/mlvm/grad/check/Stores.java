package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Structs, maps and lists of the state: reading and changing what lies in them. */
final class Stores {
    /**
     * One spot in the state.
     *
     * @param key null for a struct that is no element
     * @param field −1 for all of them
     */
    record Spot(Place place, Value key, int field, Span span) {}

    private static final int WHOLE = -1;

    private final Context c;
    private final Expressions expressions;

    Stores(Context context, Expressions expressions) {
        this.c = context;
        this.expressions = expressions;
    }

    /** The spot an expression names, if it names one: {@code m[k]}, {@code m[k].units}, {@code best.units}, {@code best}. */
    Optional<Spot> spot(Expr expr) {
        return switch (expr) {
            case Expr.Name name ->
                place(name)
                        .filter(place -> place.key() == null)
                        .map(place -> new Spot(place, null, WHOLE, name.span()));
            case Expr.Index index -> element(index);
            case Expr.Member member -> spot(member.of()).map(spot -> field(spot, member));
            default -> Optional.empty();
        };
    }

    /** The place of this name, unless a name of the function hides it. */
    Optional<Place> place(Expr expr) {
        return expr instanceof Expr.Name name && c.scope.find(name.name()).isEmpty()
                ? Optional.ofNullable(c.symbols.places.get(name.name()))
                : Optional.empty();
    }

    private Optional<Spot> element(Expr.Index index) {
        Optional<Place> place = place(index.of()).filter(p -> p.key() != null);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        requireSeen(index.of());
        if (index.indices().size() != 1) {
            throw c.stop(Code.G105, index.span(), "`" + place.get().name() + "` takes one key");
        }
        Expr written = index.indices().getFirst();
        Value key = expressions.value(written, place.get().key());
        c.require(key, place.get().key(), written.span(), "the key");
        c.to.at(index.span());
        if (place.get().length() >= 0) {
            requireWithin(place.get(), key);
        }
        return Optional.of(new Spot(place.get(), key, WHOLE, index.span()));
    }

    private void requireWithin(Place list, Value index) {
        Value length = length(list);
        Value from = c.to.let(Scalar.BOOL, Op.GE, index, c.to.constant(Scalar.INT, 0));
        Value until = c.to.let(Scalar.BOOL, Op.LT, index, length);
        Value within = c.to.let(Scalar.BOOL, Op.AND, from, until);
        c.to.effect(Op.REQUIRE, c.symbols.message("the index is outside of `" + list.name() + "`"), List.of(within));
    }

    private Spot field(Spot spot, Expr.Member member) {
        GradType held = spot.place.held();
        int field = held instanceof GradType.Struct struct && spot.field == WHOLE ? struct.field(member.name()) : WHOLE;
        if (field == WHOLE) {
            throw unknownField(held, member);
        }
        return new Spot(spot.place, spot.key, field, member.span());
    }

    Stop unknownField(GradType held, Expr.Member member) {
        Diagnostic error = Diagnostic.error(
                Code.G057, member.at(), "there is no `" + member.name() + "` in a value of type " + held.text());
        return c.stop(
                held instanceof GradType.Struct struct
                        ? error.hint(Spelling.hint(
                                member.name(),
                                struct.fields().stream()
                                        .map(GradType.Field::name)
                                        .toList()))
                        : error);
    }

    Term read(Spot spot) {
        requireSeen(new Expr.Name(spot.span, spot.place.name()));
        c.to.at(spot.span);
        List<GradType> types = spot.place.held().plain();
        if (spot.field != WHOLE) {
            return new Term.One(part(spot, spot.field, types.get(spot.field)));
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(part(spot, i, types.get(i)));
        }
        return Term.of(spot.place.held(), values);
    }

    private Value part(Spot spot, int i, GradType type) {
        int variable = spot.place.parts().get(i);
        return spot.key == null ? c.load(variable, type) : c.get(variable, type, spot.key);
    }

    /** What a spot holds. */
    GradType type(Spot spot) {
        GradType held = spot.place.held();
        return spot.field == WHOLE ? held : held.plain().get(spot.field);
    }

    void write(Spot spot, Term term) {
        c.to.at(spot.span);
        List<Value> values = term.values();
        for (int i = 0; i < values.size(); i++) {
            int variable = spot.place.parts().get(spot.field == WHOLE ? i : spot.field);
            if (spot.key == null) {
                c.to.effect(Op.STORE, variable, List.of(values.get(i)));
            } else {
                c.to.effect(Op.MAP_PUT, variable, List.of(spot.key, values.get(i)));
            }
        }
    }

    /** {@code key in m}: of a struct, whether any of its fields was written. */
    Value has(Expr key, Expr of, Span at) {
        Place map = place(of)
                .filter(p -> p.type() instanceof GradType.Map)
                .orElseThrow(() ->
                        c.stop(Diagnostic.error(Code.G104, of.span(), "`in` looks for a key in a map of the state")));
        requireSeen(of);
        if (c.kind == Kind.TEST) {
            throw c.stop(Diagnostic.error(Code.G104, at, "a test cannot see which keys a map has")
                    .hint("ask a view of the contract"));
        }
        Value value = expressions.value(key, map.key());
        c.require(value, map.key(), key.span(), "the key");
        c.to.at(at);
        Value found = null;
        for (int part : map.parts()) {
            Value here = c.to.immediate(Scalar.BOOL, Op.MAP_HAS, part, value);
            found = found == null ? here : c.to.let(Scalar.BOOL, Op.OR, found, here);
        }
        return found;
    }

    Value length(Place list) {
        return c.load(list.length(), Scalar.INT);
    }

    /** {@code xs.append(v)}, {@code m.remove(k)}; whether it was one of these. */
    boolean perform(Expr.Call call) {
        if (!(call.callee() instanceof Expr.Member member)) {
            return false;
        }
        Optional<Place> place = place(member.of()).filter(p -> p.key() != null);
        if (place.isEmpty()) {
            return false;
        }
        boolean list = place.get().length() >= 0;
        switch (member.name()) {
            case "append" -> {
                requireOne(call, list, "append", place.get());
                append(place.get(), call);
            }
            case "remove" -> {
                requireOne(call, !list, "remove", place.get());
                remove(place.get(), call);
            }
            case "pop" -> pop(place.get(), call);
            default ->
                throw c.stop(Diagnostic.error(Code.G057, member.at(), "there is no `" + member.name() + "` here")
                        .hint(list ? "a list has .append(v), .pop() and .len" : "a map has .remove(k)"));
        }
        return true;
    }

    private void requireOne(Expr.Call call, boolean fits, String what, Place place) {
        if (!fits) {
            throw c.stop(Code.G057, call.span(), place.type().text() + " has no `" + what + "`");
        }
        if (call.arguments().size() != 1) {
            throw c.stop(Code.G105, call.span(), "`" + what + "` takes 1 argument");
        }
    }

    private void append(Place list, Expr.Call call) {
        expressions.requireChange(call.span(), "append adds to the state");
        Expr written = call.arguments().getFirst().value();
        Term term = expressions.term(written, list.held());
        expressions.require(term, list.held(), written.span(), "the new element");
        c.to.at(call.span());
        Value length = length(list);
        Value most = c.to.constant(
                Scalar.INT, ((GradType.Sequence) list.type()).cap().dim().size());
        Value room = c.to.let(Scalar.BOOL, Op.LT, length, most);
        c.to.effect(Op.REQUIRE, c.symbols.message("the list `" + list.name() + "` is full"), List.of(room));
        write(new Spot(list, length, WHOLE, call.span()), term);
        Value longer = c.to.let(Scalar.INT, Op.ADD, length, c.to.constant(Scalar.INT, 1));
        c.to.effect(Op.STORE, list.length(), List.of(longer));
    }

    /** Takes the last element off a list. */
    Term pop(Place list, Expr.Call call) {
        expressions.requireChange(call.span(), "pop takes from the state");
        if (list.length() < 0 || !call.arguments().isEmpty()) {
            throw c.stop(Code.G105, call.span(), "`pop` takes the last element off a list, without arguments");
        }
        c.to.at(call.span());
        Value length = length(list);
        Value some = c.to.let(Scalar.BOOL, Op.GT, length, c.to.constant(Scalar.INT, 0));
        c.to.effect(Op.REQUIRE, c.symbols.message("the list `" + list.name() + "` is empty"), List.of(some));
        Value last = c.to.let(Scalar.INT, Op.SUB, length, c.to.constant(Scalar.INT, 1));
        Term taken = read(new Spot(list, last, WHOLE, call.span()));
        list.parts().forEach(part -> c.to.effect(Op.MAP_DROP, part, List.of(last)));
        c.to.effect(Op.STORE, list.length(), List.of(last));
        return taken;
    }

    private void remove(Place map, Expr.Call call) {
        expressions.requireChange(call.span(), "remove takes from the state");
        Expr written = call.arguments().getFirst().value();
        Value key = expressions.value(written, map.key());
        c.require(key, map.key(), written.span(), "the key");
        c.to.at(call.span());
        map.parts().forEach(part -> c.to.effect(Op.MAP_DROP, part, List.of(key)));
    }

    void requireSeen(Expr of) {
        if (c.kind == Kind.PURE) {
            throw c.stop(Diagnostic.error(Code.G152, of.span(), "a pure function does not see the state")
                    .hint("make what it needs a parameter of the function"));
        }
    }
}
