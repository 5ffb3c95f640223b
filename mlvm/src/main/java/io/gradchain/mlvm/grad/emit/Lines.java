package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import java.util.ArrayList;
import java.util.List;

/** Lays nodes out one after another, blocks between their LOOP or IF and END. */
final class Lines {
    private final List<Line> all = new ArrayList<>();

    private Lines() {}

    static List<Line> of(List<Node> nodes) {
        Lines lines = new Lines();
        lines.block(nodes);
        return lines.all;
    }

    private void block(List<Node> nodes) {
        for (Node node : nodes) {
            switch (node) {
                case Let let -> all.add(new Line(let.op(), let.out(), let.in(), let.immediate(), let.at()));
                case Effect e -> all.add(new Line(e.op(), null, e.in(), e.immediate(), e.at()));
                case Assign a -> all.add(new Line(Op.MOVE, a.cell(), List.of(a.from()), 0, a.at()));
                case If i -> {
                    all.add(new Line(Op.IF, null, List.of(i.condition()), 0, i.at()));
                    block(i.then());
                    if (!i.otherwise().isEmpty()) {
                        all.add(new Line(Op.ELSE, null, List.of(), 0, i.at()));
                        block(i.otherwise());
                    }
                    all.add(new Line(Op.END, null, List.of(), 0, i.at()));
                }
                case Loop l -> {
                    all.add(new Line(Op.LOOP, l.counter(), List.of(l.rounds()), l.most(), l.at()));
                    block(l.body());
                    all.add(new Line(Op.END, null, List.of(), 0, l.at()));
                }
            }
        }
    }
}
