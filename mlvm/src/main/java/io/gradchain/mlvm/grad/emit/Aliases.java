package io.gradchain.mlvm.grad.emit;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Leaves out the reading of a cell into a value where the cell does not change as long as the value is needed. */
final class Aliases {
    private Aliases() {}

    static List<Line> dissolve(List<Value> parameters, List<Line> lines) {
        Lifetimes lifetimes = new Lifetimes(parameters, lines);
        Map<Integer, Value> cells = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (reads(line)
                    && !changes(
                            lines,
                            line.in().getFirst(),
                            i,
                            lifetimes.last.get(line.out().id()))) {
                cells.put(line.out().id(), line.in().getFirst());
            }
        }
        List<Line> kept = new ArrayList<>();
        for (Line line : lines) {
            if (!reads(line) || !cells.containsKey(line.out().id())) {
                List<Value> in = line.in().stream()
                        .map(v -> cells.getOrDefault(v.id(), v))
                        .toList();
                kept.add(new Line(line.op(), line.out(), in, line.immediate(), line.at()));
            }
        }
        return kept;
    }

    private static boolean reads(Line line) {
        return line.op() == Op.MOVE
                && line.in().getFirst().cell()
                && !line.out().cell();
    }

    /** The last line that needs the value may itself write the cell: it reads before it writes. */
    private static boolean changes(List<Line> lines, Value cell, int from, int last) {
        return lines.subList(from + 1, Math.max(from + 1, last)).stream().anyMatch(line -> cell.equals(line.out()));
    }
}
