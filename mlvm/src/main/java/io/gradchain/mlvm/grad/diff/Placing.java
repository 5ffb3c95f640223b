package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType.Mat;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.GradType.Vec;
import java.util.Optional;

/** Adjoints of instructions that move values about, put back where the values came from. */
final class Placing {
    private final Builder to;

    Placing(Builder to) {
        this.to = to;
    }

    /** 1 at the first of the greatest or least elements of a, which is y, and 0 elsewhere; empty for most matrices. */
    Optional<Value> first(Op op, Value a, Value y) {
        if (!(a.type() instanceof Vec v)) {
            return Optional.empty();
        }
        Value equals = op == Op.HIGHEST && v.size().known() ? a : to.let(v, Op.EQ, a, y);
        if (v.size().known()) {
            return Optional.of(to.let(v, Op.ONE_HOT, to.let(Scalar.INT, Op.ARGMAX, equals)));
        }
        // the first of the ones is where their running sum is one as well
        Value counted = to.let(v, Op.EQ, to.let(v, Op.CUMSUM, equals), to.whole(1));
        return Optional.of(to.pair(Op.MUL, equals, counted));
    }

    /** The rows of g that belong to {@code part}, which stand behind those of {@code before}, null for none. */
    Value part(Value g, Value part, Value before) {
        Value ones = ones(part);
        Value index = to.pair(Op.SUB, to.let(ones.type(), Op.CUMSUM, ones), to.whole(1));
        if (before != null) {
            Value rows = to.let(Scalar.FIXED, Op.TO_FIXED, to.let(Scalar.INT, Op.LEN, before));
            index = to.pair(Op.ADD, index, rows);
        }
        return to.let(part.type(), Op.GATHER, g, index);
    }

    /** A one for each row. */
    private Value ones(Value x) {
        Value like = x.type() instanceof Mat m
                ? to.let(new Vec(m.rows()), Op.MATVEC, x, to.let(new Vec(m.cols()), Op.ZEROS))
                : x;
        return to.spread(to.whole(1), like);
    }

    /** The rows of g added up by the rows of a that the indices name; empty where a has a run-time number of rows. */
    Optional<Value> scattered(Value g, Value a, Value indices) {
        if (a.type().leading().runtime()) {
            return Optional.empty();
        }
        Value hot = to.let(new Mat(indices.type().leading(), a.type().leading()), Op.ONE_HOT, indices);
        return Optional.of(to.let(a.type(), a.type() instanceof Mat ? Op.TMATMUL : Op.VECMAT, hot, g));
    }

    /** A value for each row, in every column of a matrix. */
    Value acrossColumns(Mat m, Value rows) {
        Value zeros = to.let(new Vec(m.cols()), Op.ZEROS);
        return to.let(m, Op.OUTER, rows, to.pair(Op.ADD, zeros, to.whole(1)));
    }

    /** g₀ + … + gₙ, g₁ + … + gₙ, …, gₙ. */
    Value toLast(Value g) {
        Value before = to.let(g.type(), Op.CUMSUM, g);
        Value behind = to.pair(Op.SUB, to.let(Scalar.FIXED, Op.SUM, g), before);
        return to.pair(Op.ADD, behind, g);
    }
}
