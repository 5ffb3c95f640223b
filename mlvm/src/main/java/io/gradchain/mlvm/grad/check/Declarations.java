package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.library.Modules;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Parser;
import io.gradchain.mlvm.grad.syntax.TypeExpr.Extent;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Bytes;
import io.gradchain.mlvm.grad.type.GradType.Dataset;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes in what a contract declares, before any function is looked into. */
final class Declarations {
    private static final int LARGEST = Limits.TENSOR_ELEMENTS;

    private final Symbols symbols;
    private final SortedMap<String, Span> taken = new TreeMap<>();

    private Declarations(Symbols symbols) {
        this.symbols = symbols;
    }

    /** @param sizes what the sizes of the contract are; those not given have defaults */
    static void read(Decl.Contract contract, SortedMap<String, Integer> sizes, Symbols symbols) {
        Declarations d = new Declarations(symbols);
        name(symbols.report, contract.name(), contract.span());
        contract.sizes().forEach(size -> d.size(size, sizes));
        contract.members().stream()
                .filter(Decl.Struct.class::isInstance)
                .map(Decl.Struct.class::cast)
                .forEach(struct -> attempt(() -> d.struct(struct)));
        for (String given : sizes.keySet()) {
            if (!symbols.sizes.containsKey(given) && !symbols.report.refuses()) {
                symbols.report.add(
                        Diagnostic.error(Code.G115, contract.span(), "the contract has no size `" + given + "`"));
            }
        }
        boolean owned = contract.members().stream()
                .anyMatch(m -> m instanceof Decl.Role
                        || (m instanceof Decl.Function f && f.mark("owner").isPresent()));
        boolean declared = contract.members().stream()
                .anyMatch(m -> m instanceof Decl.State s && s.name().equals("owner"));
        if (owned && !declared) {
            symbols.variables.add(new Symbols.Variable("owner", Bytes.ADDRESS, contract.span(), true));
            d.taken.put("owner", contract.span());
        }
        contract.members().forEach(member -> attempt(() -> d.member(member)));
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (Stop stop) {
            // reported
        }
    }

    private void size(Decl.SizeName size, SortedMap<String, Integer> given) {
        if (!free(size.name(), size.span())) {
            return;
        }
        Integer value = given.get(size.name());
        if (value == null && size.bound().isPresent()) {
            Extent bound = size.bound().get();
            value = bound.text().matches("[0-9]{1,7}") ? Integer.valueOf(bound.text()) : null;
            if (value == null) {
                symbols.report.add(Diagnostic.error(Code.G115, bound.span(), "the default of a size is a number"));
                value = 1;
            }
        }
        if (value == null) {
            symbols.report.add(Diagnostic.error(Code.G115, size.span(), "the size `" + size.name() + "` is not given")
                    .hint("give it when compiling, or a default: " + size.name() + ": size = 8"));
            value = 1;
        }
        if (value < 1 || value > LARGEST) {
            symbols.report.add(Diagnostic.error(
                    Code.G115,
                    size.span(),
                    "the size `" + size.name() + "` is " + value + ", it must be 1 to " + LARGEST));
            value = 1;
        }
        symbols.sizes.put(size.name(), new Size.Named(size.name(), value));
    }

    private void member(Decl member) {
        Types types = new Types(symbols.sizes, false, symbols);
        switch (member) {
            case Decl.Param p -> {
                GradType type = types.resolve(p.type());
                if (!(type instanceof GradType.Scalar)) {
                    throw Stop.with(
                            symbols.report,
                            Diagnostic.error(Code.G117, p.type().span(), "a param is a fixed, int or bool")
                                    .hint("put it into `state:` and set it in `init`"));
                }
                variable(p.name(), type, p.span(), true);
            }
            case Decl.State s -> state(s.name(), types.resolve(s.type()), s.span());
            case Decl.Struct s -> {}
            case Decl.Role r -> role(r);
            case Decl.Use u -> use(u);
            case Decl.Interface i -> offered(i, new Types(symbols.sizes, true, symbols));
            case Decl.Test t -> throw new IllegalStateException("a test in a contract");
            case Decl.Event e -> event(e, types);
            case Decl.Function f -> function(f);
            case Decl.Contract c -> throw new IllegalStateException("a contract in a contract");
        }
    }

