package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;

/** Numbers the values of one compilation, and bounds them and its nodes. */
public final class Ids {
    private static final int MOST = 200_000;

    private static final int MOST_NODES = 500_000;
    /** As deep as blocks may nest in the machine, twice: once in a function, once where it is called. */
    private static final int DEEPEST = 128;

    private int used;
    private int nodes;

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
