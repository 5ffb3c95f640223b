package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reverse-mode differentiation as a pass: a function in, a function that also computes its gradient out. */
public final class Differentiator {
    /** What became of a differentiation. */
    public sealed interface Result {
        /** The same parameters; the gradients with respect to some of them behind the value, or alone. */
        record Done(IrFunction function) implements Result {}

        record Refused(Diagnostic reason) implements Result {}
    }

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Diagnostic reason;

        Refusal(Diagnostic reason) {
            super(null, null, false, false);
            this.reason = reason;
        }
    }

    private final IrFunction function;
    private final List<Integer> wrt;
    private final Builder to;
    private final BitSet active = new BitSet();
    private final Map<Integer, Adjoint> adjoints = new TreeMap<>();
    private final Map<Integer, Long> constants = new TreeMap<>();

    private Differentiator(IrFunction function, List<Integer> wrt, Ids ids) {
        this.function = function;
        this.wrt = wrt;
        this.to = new Builder(ids);
    }

    /**
     * @param function with one result, a fixed
     * @param wrt indices of parameters of real type
     * @param withValue whether the value comes in front of the gradients
     */
    public static Result differentiate(IrFunction function, List<Integer> wrt, boolean withValue, Ids ids) {
        try {
            return new Result.Done(new Differentiator(function, wrt, ids).run(withValue));
        } catch (Refusal refusal) {
            return new Result.Refused(refusal.reason);
        }
    }

    private IrFunction run(boolean withValue) {
        wrt.forEach(i -> active.set(function.parameters().get(i).id()));
        List<Let> tape = new ArrayList<>();
        for (Node node : function.body()) {
            forward(node, tape);
            to.add(node);
        }
        Value result = function.results().getFirst();
        Scaling scaling = new Scaling(to, constants);
        if (active.get(result.id())) {
            adjoints.put(result.id(), Adjoint.ONE);
            Derivatives derivatives = new Derivatives(scaling);
            for (Let let : tape.reversed()) {
                backward(let, derivatives, scaling);
            }
        }
        List<Value> results = new ArrayList<>();
        if (withValue) {
            results.add(result);
        }
        for (int i : wrt) {
            Value parameter = function.parameters().get(i);
            Adjoint adjoint = adjoints.getOrDefault(parameter.id(), Adjoint.ONE.times(0, 1));
            results.add(scaling.value(adjoint, parameter));
        }
        return new IrFunction(
                (withValue ? "value_and_grad(" : "grad(") + function.name() + ")",
                function.names(),
                function.parameters(),
                to.block(),
                results,
                function.notes());
    }

    /** Which values depend on what is differentiated; the steps that carry it, in order. */
    private void forward(Node node, List<Let> tape) {
        switch (node) {
            case Let let -> {
                boolean depends = !constant(let) && let.in().stream().anyMatch(v -> active.get(v.id()));
                if (let.op() == Op.CONST && let.out().type() == Scalar.FIXED) {
                    constants.put(let.out().id(), let.immediate());
                }
                if (depends) {
                    active.set(let.out().id());
                    tape.add(let);
                }
            }
            case Assign assign -> {
                if (active.get(assign.from().id())) {
                    throw jump(node, "a differentiated value goes into a name that an `if` or a loop changes");
                }
            }
            case If branch -> {
                if (active.get(branch.condition().id())) {
                    throw new Refusal(
                            Diagnostic.error(Code.G201, branch.at(), "cannot take the gradient through this `if`")
                                    .label("the branch depends on a value that is differentiated")
                                    .hint("write `where(condition, a, b)`, which has a gradient on both sides"));
                }
                inside(branch.then());
                inside(branch.otherwise());
            }
            case Loop loop -> inside(loop.body());
            case Effect effect -> {}
        }
    }

    /** The length of a value, and x − x, do not change with it. */
    private static boolean constant(Let let) {
        return let.op() == Op.LEN
                || (let.op() == Op.SUB && let.in().getFirst().equals(let.in().getLast()));
    }

    private void inside(List<Node> nodes) {
        for (Node node : nodes) {
            boolean touches =
                    switch (node) {
                        case Let let -> let.in().stream().anyMatch(v -> active.get(v.id()));
                        case Assign assign -> active.get(assign.from().id());
                        case Effect effect -> false;
                        case If branch -> {
                            inside(branch.then());
                            inside(branch.otherwise());
                            yield active.get(branch.condition().id());
                        }
                        case Loop loop -> {
                            inside(loop.body());
                            yield false;
                        }
                    };
            if (touches) {
                throw jump(node, "a differentiated value is used inside this `if` or loop");
            }
        }
    }

    private static Refusal jump(Node node, String label) {
        return new Refusal(
                Diagnostic.error(Code.G206, node.at(), "the gradient cannot pass through here")
                        .label(label)
                        .hint(
                                "use `where(condition, a, b)`, or a loop over a literal number of rounds without an `if` around it"));
    }

    private static String words(Op op) {
        return switch (op) {
            case EQ, NE, LT, LE, GT, GE -> "a comparison";
            case HIGHEST, LOWEST -> "the largest or smallest element of a tensor";
            case TO_FIXED -> "a number that was an int";
            default -> "`" + op.mnemonic() + "`";
        };
    }

    private void backward(Let let, Derivatives derivatives, Scaling scaling) {
        Adjoint g = adjoints.get(let.out().id());
        if (g == null) {
            return;
        }
        to.at(let.at());
        List<Adjoint> parts = derivatives
                .of(let, g)
                .orElseThrow(() -> new Refusal(Diagnostic.error(
                                Code.G203, let.at(), words(let.op()) + " has no derivative here")
                        .label("the result that is differentiated depends on this")
                        .hint("compute it outside of the differentiated function, or give `where` both formulas")));
        for (int i = 0; i < parts.size(); i++) {
            Value operand = let.in().get(i);
            if (parts.get(i) != null && active.get(operand.id())) {
                Adjoint before = adjoints.get(operand.id());
                adjoints.put(operand.id(), before == null ? parts.get(i) : scaling.plus(before, parts.get(i), operand));
            }
        }
    }
}
