package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Decl.Mark;
import io.gradchain.mlvm.grad.syntax.Token;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Functions that are called from outside. */
final class Entries {
    private static final List<String> MARKS = List.of("external", "view", "owner", "role");

    private final Symbols symbols;
    private final PureFunctions pure;

    Entries(Symbols symbols, PureFunctions pure) {
        this.symbols = symbols;
        this.pure = pure;
    }

    /** Empty if it has errors, which are reported. */
    Optional<Entry> of(Decl.Function f) {
        Optional<Kind> kind = kind(f);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        SortedMap<String, Size> own = new TreeMap<>();
        try {
            for (Decl.SizeName size : f.sizes()) {
                Declarations.fresh(symbols, own, size);
                own.put(size.name(), rows(size));
            }
        } catch (Stop stop) {
            return Optional.empty();
        }
        Context c = new Context(symbols, kind.get(), own, pure);
        if (f.mark("owner").isPresent()) {
            guard(c, f);
        }
        f.mark("role").ifPresent(mark -> admit(c, mark));
        return finish(
                f,
                c,
                new ArrayList<>(),
                new ArrayList<>(),
                kind.get() == Kind.VIEW ? Signature.Kind.VIEW : Signature.Kind.EXTERNAL);
    }

    private Optional<Kind> kind(Decl.Function f) {
        boolean view = false;
        boolean external = false;
        for (Mark mark : f.marks()) {
            if (!MARKS.contains(mark.name())) {
                symbols.report.add(Diagnostic.error(Code.G056, mark.span(), "there is no mark `@" + mark.name() + "`")
                        .hint(Spelling.hint(mark.name(), MARKS)));
                return Optional.empty();
            }
            view |= mark.name().equals("view");
            external |= mark.name().equals("external");
        }
        if (view && external) {
            symbols.report.add(Diagnostic.error(Code.G056, f.span(), "a function is @view or @external, not both"));
            return Optional.empty();
        }
        if (f.marks().isEmpty()) {
            symbols.report.add(Diagnostic.error(Code.G056, f.span(), "`" + f.name() + "` does not say who may call it")
                    .hint("put @external or @view above it, or make it a `pure fn`"));
            return Optional.empty();
        }
        return Optional.of(view ? Kind.VIEW : Kind.EXTERNAL);
    }

    private Size rows(Decl.SizeName size) {
        if (size.bound().isEmpty()) {
            return new Size.Rows(size.name(), Types.ROWS);
        }
        Size bound = new Types(symbols.sizes, false, symbols).size(size.bound().get());
        return new Size.Rows(size.name(), bound.dim().size());
    }

    private void guard(Context c, Decl f) {
        int owner = symbols.variable("owner");
        if (owner < 0 || !symbols.variables.get(owner).type().equals(GradType.Bytes.ADDRESS)) {
            symbols.report.add(Diagnostic.error(Code.G101, f.span(), "@owner needs `owner` to be an address"));
            return;
        }
        c.to.at(f.span());
        Value caller = c.to.let(GradType.Bytes.ADDRESS, Op.CALLER);
        Value expected = c.to.immediate(GradType.Bytes.ADDRESS, Op.LOAD, owner);
        Value same = c.to.let(Scalar.BOOL, Op.EQ, caller, expected);
        c.to.effect(Op.REQUIRE, symbols.message("only the owner may do this"), List.of(same));
    }

    /** Only accounts that have the role go on. */
    private void admit(Context c, Mark mark) {
        String role = mark.argument().map(Token::text).orElse("");
        if (!symbols.roles.contains(role)) {
            symbols.report.add(Diagnostic.error(Code.G056, mark.span(), "there is no role `" + role + "`")
                    .hint("declare it in the contract: role TRAINER"));
            return;
        }
        c.to.at(mark.span());
        Value caller = c.to.let(GradType.Bytes.ADDRESS, Op.CALLER);
        Value known = c.to.immediate(Scalar.BOOL, Op.MAP_HAS, symbols.variable(role), caller);
        c.to.effect(Op.REQUIRE, symbols.message("only a " + role + " may do this"), List.of(known));
    }

    /** {@code grant_TRAINER(who)} or {@code revoke_TRAINER(who)}, for the owner. */
    Entry appointment(String role, boolean grant, Decl at) {
        Context c = new Context(symbols, Kind.EXTERNAL, new TreeMap<>(), pure);
        String name = (grant ? "grant_" : "revoke_") + role;
        c.to.at(at.span());
        guard(c, at);
        Value who = symbols.ids.value(GradType.Bytes.ADDRESS, at.span());
        int variable = symbols.variable(role);
        if (grant) {
            Value yes = c.to.constant(Scalar.BOOL, 1);
            c.to.effect(Op.MAP_PUT, variable, List.of(who, yes));
        } else {
            c.to.effect(Op.MAP_DROP, variable, List.of(who));
        }
        c.to.effect(Op.RETURN, 0, List.of());
        Signature signature = new Signature(
                name,
                Signature.Kind.EXTERNAL,
                List.of(new Field("who", GradType.Bytes.ADDRESS.machine())),
                Optional.empty());
        return new Entry(signature, List.of(who), c.to.block(), at.span());
    }

    /** Parameters, result and body, behind what {@code c} holds already. */
    Optional<Entry> finish(
            Decl.Function f, Context c, List<Field> fields, List<Value> parameters, Signature.Kind kind) {
        try {
            for (Decl.Parameter p : f.parameters()) {
                GradType type = Declarations.parameter(c, p, parameters);
                add(fields(p.name(), type), p, fields);
            }
            Optional<GradType> result = f.result().map(c.types::resolve);
            if (result.isPresent() && !result.get().isPlain()) {
                throw c.stop(Diagnostic.error(
                                Code.G117,
                                f.result().get().span(),
                                "a function that is called from outside returns one value")
                        .label("this is " + result.get().text())
                        .hint("return the parts by functions of their own, or emit an event"));
            }
            new Statements(c, result).body(f);
            Signature signature = new Signature(f.name(), kind, fields, result.map(GradType::machine));
            return Optional.of(new Entry(signature, parameters, c.to.block(), f.span()));
        } catch (Stop stop) {
            return Optional.empty();
        }
    }

    private void add(List<Field> parts, Decl.Parameter p, List<Field> to) {
        for (Field part : parts) {
            if (to.stream().anyMatch(f -> f.name().equals(part.name()))) {
                throw Stop.with(
                        symbols.report,
                        Diagnostic.error(Code.G051, p.span(), "the name `" + part.name() + "` is used twice"));
            }
            to.add(part);
        }
        if (to.size() > Limits.FIELDS) {
            throw Stop.with(
                    symbols.report,
                    Diagnostic.error(Code.G901, p.span(), "there are more than " + Limits.FIELDS + " parameters")
                            .label("each field of a struct counts"));
        }
    }

    /** A struct comes in as its parts. */
    private static List<Field> fields(String name, GradType type) {
        return type instanceof GradType.Struct struct
                ? struct.fields().stream()
                        .map(f -> new Field(name + "_" + f.name(), f.type().machine()))
                        .toList()
                : List.of(new Field(name, type.machine()));
    }
}