    private void variable(String name, GradType type, Span span, boolean param) {
        if (free(name, span)) {
            symbols.variables.add(new Symbols.Variable(name, type, span, param));
            limit(symbols.variables.size(), Limits.STATE_VARIABLES, span, "state variables");
        }
    }

    private void state(String name, GradType type, Span span) {
        GradType held =
                switch (type) {
                    case GradType.Map map -> map.value();
                    case GradType.Sequence list -> list.element();
                    default -> type;
                };
        boolean compound =
                type instanceof GradType.Map || type instanceof GradType.Sequence || type instanceof GradType.Struct;
        if (!compound) {
            variable(name, type, span, false);
            return;
        }
        List<Integer> parts = new ArrayList<>();
        if (held instanceof GradType.Struct struct) {
            if (!free(name, span)) {
                return;
            }
            struct.fields().forEach(field -> {
                parts.add(symbols.variables.size());
                variable(name + "_" + field.name(), keyed(type, field.type()), span, false);
            });
        } else {
            parts.add(symbols.variables.size());
            variable(name, keyed(type, held), span, false);
        }
        int length = type instanceof GradType.Sequence ? symbols.variables.size() : -1;
        if (length >= 0) {
            variable(name + "_len", GradType.Scalar.INT, span, false);
        }
        symbols.places.put(name, new Place(name, type, parts, length, span));
    }

    /** One part of a compound as the machine keeps it. */
    private static GradType keyed(GradType compound, GradType part) {
        return switch (compound) {
            case GradType.Map map -> new GradType.Map(map.key(), part);
            case GradType.Sequence list -> new GradType.Map(GradType.Scalar.INT, part);
            default -> part;
        };
    }

    private void role(Decl.Role r) {
        state(r.name(), new GradType.Map(Bytes.ADDRESS, GradType.Scalar.BOOL), r.span());
        symbols.roles.add(r.name());
        free("grant_" + r.name(), r.span());
        free("revoke_" + r.name(), r.span());
    }

    /** A module's functions are known by their names, unless the contract has functions of those. */
    private void use(Decl.Use u) {
        String source = Modules.source(u.name())
                .orElseThrow(() -> Stop.with(
                        symbols.report,
                        Diagnostic.error(Code.G059, u.span(), "there is no module `" + u.name() + "`")
                                .hint("the modules are " + String.join(", ", Modules.names()))));
        for (Decl.Function f : Parser.module(source, symbols.report)) {
            if (symbols.functions.putIfAbsent(f.name(), f) == null) {
                symbols.foreign.add(f.name());
            }
        }
    }

    private void offered(Decl.Interface i, Types types) {
        if (!free(i.name(), i.span())) {
            return;
        }
        for (Decl.Function f : i.functions()) {
            name(symbols.report, f.name(), f.span());
            Foreign.check(f, types, symbols.report);
        }
        symbols.interfaces.put(i.name(), i);
    }

    private void struct(Decl.Struct s) {
        if (!free(s.name(), s.span())) {
            return;
        }
        if (s.fields().isEmpty()) {
            throw Stop.with(symbols.report, Diagnostic.error(Code.G117, s.span(), "a struct has at least one field"));
        }
        List<GradType.Field> fields = new ArrayList<>();
        for (Decl.Parameter field : s.fields()) {
            GradType type = new Types(symbols.sizes, false, symbols).resolve(field.type());
            boolean twice = fields.stream().anyMatch(f -> f.name().equals(field.name()));
            if (!type.isPlain() || twice) {
                throw Stop.with(
                        symbols.report,
                        twice
                                ? Diagnostic.error(
                                        Code.G051, field.span(), "the field `" + field.name() + "` is there twice")
                                : Diagnostic.error(
                                        Code.G117,
                                        field.type().span(),
                                        "a struct holds plain values, no " + type.text()));
            }
            fields.add(new GradType.Field(field.name(), type));
        }
        symbols.structs.put(s.name(), new GradType.Struct(s.name(), fields));
    }

