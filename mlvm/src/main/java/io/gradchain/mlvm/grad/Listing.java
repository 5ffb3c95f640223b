package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.diff.Differentiator;
import io.gradchain.mlvm.grad.ir.Copy;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Printer;
import io.gradchain.mlvm.grad.ir.Simplify;
import io.gradchain.mlvm.grad.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the compiler made of a function, as text to read. */
public final class Listing {
    private Listing() {}

    /** The intermediate form; empty if there is no such function. */
    public static Optional<String> function(Compiled contract, String name) {
        return find(contract, name).map(f -> Printer.text(simplified(f))).or(() -> entry(contract, name));
    }

    /** What {@link #function} knows: the pure functions, then those called from outside. */
    public static List<String> names(Compiled contract) {
        return Stream.concat(contract.pure().stream(), contract.entries().stream())
                .map(IrFunction::name)
                .toList();
    }

    private static Optional<String> entry(Compiled contract, String name) {
        return contract.entries().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .map(f -> Printer.text(Copy.fresh(f, new Ids()), contract.shown()));
    }

    /**
     * The intermediate form of value and gradient; empty if there is no such function, parameter or derivative.
     *
     * @param wrt names of parameters, at least one
     */
    public static Optional<String> gradient(Compiled contract, String name, List<String> wrt) {
        Optional<IrFunction> function = find(contract, name);
        if (function.isEmpty() || wrt.isEmpty() || !function.get().names().containsAll(wrt)) {
            return Optional.empty();
        }
        Ids ids = new Ids();
        IrFunction fresh = Copy.fresh(function.get(), ids);
        List<Integer> parameters = wrt.stream().map(fresh.names()::indexOf).toList();
        boolean real = parameters.stream()
                .allMatch(i -> fresh.parameters().get(i).type().isReal());
        if (!real || fresh.results().getFirst().type().isTensor()) {
            return Optional.empty();
        }
        return switch (Differentiator.differentiate(fresh, parameters, true, ids)) {
            case Differentiator.Result.Done done -> Optional.of(Printer.text(simplified(done.function())));
            case Differentiator.Result.Refused refused -> Optional.empty();
        };
    }

    private static Optional<IrFunction> find(Compiled contract, String name) {
        return contract.pure().stream().filter(f -> f.name().equals(name)).findFirst();
    }

    private static IrFunction simplified(IrFunction f) {
        List<Node> body = new ArrayList<>(f.body());
        body.add(new Effect(Op.RETURN, f.results(), 0, Span.NOWHERE));
        List<Node> simple = Simplify.run(body);
        Effect end = (Effect) simple.getLast();
        return Copy.fresh(
                new IrFunction(f.name(), f.names(), f.parameters(), simple.subList(0, simple.size() - 1), end.in()),
                new Ids());
    }
}
