package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.grad.type.GradType.Scalar;
import io.gradchain.mlvm.grad.type.Size;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.Map;
import java.util.TreeMap;

/** Arithmetic on adjoints; nodes are written only where a factor cannot be put off. */
final class Scaling {
    final Builder to;
    private final Map<Integer, Long> constants;
    private final Map<String, Value> counts = new TreeMap<>();

    /** @param constants raws of the fixed constants of the function, by value */
    Scaling(Builder to, Map<Integer, Long> constants) {
        this.to = to;
        this.constants = constants;
    }

    /** g · x, element by element where x is a tensor. */
    Adjoint times(Adjoint g, Value x) {
        if (x.type().isTensor()) {
            return g.base(g.base() == null ? x : to.pair(Op.MUL, g.base(), x));
        }
        if (isWhole(x) && g.takes(whole(x), 1)) {
            return g.times(whole(x), 1);
        }
        return g.factor(g.factor() == null ? x : to.pair(Op.MUL, g.factor(), x));
    }

    /** g / x. */
    Adjoint over(Adjoint g, Value x) {
        if (x.type().isTensor()) {
            return g.base(to.pair(Op.DIV, g.base() == null ? to.whole(1) : g.base(), x));
        }
        if (isWhole(x) && whole(x) != 0 && g.takes(1, whole(x))) {
            return g.times(1, whole(x));
        }
        if (g.base() != null) {
            return g.base(to.pair(Op.DIV, g.base(), x));
        }
        return g.factor(to.pair(Op.DIV, g.factor() == null ? to.whole(1) : g.factor(), x));
    }

    Adjoint twice(Adjoint g) {
        return g.takes(2, 1) ? g.times(2, 1) : times(g, to.whole(2));
    }

    Adjoint half(Adjoint g) {
        return g.takes(1, 2) ? g.times(1, 2) : over(g, to.whole(2));
    }

    private boolean isWhole(Value x) {
        return constants.containsKey(x.id()) && constants.get(x.id()) % Fixed.ONE == 0;
    }

    private long whole(Value x) {
        return constants.get(x.id()) / Fixed.ONE;
    }

    /** What a scalar gets that was packed into a vec: the element of g at its place. */
    Adjoint element(Adjoint g, int place) {
        return g.base() == null
                ? g
                : gather(g, to.let(Scalar.FIXED, Op.ELEMENT, g.base(), to.constant(Scalar.INT, place)));
    }

    /** What a scalar gets that was spread over a tensor: the sum of all elements of g · x; x null for one. */
    Adjoint sum(Adjoint g, Value x, Value like) {
        if (g.base() != null && x != null) {
            return gather(g, to.let(Scalar.FIXED, Op.DOT, g.base(), x));
        }
        Value only = g.base() == null ? x : g.base();
        if (only == null) {
            if (g.count() != null && sameCount(g.counted(), like.type())) {
                return g.count(null, null);
            }
            return gather(g, to.count(like));
        }
        if (g.count() != null && sameCount(g.counted(), only.type())) {
            return gather(g.count(null, null), to.let(Scalar.FIXED, Op.MEAN, only));
        }
        return gather(g, to.let(Scalar.FIXED, Op.SUM, only));
    }

    private Adjoint gather(Adjoint g, Value total) {
        return g.base(null).factor(g.factor() == null ? total : to.pair(Op.MUL, g.factor(), total));
    }

    private static boolean sameCount(GradType a, GradType b) {
        return a != null && a.equals(b) && !(a.leading() instanceof Size.Any);
    }

    /** g / number of elements. */
    Adjoint mean(Adjoint g, Value tensor) {
        if (g.count() != null) {
            return g.count(to.pair(Op.MUL, g.count(), to.count(tensor)), null);
        }
        if (tensor.type().leading() instanceof Size.Any) {
            return g.count(to.count(tensor), tensor.type());
        }
        // tensors of one shape share their count, so that what two means hand back can be added before it is divided
        Value count = counts.computeIfAbsent(tensor.type().toString(), shape -> to.count(tensor));
        return g.count(count, tensor.type());
    }

    Adjoint plus(Adjoint a, Adjoint b, Value like) {
        boolean tensor = like.type().isTensor();
        if (a.scaledLike(b) && tensor && a.base() != null && b.base() != null) {
            if (a.numerator() == b.numerator()) {
                return a.base(to.pair(Op.ADD, a.base(), b.base()));
            }
            return a.numerator() > 0
                    ? a.base(to.pair(Op.SUB, a.base(), b.base()))
                    : b.base(to.pair(Op.SUB, b.base(), a.base()));
        }
        Value sum = to.pair(Op.ADD, value(a, like), value(b, like));
        return tensor ? Adjoint.ONE.base(sum) : Adjoint.ONE.factor(sum);
    }

    /** The adjoint as a value of its own; the count is divided by first, which keeps the most digits. */
    Value value(Adjoint g, Value like) {
        Value first = like.type().isTensor() ? g.base() : g.factor();
        if (first == null) {
            Value scalar = scalar(g);
            return like.type().isTensor() ? to.spread(scalar, like) : scalar;
        }
        Value divided = g.count() == null ? first : to.pair(Op.DIV, first, g.count());
        if (like.type().isTensor() && g.factor() != null) {
            return to.pair(Op.MUL, divided, scaled(g.factor(), g));
        }
        return scaled(divided, g);
    }

    private Value scalar(Adjoint g) {
        Value start = g.factor() == null ? to.whole(1) : g.factor();
        return scaled(g.count() == null ? start : to.pair(Op.DIV, start, g.count()), g);
    }

    private Value scaled(Value x, Adjoint g) {
        long up = Math.abs(g.numerator());
        Value times = up == 1 ? x : up == 2 ? to.pair(Op.ADD, x, x) : to.pair(Op.MUL, x, to.whole(up));
        Value signed = g.numerator() < 0 ? to.let(times.type(), Op.NEG, times) : times;
        return g.denominator() == 1 ? signed : to.pair(Op.DIV, signed, to.whole(g.denominator()));
    }
}
