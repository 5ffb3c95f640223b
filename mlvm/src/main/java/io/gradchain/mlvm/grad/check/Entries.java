package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.syntax.Decl;
import io.gradchain.mlvm.grad.syntax.Decl.Mark;
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
    private static final List<String> MARKS = List.of("external", "view", "owner");

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
        if (f.marks().stream().anyMatch(m -> m.name().equals("owner"))) {
            guard(c, f);
        }
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
                symbols.report.add(
                        mark.name().equals("role")
                                ? Diagnostic.error(Code.G011, mark.span(), "`@role` is not supported by this compiler")
                                : Diagnostic.error(Code.G056, mark.span(), "there is no mark `@" + mark.name() + "`")
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
        Size bound = new Types(symbols.sizes, false, symbols.report)
                .size(size.bound().get());
        return new Size.Rows(size.name(), bound.dim().size());
    }

    private void guard(Context c, Decl.Function f) {
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

    /** Parameters, result and body, behind what {@code c} holds already. */
    Optional<Entry> finish(
            Decl.Function f, Context c, List<Field> fields, List<Value> parameters, Signature.Kind kind) {
        try {
            for (Decl.Parameter p : f.parameters()) {
                Value value = Declarations.parameter(c, p);
                parameters.add(value);
                fields.add(new Field(p.name(), value.type().machine()));
            }
            Optional<GradType> result = f.result().map(c.types::resolve);
            if (result.isPresent() && result.get() instanceof GradType.Dataset) {
                throw c.stop(Code.G117, f.result().get().span(), "a dataset cannot be returned");
            }
            new Statements(c, result).body(f);
            Signature signature = new Signature(f.name(), kind, fields, result.map(GradType::machine));
            return Optional.of(new Entry(signature, parameters, c.to.block(), f.span()));
        } catch (Stop stop) {
            return Optional.empty();
        }
    }
}
