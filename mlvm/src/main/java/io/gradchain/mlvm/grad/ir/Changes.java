package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a piece of program may change: cells and state variables, by a name for each. */
final class Changes {
    private Changes() {}

    static String variable(long index) {
        return "state" + index;
    }

    /** Whether an instruction changes the state variable it names. */
    static boolean changes(Op op) {
        return op == Op.STORE || op == Op.APPEND || op == Op.MAP_PUT || op == Op.MAP_DROP;
    }

    /** Whether an instruction does more than give a value, or gives another each time. */
    static boolean acts(Op op) {
        return op == Op.INVOKE || op == Op.BALANCE;
    }

    static SortedSet<String> in(List<Node> nodes) {
        TreeSet<String> all = new TreeSet<>();
        for (Node node : nodes) {
            switch (node) {
                case Let let -> {}
                case Effect effect -> {
                    if (changes(effect.op())) {
                        all.add(variable(effect.immediate()));
                    }
                }
                case Assign assign -> all.add("cell" + assign.cell().id());
                case If branch -> {
                    all.addAll(in(branch.then()));
                    all.addAll(in(branch.otherwise()));
                }
                case Loop loop -> all.addAll(in(loop.body()));
            }
        }
        return all;
    }
}
