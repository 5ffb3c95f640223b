package io.gradchain.mlvm.grad.precise;

import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Computes a pure function in the intermediate form on numbers of 36 digits. */
final class PreciseFunction {
    private final Map<Integer, Num> values = new TreeMap<>();

    private PreciseFunction() {}

    /** @param f with the sizes known; {@code throws} {@link Undefined} where the machine would trap */
    static List<Num> run(IrFunction f, List<Num> arguments) {
        PreciseFunction run = new PreciseFunction();
        for (int i = 0; i < arguments.size(); i++) {
            run.values.put(f.parameters().get(i).id(), arguments.get(i));
        }
        run.block(f.body());
        return f.results().stream().map(run::value).toList();
    }

    private Num value(Value value) {
        return values.get(value.id());
    }

    private void block(List<Node> nodes) {
        for (Node node : nodes) {
            switch (node) {
                case Let let -> {
                    List<Num> in = let.in().stream().map(this::value).toList();
                    Value out = let.out();
                    values.put(
                            out.id(),
                            Steps.step(let.op(), let.immediate(), out.type().machine(), in));
                }
                case Assign assign -> values.put(assign.cell().id(), value(assign.from()));
                case If branch -> block(value(branch.condition()).holds() ? branch.then() : branch.otherwise());
                case Loop loop -> loop(loop);
                case Effect effect -> throw new Undefined("`" + effect.op().mnemonic() + "`, which is no computation");
            }
        }
    }

    private void loop(Loop loop) {
        int rounds = value(loop.rounds()).rounds(loop.most());
        for (int i = 0; i < rounds; i++) {
            values.put(loop.counter().id(), Num.of(i));
            block(loop.body());
        }
    }
}
