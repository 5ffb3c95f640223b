package io.gradchain.mlvm.grad.type;

import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Type;
import java.util.Map;

/** The type of a value in the language; unlike the machine's it knows the names of sizes. */
public sealed interface GradType {
    enum Scalar implements GradType {
        FIXED,
        INT,
        BOOL
    }

    /** At most {@code cap} bytes; an address is 20. */
    record Bytes(int cap) implements GradType {
        public static final Bytes ADDRESS = new Bytes(Type.Bytes.ADDRESS.cap());
    }

    record Vec(Size size) implements GradType {}

    record Mat(Size rows, Size cols) implements GradType {}

    record Dataset(Size cap, Size features) implements GradType {}

    default boolean isTensor() {
        return this instanceof Vec || this instanceof Mat;
    }

    default boolean isReal() {
        return this == Scalar.FIXED || isTensor();
    }

    /** The leading size of a tensor. */
    default Size leading() {
        return switch (this) {
            case Vec v -> v.size;
            case Mat m -> m.rows;
            case Scalar s -> throw new IllegalStateException(text() + " has no size");
            case Bytes b -> throw new IllegalStateException(text() + " has no size");
            case Dataset d -> throw new IllegalStateException(text() + " has no size");
        };
    }

    /** Whether a value of this type may stand where the other is wanted. */
    default boolean fits(GradType other) {
        return switch (this) {
            case Vec v -> other instanceof Vec o && v.size.fits(o.size);
            case Mat m -> other instanceof Mat o && m.rows.fits(o.rows) && m.cols.fits(o.cols);
            case Bytes b -> other instanceof Bytes o && b.cap <= o.cap;
            case Scalar s -> s == other;
            case Dataset d -> d.equals(other);
        };
    }

    /** With sizes put in the place of generic ones. */
    default GradType with(Map<String, Size> sizes) {
        return switch (this) {
            case Vec v -> new Vec(put(v.size, sizes));
            case Mat m -> new Mat(put(m.rows, sizes), put(m.cols, sizes));
            case Scalar s -> s;
            case Bytes b -> b;
            case Dataset d -> d;
        };
    }

    private static Size put(Size size, Map<String, Size> sizes) {
        return size instanceof Size.Generic g ? sizes.getOrDefault(g.name(), g) : size;
    }

    /** @throws IllegalArgumentException if the machine has no such type */
    default Type machine() {
        return switch (this) {
            case Scalar.FIXED -> Type.Scalar.FIXED;
            case Scalar.INT -> Type.Scalar.INT;
            case Scalar.BOOL -> Type.Scalar.BOOL;
            case Bytes b -> new Type.Bytes(b.cap);
            case Vec v -> new Type.Vec(v.size.dim());
            case Mat m -> new Type.Mat(m.rows.dim(), exact(m.cols));
            case Dataset d -> new Type.Dataset(exact(d.cap), exact(d.features));
        };
    }

    private static int exact(Size size) {
        Dim dim = size.dim();
        if (dim.runtime()) {
            throw new IllegalArgumentException("only the leading size can be a run-time size");
        }
        return dim.size();
    }

    /** As it is written in a source. */
    default String text() {
        return switch (this) {
            case Scalar.FIXED -> "fixed";
            case Scalar.INT -> "int";
            case Scalar.BOOL -> "bool";
            case Bytes b -> b.equals(Bytes.ADDRESS) ? "address" : "bytes[" + b.cap + "]";
            case Vec v -> "vec[" + v.size.text() + "]";
            case Mat m -> "mat[" + m.rows.text() + ", " + m.cols.text() + "]";
            case Dataset d -> "dataset[" + d.cap.text() + ", " + d.features.text() + "]";
        };
    }
}
