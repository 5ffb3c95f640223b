package io.gradchain.mlvm.grad.ir;

import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Node.Effect;
import io.gradchain.mlvm.grad.ir.Node.Let;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.Size;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.ArrayList;
import java.util.List;

/** Appends nodes to a block; {@link #at} says which piece of source they come from. */
public final class Builder {
    private final Ids ids;
    private List<Node> block = new ArrayList<>();
    private Span at = Span.NOWHERE;

    public Builder(Ids ids) {
        this.ids = ids;
    }

    public Builder at(Span span) {
        at = span;
        return this;
    }

    public Span at() {
        return at;
    }

    public Ids ids() {
        return ids;
    }

    public void add(Node node) {
        ids.node(node.at(), 0);
        block.add(node);
    }

    /** What has been appended so far. */
    public List<Node> block() {
        return List.copyOf(block);
    }

    /** Runs {@code write} and gives the nodes it appended, which are not part of this block. */
    public List<Node> inner(Runnable write) {
        List<Node> outside = block;
        block = new ArrayList<>();
        write.run();
        List<Node> inside = block;
        block = outside;
        return inside;
    }

    public Value let(GradType type, Op op, Value... in) {
        return immediate(type, op, 0, in);
    }

    public Value immediate(GradType type, Op op, long immediate, Value... in) {
        Value out = ids.value(type, at);
        add(new Let(out, op, List.of(in), immediate, at));
        return out;
    }

    public void effect(Op op, long immediate, List<Value> in) {
        add(new Effect(op, in, immediate, at));
    }

    public Value constant(GradType type, long raw) {
        return immediate(type, Op.CONST, raw);
    }

    /** A whole number as a fixed. */
    public Value whole(long n) {
        return constant(Scalar.FIXED, n * Fixed.ONE);
    }

    /** Element by element, or tensor with scalar: the type is the tensor's. */
    public Value pair(Op op, Value a, Value b) {
        return let(a.type().isTensor() ? a.type() : b.type(), op, a, b);
    }

    /** How many values a tensor has, as a fixed. */
    public Value count(Value tensor) {
        Value rows = let(Scalar.FIXED, Op.TO_FIXED, let(Scalar.INT, Op.LEN, tensor));
        if (!(tensor.type() instanceof GradType.Mat m)) {
            return rows;
        }
        Value first = let(new GradType.Vec(m.cols()), Op.ROW, tensor, constant(Scalar.INT, 0));
        return let(Scalar.FIXED, Op.MUL, rows, let(Scalar.FIXED, Op.TO_FIXED, let(Scalar.INT, Op.LEN, first)));
    }

    /** 1 for each row of a mat, however many it has. */
    public Value rowOnes(Value mat) {
        GradType.Mat m = (GradType.Mat) mat.type();
        Value zeros = let(new GradType.Vec(m.cols()), Op.ZEROS);
        return pair(Op.ADD, let(new GradType.Vec(m.rows()), Op.MATVEC, mat, zeros), whole(1));
    }

    /** Scalars as one vec, as many at a time as one instruction takes. */
    public Value pack(List<Value> numbers, GradType.Vec type) {
        Value all = null;
        for (int from = 0; from < numbers.size(); from += Limits.FIELDS) {
            int until = Math.min(numbers.size(), from + Limits.FIELDS);
            GradType piece = from == 0 && until == numbers.size() ? type : literal(until - from);
            Value next = let(piece, Op.PACK, numbers.subList(from, until).toArray(Value[]::new));
            all = all == null ? next : let(until == numbers.size() ? type : literal(until), Op.CONCAT, all, next);
        }
        return all;
    }

    private static GradType literal(int size) {
        return new GradType.Vec(new Size.Literal(size));
    }

    /** A scalar in the shape of a tensor: (t − t) + s, which is exact. */
    public Value spread(Value scalar, Value like) {
        return pair(Op.ADD, pair(Op.SUB, like, like), scalar);
    }
}
