package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Computes constants, and computes nothing twice; every change keeps all bits, because an instruction gives the same
 * result wherever it stands.
 */
public final class Simplify {
    private final Map<Integer, Value> same = new TreeMap<>();
    private final Folding folding = new Folding();
    /** What has been computed and can be seen from here, by instruction and operands. */
    private Map<String, Value> seen = new TreeMap<>();
    /** How often a state variable or cell has changed. */
    private final Map<String, Integer> changes = new TreeMap<>();

    private Simplify() {}

    /** Of a whole entry function. */
    public static List<Node> run(List<Node> nodes) {
        return Liveness.used(new Simplify().block(nodes));
    }

    private List<Node> block(List<Node> nodes) {
        List<Node> out = new ArrayList<>();
        for (Node node : nodes) {
            switch (node) {
                case Let let -> let(let).ifPresent(out::add);
                case Effect e -> out.add(effect(new Effect(e.op(), uses(e.in()), e.immediate(), e.at())));
                case Assign a -> {
                    changed(cell(a.cell()));
                    out.add(new Assign(a.cell(), use(a.from()), a.at()));
                }
                case If i -> {
                    Value condition = use(i.condition());
                    out.add(new If(condition, inner(i.then()), inner(i.otherwise()), i.at()));
                    Changes.in(List.of(i)).forEach(this::changed);
                }
                case Loop l -> {
                    Value rounds = use(l.rounds());
                    Changes.in(l.body()).forEach(this::changed);
                    out.add(new Loop(l.counter(), rounds, l.most(), inner(l.body()), l.at()));
                    Changes.in(l.body()).forEach(this::changed);
                }
            }
        }
        return out;
    }

    private List<Node> inner(List<Node> nodes) {
        Map<String, Value> outside = seen;
        seen = new TreeMap<>(outside);
        List<Node> all = block(nodes);
        seen = outside;
        return all;
    }

    private Optional<Let> let(Let old) {
        if (old.op() == Op.MOVE && !old.in().getFirst().cell()) {
            same.put(old.out().id(), use(old.in().getFirst()));
            return Optional.empty();
        }
        Let let = folding.fold(new Let(old.out(), old.op(), uses(old.in()), old.immediate(), old.at()));
        Optional<Value> operand = folding.neutral(let);
        if (Changes.acts(let.op())) {
            return Optional.of(let);
        }
        Optional<Value> known = operand.isPresent() ? operand : Optional.ofNullable(seen.get(key(let)));
        if (known.isPresent()) {
            same.put(old.out().id(), known.get());
            return Optional.empty();
        }
        seen.put(key(let), let.out());
        return Optional.of(let);
    }

    private Effect effect(Effect effect) {
        if (Changes.changes(effect.op())) {
            changed(Changes.variable(effect.immediate()));
        }
        if (effect.op() == Op.STORE) {
            Value stored = effect.in().getFirst();
            seen.put(key(Op.LOAD, List.of(), effect.immediate(), stored.type()), stored);
        }
        return effect;
    }

    private String key(Let let) {
        return key(let.op(), let.in(), let.immediate(), let.out().type());
    }

    private String key(Op op, List<Value> in, long immediate, GradType type) {
        StringBuilder key = new StringBuilder(op.name()).append(HexFormat.of().toHexDigits(immediate));
        for (Value value : in) {
            key.append(' ').append(value.id());
            if (value.cell()) {
                key.append('v').append(changes.getOrDefault(cell(value), 0));
            }
        }
        if (op.immediate() == Op.Immediate.STATE) {
            key.append('v').append(changes.getOrDefault(Changes.variable(immediate), 0));
        }
        return key.append(' ').append(type).toString();
    }

    private static String cell(Value cell) {
        return "cell" + cell.id();
    }

    private void changed(String what) {
        changes.merge(what, 1, Integer::sum);
    }

    private Value use(Value value) {
        return same.getOrDefault(value.id(), value);
    }

    private List<Value> uses(List<Value> values) {
        return values.stream().map(this::use).toList();
    }
}
