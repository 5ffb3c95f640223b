package io.gradchain.mlvm.check;

import io.gradchain.mlvm.check.TypeRules.Typed;
import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Mat;
import io.gradchain.mlvm.code.Type.Scalar;
import io.gradchain.mlvm.code.Type.Vec;

/** The types of the instructions that move values about (M-41). */
final class ShapeRules {
    private ShapeRules() {}

    static Typed row(Type x, Type index) {
        TypeRules.require(index, Scalar.INT);
        return new Typed(Type.vec(TypeRules.mat(x).cols()), Form.TENSOR);
    }

    static Typed rows(Type x, Type from, Type to) {
        requireRange(from, to);
        Mat m = TypeRules.mat(x);
        return new Typed(Type.matUpTo(m.rows().size(), m.cols()), Form.TENSOR);
    }

    static Typed slice(Type x, Type from, Type to) {
        requireRange(from, to);
        return new Typed(Type.vecUpTo(TypeRules.vec(x).size().size()), Form.TENSOR);
    }

    private static void requireRange(Type from, Type to) {
        TypeRules.require(from, Scalar.INT);
        TypeRules.require(to, Scalar.INT);
    }

    static Typed concat(Type a, Type b) {
        if (a instanceof Mat x) {
            Mat y = TypeRules.mat(b);
            TypeRules.requireEqual(Dim.exactly(x.cols()), Dim.exactly(y.cols()), a, b);
            return new Typed(new Mat(sum(x.rows(), y.rows()), x.cols()), Form.TENSORS);
        }
        return new Typed(new Vec(sum(TypeRules.vec(a).size(), TypeRules.vec(b).size())), Form.TENSORS);
    }

    private static Dim sum(Dim a, Dim b) {
        return new Dim(a.size() + b.size(), a.runtime() || b.runtime());
    }

    static Typed transpose(Type x) {
        Mat m = TypeRules.mat(x);
        return new Typed(Type.mat(m.cols(), TypeRules.exact(m.rows())), Form.TENSOR);
    }

    /** Any exact shape of as many values; a mat of run-time rows only to a vec. */
    static Typed reshape(Type out, Type x) {
        TypeRules.tensor(x);
        if (out instanceof Vec && x instanceof Mat m && m.rows().runtime()) {
            return new Typed(Type.vecUpTo((int) m.elements()), Form.TENSOR);
        }
        TypeRules.exactTensor(x);
        if (TypeRules.exactTensor(out).elements() != x.elements()) {
            throw new Refusal(x.text() + " has not as many values as " + out.text());
        }
        return new Typed(out, Form.TENSOR);
    }

    static Typed oneHot(Type out, Type x) {
        if (x instanceof Vec labels) {
            return new Typed(new Mat(labels.size(), TypeRules.mat(out).cols()), Form.TENSOR);
        }
        TypeRules.require(x, Scalar.INT);
        return new Typed(Type.vec(TypeRules.exact(TypeRules.vec(out).size())), Form.SCALAR_TENSOR);
    }

    static Typed gather(Type x, Type indices) {
        Dim n = TypeRules.vec(indices).size();
        if (x instanceof Mat m) {
            return new Typed(new Mat(n, m.cols()), Form.TENSORS);
        }
        TypeRules.vec(x);
        return new Typed(new Vec(n), Form.TENSORS);
    }
}
