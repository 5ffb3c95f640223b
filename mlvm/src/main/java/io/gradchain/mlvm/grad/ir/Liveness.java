package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leaves out what nothing needs. It is a rule of the language that a value nobody uses is not computed and cannot trap. */
final class Liveness {
    private final Map<Integer, Let> lets = new TreeMap<>();
    private final Deque<Value> wanted = new ArrayDeque<>();
    private final BitSet needed = new BitSet();

    private Liveness() {}

    static List<Node> used(List<Node> nodes) {
        Liveness liveness = new Liveness();
        liveness.collect(nodes);
        liveness.close();
        return liveness.filter(nodes);
    }

    private void collect(List<Node> nodes) {
        for (Node node : nodes) {
            switch (node) {
                case Let let -> {
                    lets.put(let.out().id(), let);
                    if (let.op() == Op.INVOKE) {
                        wanted.add(let.out());
                    }
                }
                case Effect effect -> wanted.addAll(effect.in());
                case Assign assign -> wanted.add(assign.from());
                case If branch -> {
                    wanted.add(branch.condition());
                    collect(branch.then());
                    collect(branch.otherwise());
                }
                case Loop loop -> {
                    wanted.add(loop.rounds());
                    collect(loop.body());
                }
            }
        }
    }

    private void close() {
        while (!wanted.isEmpty()) {
            Value value = wanted.pop();
            if (!needed.get(value.id())) {
                needed.set(value.id());
                Let let = lets.get(value.id());
                if (let != null) {
                    wanted.addAll(let.in());
                }
            }
        }
    }

    private List<Node> filter(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            switch (node) {
                case Let let -> {
                    if (needed.get(let.out().id())) {
                        all.add(let);
                    }
                }
                case Effect effect -> all.add(effect);
                case Assign assign -> all.add(assign);
                case If i -> all.add(new If(i.condition(), filter(i.then()), filter(i.otherwise()), i.at()));
                case Loop l -> all.add(new Loop(l.counter(), l.rounds(), l.most(), filter(l.body()), l.at()));
            }
        }
        return all;
    }
}