    private void event(Decl.Event e, Types types) {
        if (!free(e.name(), e.span())) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<GradType> all = new ArrayList<>();
        for (Decl.Parameter field : e.fields()) {
            GradType type = types.resolve(field.type());
            if (!type.isPlain() || names.contains(field.name())) {
                throw Stop.with(
                        symbols.report,
                        names.contains(field.name())
                                ? Diagnostic.error(
                                        Code.G051, field.span(), "the field `" + field.name() + "` is there twice")
                                : Diagnostic.error(Code.G117, field.span(), "an event cannot hold a " + type.text()));
            }
            name(symbols.report, field.name(), field.span());
            names.add(field.name());
            all.add(type);
        }
        symbols.events.add(new Symbols.Event(e.name(), List.copyOf(names), List.copyOf(all), e.span()));
        limit(symbols.events.size(), Limits.EVENTS, e.span(), "events");
        limit(all.size(), Limits.FIELDS, e.span(), "fields of an event");
    }

    private void function(Decl.Function f) {
        boolean known =
                Standard.knows(f.name()) || f.name().equals("zeros") || f.name().equals("ones");
        if (known) {
            symbols.report.add(Diagnostic.error(Code.G051, f.span(), "`" + f.name() + "` is a standard operation"));
        } else if (free(f.name(), f.span())) {
            symbols.functions.put(f.name(), f);
            symbols.foreign.remove(f.name());
            limit(f.parameters().size(), Limits.FIELDS, f.span(), "parameters");
        }
    }

    private void limit(int count, int most, Span span, String what) {
        if (count > most) {
            symbols.report.add(Diagnostic.error(Code.G901, span, "there are more than " + most + " " + what));
        }
    }

    private boolean free(String name, Span span) {
        name(symbols.report, name, span);
        Span before = taken.putIfAbsent(name, span);
        if (before != null) {
            symbols.report.add(Diagnostic.error(Code.G051, span, "the name `" + name + "` is used twice")
                    .label(before, "first used here"));
        }
        return before == null;
    }

    private static void name(Report report, String name, Span span) {
        if (name.length() > Limits.NAME_BYTES) {
            report.add(Diagnostic.error(Code.G901, span, "a name has at most " + Limits.NAME_BYTES + " letters"));
        }
    }

    /** Whether a size parameter of a function has a name of its own; reports if not. */
    static boolean fresh(Symbols symbols, SortedMap<String, Size> own, Decl.SizeName size) {
        if (own.containsKey(size.name()) || symbols.names().contains(size.name())) {
            symbols.report.add(
                    Diagnostic.error(Code.G051, size.span(), "the name `" + size.name() + "` is used already"));
            return false;
        }
        return true;
    }

    /** A parameter of a function, bound in its scope; its plain values go into {@code all}. */
    static GradType parameter(Context c, Decl.Parameter p, List<Value> all) {
        name(c.symbols.report, p.name(), p.span());
        GradType type = c.types.resolve(p.type());
        if (!type.isPlain() && !(type instanceof GradType.Struct)) {
            String what = type instanceof Dataset ? "dataset" : type.text();
            throw c.stop(Diagnostic.error(Code.G117, p.type().span(), "a " + what + " lives in `state:` only")
                    .hint(type instanceof Dataset ? "take a mat and a vec" : "take the values it is needed for"));
        }
        boolean hides =
                c.kind != Kind.PURE && (c.symbols.variable(p.name()) >= 0 || c.symbols.places.containsKey(p.name()));
        if (c.scope.find(p.name()).isPresent() || c.sizes.containsKey(p.name()) || hides) {
            throw c.stop(Code.G051, p.span(), "the name `" + p.name() + "` is used already");
        }
        List<Value> values = type.plain().stream()
                .map(part -> c.symbols.ids.value(part, p.span()))
                .toList();
        all.addAll(values);
        c.scope.put(p.name(), new Binding.Local(Term.of(type, values), true, p.span()));
        return type;
    }
}
