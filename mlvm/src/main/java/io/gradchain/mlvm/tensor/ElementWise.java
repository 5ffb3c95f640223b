package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import io.gradchain.mlvm.numeric.Unary;

/** Scalar operations over whole tensors; a trap names the lowest row-major index that fails. */
public final class ElementWise {
    private ElementWise() {}

    public static FixedTensor map(Unary op, FixedTensor x) {
        long[] a = x.raws();
        long[] out = new long[a.length];
        int i = 0;
        try {
            for (; i < a.length; i++) {
                out[i] = op.apply(a[i]);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return x.like(out);
    }

    /** Both of one shape, else SHAPE. */
    public static FixedTensor zip(Binary op, FixedTensor x, FixedTensor y) {
        x.requireSameShape(y);
        long[] a = x.raws();
        long[] b = y.raws();
        long[] quick = op == Binary.ADD ? QuickLoops.add(a, b) : op == Binary.SUB ? QuickLoops.sub(a, b) : null;
        if (quick != null) {
            return x.like(quick);
        }
        long[] out = new long[a.length];
        int i = 0;
        try {
            for (; i < a.length; i++) {
                out[i] = op.apply(a[i], b[i]);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return x.like(out);
    }

    /** op(xᵢⱼ, vⱼ): mat[n, d] with vec[d], else SHAPE. */
    public static FixedTensor zipRows(Binary op, FixedTensor x, FixedTensor v) {
        x.requireRank(2);
        v.requireRank(1);
        if (x.cols() != v.rows()) {
            throw new TrapException(TrapCode.SHAPE);
        }
        long[] a = x.raws();
        long[] b = v.raws();
        long[] out = new long[a.length];
        int i = 0;
        try {
            for (int row = 0; row < x.rows(); row++) {
                for (long s : b) {
                    out[i] = op.apply(a[i], s);
                    i++;
                }
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return x.like(out);
    }

    /** op(xᵢ, s) for each element. */
    public static FixedTensor zip(Binary op, FixedTensor x, long s) {
        long[] a = x.raws();
        long[] quick = op == Binary.ADD ? QuickLoops.add(a, s) : op == Binary.SUB ? QuickLoops.sub(a, s) : null;
        if (quick != null) {
            return x.like(quick);
        }
        long[] out = new long[a.length];
        int i = 0;
        try {
            for (; i < a.length; i++) {
                out[i] = op.apply(a[i], s);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return x.like(out);
    }

    /** op(s, yᵢ) for each element. */
    public static FixedTensor zip(Binary op, long s, FixedTensor y) {
        long[] b = y.raws();
        long[] out = new long[b.length];
        int i = 0;
        try {
            for (; i < b.length; i++) {
                out[i] = op.apply(s, b[i]);
            }
        } catch (TrapException trap) {
            throw new TrapException(trap.code(), i);
        }
        return y.like(out);
    }

    /** 1.0 where the comparison holds, else 0.0; so the mean of it is a share. */
    public static FixedTensor compare(Comparison op, FixedTensor x, FixedTensor y) {
        x.requireSameShape(y);
        long[] a = x.raws();
        long[] b = y.raws();
        long[] out = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = op.holds(a[i], b[i]) ? Fixed.ONE : 0;
        }
        return x.like(out);
    }

    public static FixedTensor compare(Comparison op, FixedTensor x, long s) {
        long[] a = x.raws();
        long[] out = new long[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = op.holds(a[i], s) ? Fixed.ONE : 0;
        }
        return x.like(out);
    }

    /** yesᵢ where maskᵢ ≠ 0, else noᵢ; all of one shape. */
    public static FixedTensor select(FixedTensor mask, FixedTensor yes, FixedTensor no) {
        mask.requireSameShape(yes);
        mask.requireSameShape(no);
        long[] m = mask.raws();
        long[] a = yes.raws();
        long[] b = no.raws();
        long[] out = new long[m.length];
        for (int i = 0; i < m.length; i++) {
            out[i] = m[i] != 0 ? a[i] : b[i];
        }
        return mask.like(out);
    }
}
