package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Notes;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pure functions of a contract in the intermediate form, each made when it is first needed. */
final class PureFunctions {
    private static final int DEEPEST = 64;

    /** Types of the parameters and the result as they are written, structs and tuples whole. */
    record Shape(List<GradType> parameters, GradType result) {
        Shape {
            parameters = List.copyOf(parameters);
        }
    }

    private final Symbols symbols;
    private final Map<String, Shape> shapes = new TreeMap<>();
    private final Map<String, Optional<IrFunction>> made = new TreeMap<>();
    private final Map<String, List<String>> slopes = new TreeMap<>();
    private final TreeSet<String> underway = new TreeSet<>();

    PureFunctions(Symbols symbols) {
        this.symbols = symbols;
    }

    /** The function for a call at {@code at}; a function with errors of its own stops the call silently. */
    IrFunction get(Decl.Function declared, Span at) {
        if (underway.contains(declared.name())) {
            throw Stop.with(
                    symbols.report,
                    Diagnostic.error(Code.G155, at, "`" + declared.name() + "` calls itself")
                            .label("directly or through other functions")
                            .hint("write it as a loop: for i in range(n, max=100)"));
        }
        if (underway.size() > DEEPEST) {
            throw Stop.with(
                    symbols.report,
                    Diagnostic.error(Code.G012, at, "more than " + DEEPEST + " functions call one another in a row"));
        }
        if (!made.containsKey(declared.name())) {
            underway.add(declared.name());
            made.put(declared.name(), make(declared));
            underway.remove(declared.name());
        }
        return made.get(declared.name()).orElseThrow(Stop::silently);
    }

    /** Of a function that {@link #get} has given. */
    Shape shape(Decl.Function declared) {
        return shapes.get(declared.name());
    }

    /** Every function is checked, called or not. */
    void checkAll() {
        for (Decl.Function function : symbols.functions.values()) {
            boolean foreign = symbols.foreign.contains(function.name());
            if (function.pure() && !foreign && !made.containsKey(function.name())) {
                try {
                    get(function, function.span());
                } catch (Stop stop) {
                    // reported
                }
            }
        }
    }

    List<IrFunction> all() {
        return made.values().stream()
                .flatMap(Optional::stream)
                .map(f -> new IrFunction(
                        f.name(),
                        f.names(),
                        f.parameters(),
                        f.body(),
                        f.results(),
                        notes(slopes.getOrDefault(f.name(), List.of()))))
                .toList();
    }

    /** Remembers by which parameters the contract first differentiates a function. */
    void differentiated(IrFunction function, List<Integer> wrt) {
        slopes.putIfAbsent(
                function.name(), wrt.stream().map(function.names()::get).toList());
    }

    private Notes notes(List<String> by) {
        return new Notes(symbols.ids.lets(), by);
    }

    private Optional<IrFunction> make(Decl.Function f) {
        SortedMap<String, Size> own = new TreeMap<>();
        boolean good = true;
        boolean foreign = symbols.foreign.contains(f.name());
        for (Decl.SizeName size : f.sizes()) {
            // a module does not know the names of the contract
            good &= foreign || Declarations.fresh(symbols, own, size);
            if (size.bound().isPresent()) {
                symbols.report.add(Diagnostic.error(
                        Code.G055, size.span(), "the sizes of a pure function come from its arguments: no bound here"));
                good = false;
            }
            own.put(size.name(), new Size.Generic(size.name()));
        }
        Context c = new Context(symbols, Kind.PURE, own, this);
        c.foreign = symbols.foreign.contains(f.name());
        List<Value> parameters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<GradType> types = new ArrayList<>();
        try {
            for (Decl.Parameter p : f.parameters()) {
                GradType type = Declarations.parameter(c, p, parameters);
                types.add(type);
                if (type instanceof GradType.Struct struct) {
                    struct.fields().forEach(field -> names.add(p.name() + "_" + field.name()));
                } else {
                    names.add(p.name());
                }
            }
            if (f.result().isEmpty()) {
                throw c.stop(Diagnostic.error(Code.G108, f.span(), "a pure function returns something")
                        .hint("write `-> fixed` before the colon"));
            }
            GradType result = c.types.resolve(f.result().get());
            shapes.put(f.name(), new Shape(types, result));
            Optional<Term> value = new Statements(c, Optional.of(result)).body(f);
            return good
                    ? value.map(v ->
                            new IrFunction(f.name(), names, parameters, c.to.block(), v.values(), notes(List.of())))
                    : Optional.empty();
        } catch (Stop stop) {
            return Optional.empty();
        }
    }
}
