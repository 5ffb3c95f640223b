package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.ir.Node.Assign;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.If;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.ir.Node.Loop;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a function out where it is called: fresh values, the caller's sizes, the callee's places. */
public final class Copy {
    private final Map<Integer, Value> values = new TreeMap<>();
    private final Map<Integer, String> lets;
    private final SortedMap<String, Size> sizes;
    private final Ids ids;
    /** Where all nodes come from, or where they came from before. */
    private final Optional<Span> place;

    private int depth;

    private Copy(IrFunction of, SortedMap<String, Size> sizes, Ids ids, Optional<Span> place) {
        this.lets = of.notes().lets();
        this.place = place;
        this.sizes = sizes;
        this.ids = ids;
    }

    /**
     * Appends the body and gives the results.
     *
     * @param place where the caller's source shows what is in no source of its own; empty: where the callee has it
     */
    public static List<Value> inline(
            IrFunction callee,
            SortedMap<String, Size> sizes,
            List<Value> arguments,
            Optional<Span> place,
            Builder into) {
        Copy copy = new Copy(callee, sizes, into.ids(), place);
        for (int i = 0; i < arguments.size(); i++) {
            copy.values.put(callee.parameters().get(i).id(), arguments.get(i));
        }
        copy.nodes(callee.body()).forEach(into::add);
        return callee.results().stream().map(copy::use).toList();
    }

    /** The same function with values of its own, numbered from the parameters on. */
    public static IrFunction fresh(IrFunction f, Ids ids) {
        Copy copy = new Copy(f, new TreeMap<>(), ids, Optional.empty());
        List<Value> parameters =
                f.parameters().stream().map(p -> copy.define(p, Span.NOWHERE)).toList();
        List<Node> body = copy.nodes(f.body());
        return new IrFunction(f.name(), f.names(), parameters, body, copy.uses(f.results()));
    }

    private List<Node> nodes(List<Node> nodes) {
        List<Node> all = new ArrayList<>();
        depth++;
        nodes.forEach(node -> all.add(node(node)));
        depth--;
        return all;
    }

    private Node node(Node node) {
        Span at = place.orElse(node.at());
        ids.node(at, depth);
        return switch (node) {
            case Let let -> {
                List<Value> in = uses(let.in());
                yield new Let(define(let.out(), at), let.op(), in, let.immediate(), at);
            }
            case Effect e -> new Effect(e.op(), uses(e.in()), e.immediate(), at);
            case Assign a -> {
                Value from = use(a.from());
                Value cell = values.containsKey(a.cell().id()) ? use(a.cell()) : define(a.cell(), at);
                yield new Assign(cell, from, at);
            }
            case If i -> new If(use(i.condition()), nodes(i.then()), nodes(i.otherwise()), at);
            case Loop l -> {
                Value rounds = use(l.rounds());
                yield new Loop(define(l.counter(), at), rounds, l.most(), nodes(l.body()), at);
            }
        };
    }

    private Value define(Value old, Span at) {
        Value fresh = old.cell()
                ? ids.cell(old.type().with(sizes), at)
                : ids.value(old.type().with(sizes), at);
        values.put(old.id(), fresh);
        if (lets.containsKey(old.id())) {
            ids.call(fresh, lets.get(old.id()));
        }
        return fresh;
    }

    private Value use(Value old) {
        return values.getOrDefault(old.id(), old);
    }

    private List<Value> uses(List<Value> old) {
        return old.stream().map(this::use).toList();
    }
}
