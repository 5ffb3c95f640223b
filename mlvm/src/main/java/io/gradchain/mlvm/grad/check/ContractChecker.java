package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.check.CheckedContract.Default;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Expr;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks a contract and turns its functions into the intermediate form; all errors go to the report. */
public final class ContractChecker {
    private final Decl.Contract contract;
    private final Symbols symbols;
    private final PureFunctions pure;
    private final Entries entries;
    private final List<Entry> all = new ArrayList<>();

    private ContractChecker(Decl.Contract contract, Symbols symbols) {
        this.contract = contract;
        this.symbols = symbols;
        this.pure = new PureFunctions(symbols);
        this.entries = new Entries(symbols, pure);
    }

    /** Empty if the report holds an error. */
    public static Optional<CheckedContract> check(
            Decl.Contract contract, SortedMap<String, Integer> sizes, Report report) {
        Symbols symbols = new Symbols(report);
        Declarations.read(contract, sizes, symbols);
        return new ContractChecker(contract, symbols).run();
    }

    private Optional<CheckedContract> run() {
        List<Default> params = params();
        init(params).ifPresent(all::add);
        pure.checkAll();
        for (Decl member : contract.members()) {
            if (member instanceof Decl.Function f && !f.pure() && !f.name().equals("init")) {
                entries.of(f).ifPresent(all::add);
            }
        }
        getters();
        for (Decl member : contract.members()) {
            if (member instanceof Decl.Role role && symbols.roles.contains(role.name())) {
                all.add(entries.appointment(role.name(), true, role));
                all.add(entries.appointment(role.name(), false, role));
            }
        }
        if (symbols.report.refuses()) {
            return Optional.empty();
        }
        List<Field> state = symbols.variables.stream()
                .map(v -> new Field(v.name(), v.type().machine()))
                .toList();
        List<EventType> events =
                symbols.events.stream().map(ContractChecker::event).toList();
        return Optional.of(new CheckedContract(
                contract.name(), state, events, symbols.messages, params, pure.all(), all, symbols.ids));
    }

