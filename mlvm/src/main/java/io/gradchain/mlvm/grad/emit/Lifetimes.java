package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From which to which line each value is needed; one that a loop uses but does not make is needed to the loop's end. */
final class Lifetimes {
    private record Extent(int start, int end) {}

    final Map<Integer, Integer> first = new TreeMap<>();
    final Map<Integer, Integer> last = new TreeMap<>();
    private final List<Extent> loops = new ArrayList<>();

    Lifetimes(List<Value> parameters, List<Line> lines) {
        parameters.forEach(p -> first.put(p.id(), -1));
        findLoops(lines);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            for (Value value : line.in()) {
                use(value, i);
            }
            if (line.out() != null) {
                first.putIfAbsent(line.out().id(), i);
                use(line.out(), i);
            }
        }
    }

    private void findLoops(List<Line> lines) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.op() == Op.LOOP || line.op() == Op.IF) {
                open.push(i);
            } else if (line.op() == Op.END) {
                int start = open.pop();
                if (lines.get(start).op() == Op.LOOP) {
                    loops.add(new Extent(start, i));
                    // the END of a loop counts on in the counter's register
                    last.merge(lines.get(start).out().id(), i, Math::max);
                }
            }
        }
    }

    private void use(Value value, int line) {
        int from = first.getOrDefault(value.id(), line);
        int until = line;
        for (Extent loop : loops) {
            if (from < loop.start && loop.start < line && line <= loop.end) {
                until = Math.max(until, loop.end);
            }
        }
        last.merge(value.id(), until, Math::max);
    }
}
