package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers the values of one compilation, and bounds them and its nodes. */
public final class Ids {
    private static final int MOST = 200_000;

    private static final int MOST_NODES = 500_000;
    /** As deep as blocks may nest in the machine, twice: once in a function, once where it is called. */
    private static final int DEEPEST = 128;

    private int used;
    private int nodes;
    private final SortedMap<Integer, String> lets = new TreeMap<>();

    /** The source calls a value so; the first name stays. */
    public void call(Value value, String name) {
        if (!name.equals("_")) {
            lets.putIfAbsent(value.id(), name);
        }
    }

    /** What the source calls values, by their id; it grows with the compilation. */
    public SortedMap<Integer, String> lets() {
        return Collections.unmodifiableSortedMap(lets);
    }

    public Value value(GradType type, Span at) {
        return next(type, false, at);
    }

    public Value cell(GradType type, Span at) {
        return next(type, true, at);
    }

    /** Counts a node at some depth of blocks. */
    void node(Span at, int depth) {
        if (nodes == MOST_NODES || depth > DEEPEST) {
            throw new TooLongException(at);
        }
        nodes++;
    }

    private Value next(GradType type, boolean cell, Span at) {
        if (used == MOST) {
            throw new TooLongException(at);
        }
        return new Value(used++, type, cell);
    }
}
