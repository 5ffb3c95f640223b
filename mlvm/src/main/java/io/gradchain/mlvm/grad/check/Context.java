package io.gradchain.mlvm.grad.check;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.Size;
import java.util.SortedMap;
import java.util.TreeMap;

/** One function while it is checked: what it may do, its names, and the nodes written so far. */
final class Context {
    final Symbols symbols;
    final Kind kind;
    final Types types;
    final PureFunctions pure;
    final Builder to;
    final Scope scope = new Scope();
    final SortedMap<String, Size> sizes;
    /** Whether what is read is in no source that its user sees, so that nothing is said of its literals. */
    boolean foreign;
    /** Of a test: the address of the contract it is about; else null. */
    Value target;

    Context(Symbols symbols, Kind kind, SortedMap<String, Size> own, PureFunctions pure) {
        this.symbols = symbols;
        this.kind = kind;
        this.pure = pure;
        this.to = new Builder(symbols.ids);
        this.sizes = new TreeMap<>(symbols.sizes);
        sizes.putAll(own);
        this.types = new Types(sizes, kind != Kind.PURE, symbols);
    }

    Stop stop(Diagnostic diagnostic) {
        return Stop.with(symbols.report, diagnostic);
    }

    Stop stop(Code code, Span span, String message) {
        return stop(Diagnostic.error(code, span, message));
    }

    /** What a variable of the state holds. */
    Value load(int variable, GradType type) {
        return kind == Kind.TEST
                ? Tested.ask(this, symbols.variables.get(variable).name(), type)
                : to.immediate(type, Op.LOAD, variable);
    }

    /** What a map of the state holds under a key. */
    Value get(int variable, GradType type, Value key) {
        return kind == Kind.TEST
                ? Tested.ask(this, symbols.variables.get(variable).name(), type, key)
                : to.immediate(type, Op.MAP_GET, variable, key);
    }

    /** Refuses a value that does not fit the type it is wanted as. */
    void require(Value value, GradType wanted, Span span, String what) {
        if (!value.type().fits(wanted)) {
            throw stop(mismatch(value.type(), wanted, span, what));
        }
    }

    private static Diagnostic mismatch(GradType actual, GradType wanted, Span span, String what) {
        String label = "this is " + actual.text();
        boolean sameForm = (actual instanceof GradType.Vec && wanted instanceof GradType.Vec)
                || (actual instanceof GradType.Mat && wanted instanceof GradType.Mat);
        if (sameForm) {
            return Diagnostic.error(Code.G102, span, what + " must be " + wanted.text())
                    .label(label);
        }
        Diagnostic error = Diagnostic.error(
                        mixes(actual, wanted) ? Code.G103 : Code.G101, span, what + " must be " + wanted.text())
                .label(label);
        return mixes(actual, wanted) ? error.hint(conversion(wanted)) : error;
    }

    static boolean mixes(GradType a, GradType b) {
        return (a == GradType.Scalar.INT && b.isReal()) || (b == GradType.Scalar.INT && a.isReal());
    }

    static String conversion(GradType wanted) {
        return wanted == GradType.Scalar.INT
                ? "int(x) rounds a fixed down to an int"
                : "fixed(n) makes a fixed of an int";
    }
}
