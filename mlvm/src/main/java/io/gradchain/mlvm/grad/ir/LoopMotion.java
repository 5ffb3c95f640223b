package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Keeps state in registers while a loop runs: what it does not change is loaded before it, what it changes is loaded
 * before and stored behind it. A loop that returns from its middle keeps its stores.
 */
public final class LoopMotion {
    private final Ids ids;

    private LoopMotion(Ids ids) {
        this.ids = ids;
    }

    public static List<Node> run(List<Node> nodes, Ids ids) {
        return new LoopMotion(ids).block(nodes);
    }

    private List<Node> block(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            switch (node) {
                case Loop loop -> loop(loop, all);
                case If i -> all.add(new If(i.condition(), block(i.then()), block(i.otherwise()), i.at()));
                case Let let -> all.add(let);
                case Effect effect -> all.add(effect);
                case Assign assign -> all.add(assign);
            }
        }
        return all;
    }

    private void loop(Loop loop, List<Node> into) {
        List<Node> body = block(loop.body());
        SortedMap<Long, Value> cells = new TreeMap<>();
        if (!returns(body)) {
            stored(body).forEach((variable, type) -> {
                Value before = ids.value(type, loop.at());
                Value cell = ids.cell(type, loop.at());
                cells.put(variable, cell);
                into.add(new Let(before, Op.LOAD, List.of(), variable, loop.at()));
                into.add(new Assign(cell, before, loop.at()));
            });
        }
        List<Node> inside = new ArrayList<>();
        SortedSet<String> changed = Changes.in(body);
        BitSet outside = new BitSet();
        BitSet lengths = new BitSet();
        for (Node node : inCells(body, cells)) {
            if (node instanceof Let let && moves(let, changed, outside, lengths)) {
                lengths.set(let.out().id(), let.op() == Op.LEN);
                outside.set(let.out().id());
                into.add(let);
            } else {
                inside.add(node);
            }
        }
        into.add(new Loop(loop.counter(), loop.rounds(), loop.most(), inside, loop.at()));
        cells.forEach((variable, cell) -> {
            Value after = ids.value(cell.type(), loop.at());
            into.add(new Let(after, Op.MOVE, List.of(cell), 0, loop.at()));
            into.add(new Effect(Op.STORE, List.of(after), variable, loop.at()));
        });
    }

    /** Only what cannot trap for the numbers it meets may run although the loop does not. */
    private static boolean moves(Let let, SortedSet<String> changed, BitSet outside, BitSet lengths) {
        return switch (let.op()) {
            case CONST, CALLER, HEIGHT, TIME, VALUE -> true;
            case LOAD, DATA_LEN, DATA_X, DATA_Y -> !changed.contains(Changes.variable(let.immediate()));
            case LEN -> outside.get(let.in().getFirst().id());
            case TO_FIXED -> lengths.get(let.in().getFirst().id());
            default -> false;
        };
    }

    private static boolean returns(List<Node> nodes) {
        return nodes.stream().anyMatch(node -> switch (node) {
            case Effect effect -> effect.op() == Op.RETURN;
            case If branch -> returns(branch.then()) || returns(branch.otherwise());
            case Loop loop -> returns(loop.body());
            case Let let -> false;
            case Assign assign -> false;
        });
    }

    /** The variables a piece of program stores, with their types; bytes stay where they are. */
    private static Map<Long, GradType> stored(List<Node> nodes) {
        Map<Long, GradType> all = new TreeMap<>();
        for (Node node : nodes) {
            switch (node) {
                case Effect effect -> {
                    GradType type =
                            effect.op() == Op.STORE ? effect.in().getFirst().type() : null;
                    if (type != null && !(type instanceof GradType.Bytes) && !(type instanceof GradType.Text)) {
                        all.put(effect.immediate(), type);
                    }
                }
                case If branch -> {
                    all.putAll(stored(branch.then()));
                    all.putAll(stored(branch.otherwise()));
                }
                case Loop loop -> all.putAll(stored(loop.body()));
                case Let let -> {}
                case Assign assign -> {}
            }
        }
        return all;
    }

    private static List<Node> inCells(List<Node> nodes, SortedMap<Long, Value> cells) {
        List<Node> all = new ArrayList<>();
        for (Node node : nodes) {
            all.add(
                    switch (node) {
                        case Let let
                        when let.op() == Op.LOAD && cells.containsKey(let.immediate()) ->
                            new Let(let.out(), Op.MOVE, List.of(cells.get(let.immediate())), 0, let.at());
                        case Effect e
                        when e.op() == Op.STORE && cells.containsKey(e.immediate()) ->
                            new Assign(cells.get(e.immediate()), e.in().getFirst(), e.at());
                        case If i ->
                            new If(i.condition(), inCells(i.then(), cells), inCells(i.otherwise(), cells), i.at());
                        case Loop l -> new Loop(l.counter(), l.rounds(), l.most(), inCells(l.body(), cells), l.at());
                        case Let let -> let;
                        case Effect effect -> effect;
                        case Assign assign -> assign;
                    });
        }
        return all;
    }
}
