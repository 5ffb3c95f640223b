package io.gradchain.mlvm.grad;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.diff.Differentiator;
import io.gradchain.mlvm.grad.ir.Copy;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Simplify;
import io.gradchain.mlvm.grad.ir.TooLongException;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The gradient of a pure function of a contract, derived once more for tools to look at. */
public sealed interface Derivation {
    /**
     * @param function with values of its own
     * @param gradient of the same parameters; gives the value, then a slope for each of {@code wrt}
     * @param ids for further values of the two
     */
    record Derived(IrFunction function, IrFunction gradient, List<String> wrt, Ids ids) implements Derivation {
        public Derived {
            wrt = List.copyOf(wrt);
        }
    }

    /** @param diagnostic what the compiler says, if the function has no gradient */
    record Refused(String reason, Optional<Diagnostic> diagnostic) implements Derivation {
        static Refused because(String reason) {
            return new Refused(reason, Optional.empty());
        }
    }

    /**
     * @param wrt names of parameters; none for those the contract itself differentiates by, or if it does not, all of real
     *     type
     */
    static Derivation of(Compiled contract, String name, List<String> wrt) {
        Optional<IrFunction> found =
                contract.pure().stream().filter(f -> f.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            List<String> names = contract.pure().stream().map(IrFunction::name).toList();
            return Refused.because("there is no pure function `" + name + "`, "
                    + (names.isEmpty() ? "and no other" : "there is " + String.join(", ", names)));
        }
        IrFunction f = found.get();
        if (f.results().getFirst().type() != Scalar.FIXED) {
            return Refused.because("`" + name + "` returns "
                    + f.results().getFirst().type().text() + ", and a gradient is of a single fixed");
        }
        List<String> by = wrt.isEmpty() ? usual(f) : wrt;
        if (by.isEmpty()) {
            return Refused.because("`" + name + "` has no parameter that a gradient could be taken by");
        }
        for (String parameter : by) {
            int index = f.names().indexOf(parameter);
            if (index < 0 || !f.parameters().get(index).type().isReal()) {
                return Refused.because(
                        index < 0
                                ? "`" + name + "` has no parameter `" + parameter + "`, it has "
                                        + String.join(", ", f.names())
                                : "`" + parameter + "` is "
                                        + f.parameters().get(index).type().text() + ", which has no slope");
            }
        }
        try {
            return derive(f, by);
        } catch (TooLongException tooLong) {
            return Refused.because("the gradient of `" + name + "` is too long");
        }
    }

    private static Derivation derive(IrFunction f, List<String> wrt) {
        Ids ids = new Ids();
        IrFunction fresh = Copy.fresh(f, ids);
        List<Integer> indices = wrt.stream().map(fresh.names()::indexOf).toList();
        return switch (Differentiator.differentiate(fresh, indices, true, ids)) {
            case Differentiator.Result.Done done -> new Derived(fresh, done.function(), wrt, ids);
            case Differentiator.Result.Refused refused ->
                new Refused(refused.reason().message(), Optional.of(refused.reason()));
        };
    }

    private static List<String> usual(IrFunction f) {
        return !f.notes().slopes().isEmpty()
                ? f.notes().slopes()
                : IntStream.range(0, f.names().size())
                        .filter(i -> f.parameters().get(i).type().isReal())
                        .mapToObj(f.names()::get)
                        .toList();
    }

    /** The same without what is computed twice or for nothing. */
    static IrFunction simplified(IrFunction f) {
        List<Node> body = new ArrayList<>(f.body());
        body.add(new Effect(Op.RETURN, f.results(), 0, Span.NOWHERE));
        List<Node> simple = Simplify.run(body);
        Effect end = (Effect) simple.getLast();
        return new IrFunction(
                f.name(), f.names(), f.parameters(), simple.subList(0, simple.size() - 1), end.in(), f.notes());
    }
}