    static EventType event(Symbols.Event e) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < e.names().size(); i++) {
            fields.add(new Field(e.names().get(i), e.types().get(i).machine()));
        }
        return new EventType(e.name(), fields);
    }

    private List<Default> params() {
        List<Default> all = new ArrayList<>();
        for (Decl member : contract.members()) {
            if (member instanceof Decl.Param p && symbols.variable(p.name()) >= 0) {
                GradType type =
                        symbols.variables.get(symbols.variable(p.name())).type();
                Field field = new Field(p.name(), type.machine());
                all.add(new Default(field, p.initial().flatMap(e -> literal(e, type))));
            }
        }
        return all;
    }

    private Optional<Long> literal(Expr written, GradType type) {
        Context c = new Context(symbols, Kind.INIT, new TreeMap<>(), pure);
        try {
            Value value = new Expressions(c).value(written, type);
            c.require(value, type, written.span(), "the default");
            if (c.to.block().size() == 1 && c.to.block().getFirst() instanceof Node.Let let && let.op() == Op.CONST) {
                return Optional.of(let.immediate());
            }
            throw c.stop(Code.G006, written.span(), "the default of a param is a literal");
        } catch (Stop stop) {
            return Optional.empty();
        }
    }

    /** Stores params and owner, then the initial state, then runs what `init` says. */
    private Optional<Entry> init(List<Default> params) {
        Optional<Decl.Function> written = Optional.ofNullable(symbols.functions.get("init"));
        boolean owned = symbols.variable("owner") >= 0
                && symbols.variables.get(symbols.variable("owner")).param();
        Context c = new Context(symbols, Kind.INIT, new TreeMap<>(), pure);
        List<Field> fields = new ArrayList<>();
        List<Value> parameters = new ArrayList<>();
        Span at = written.map(Decl.Function::span).orElse(contract.span());
        c.to.at(at);
        for (Default param : params) {
            int variable = symbols.variable(param.param().name());
            Value given = symbols.ids.value(symbols.variables.get(variable).type(), at);
            fields.add(param.param());
            parameters.add(given);
            c.to.effect(Op.STORE, variable, List.of(given));
        }
        if (owned) {
            Value caller = c.to.let(GradType.Bytes.ADDRESS, Op.CALLER);
            c.to.effect(Op.STORE, symbols.variable("owner"), List.of(caller));
        }
        contract.members().forEach(member -> initial(member, c));
        if (written.isEmpty() && c.to.block().isEmpty() && params.isEmpty()) {
            return Optional.empty();
        }
        if (written.isEmpty()) {
            c.to.at(at).effect(Op.RETURN, 0, List.of());
            Signature signature = new Signature("init", Signature.Kind.INIT, fields, Optional.empty());
            return Optional.of(new Entry(signature, parameters, c.to.block(), at));
        }
        if (written.get().pure()
                || !written.get().marks().isEmpty()
                || written.get().result().isPresent()) {
            symbols.report.add(Diagnostic.error(Code.G108, at, "`init` runs once at deploy: no marks, no result")
                    .hint("write `init:` or `init(x: int):`"));
            return Optional.empty();
        }
        return entries.finish(written.get(), c, fields, parameters, Signature.Kind.INIT);
    }

    private void initial(Decl member, Context c) {
        if (!(member instanceof Decl.State s) || s.initial().isEmpty()) {
            return;
        }
        try {
            if (symbols.places.containsKey(s.name())) {
                compound(symbols.places.get(s.name()), s.initial().get(), c);
                return;
            }
            if (symbols.variable(s.name()) < 0) {
                return;
            }
            int variable = symbols.variable(s.name());
            GradType type = symbols.variables.get(variable).type();
            Expr written = s.initial().get();
            if (type instanceof Dataset) {
                throw c.stop(Code.G117, written.span(), "a dataset starts without rows");
            }
            if (written instanceof Expr.Name n && n.name().equals("zeros") && type.isTensor()) {
                return;
            }
            int before = c.to.block().size();
            Value value = new Expressions(c).value(written, type);
            c.require(value, type, written.span(), "the initial value");
            boolean zero = c.to.block().size() == before + 1
                    && c.to.block().getLast() instanceof Node.Let let
                    && let.op() == Op.CONST
                    && let.immediate() == 0;
            if (!zero) {
                c.to.effect(Op.STORE, variable, List.of(value));
            }
        } catch (Stop stop) {
            // reported
        }
    }

    private Entry getter(Symbols.Variable v, List<Field> parameters, List<Value> key, GradType result, int variable) {
        Context c = new Context(symbols, Kind.VIEW, new TreeMap<>(), pure);
        c.to.at(v.span());
        Value value = key.isEmpty() ? c.load(variable, result) : c.get(variable, result, key.getFirst());
        c.to.effect(Op.RETURN, 0, List.of(value));
        Signature signature = new Signature(v.name(), Signature.Kind.VIEW, parameters, Optional.of(result.machine()));
        return new Entry(signature, key, c.to.block(), v.span());
    }

    private static void compound(Place place, Expr written, Context c) {
        if (place.key() != null) {
            throw c.stop(Code.G117, written.span(), "a " + place.type().text() + " starts empty");
        }
        Expressions expressions = new Expressions(c);
        Term term = expressions.term(written, place.type());
        expressions.require(term, place.type(), written.span(), "the initial value");
        expressions.stores.write(new Stores.Spot(place, null, -1, written.span()), term);
    }

    /** Every state variable that fits a result can be asked for by its name, a map by its name and a key. */
    private void getters() {
        for (int i = 0; i < symbols.variables.size(); i++) {
            Symbols.Variable v = symbols.variables.get(i);
            if (v.type() instanceof GradType.Map map) {
                Value key = symbols.ids.value(map.key(), v.span());
                all.add(getter(v, List.of(new Field("key", map.key().machine())), List.of(key), map.value(), i));
            } else if (!(v.type() instanceof Dataset) && v.type().machine().encodedBytes() <= Limits.OUTPUT_BYTES) {
                all.add(getter(v, List.of(), List.of(), v.type(), i));
            }
        }
    }
}
