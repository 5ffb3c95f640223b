package io.gradchain.mlvm.grad.type;

import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Type;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

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
        public static final Bytes HASH = new Bytes(Type.Bytes.HASH.cap());
    }

    /** At most {@code cap} bytes of UTF-8. */
    record Text(int cap) implements GradType {}

    record Vec(Size size) implements GradType {}

    record Mat(Size rows, Size cols) implements GradType {}

    record Dataset(Size cap, Size features) implements GradType {}

    /** In state only; {@code value} may be a struct. */
    record Map(GradType key, GradType value) implements GradType {}

    /** In state only; {@code element} may be a struct. */
    record Sequence(Size cap, GradType element) implements GradType {}

    /** Fields of plain types, by which it is taken apart wherever it goes. */
    record Struct(String name, List<Field> fields) implements GradType {
        public Struct {
            fields = List.copyOf(fields);
        }

        /** The index of a field, −1 if there is none of that name. */
        public int field(String wanted) {
            return fields.stream().map(Field::name).toList().indexOf(wanted);
        }
    }

    /** Of a struct. */
    record Field(String name, GradType type) {}

    /** What a pure function may give: several values at once. */
    record Tuple(List<GradType> parts) implements GradType {
        public Tuple {
            parts = List.copyOf(parts);
        }
    }

    /** The plain types a value of this type is made of, in order. */
    default List<GradType> plain() {
        return switch (this) {
            case Struct s -> s.fields.stream().map(Field::type).toList();
            case Tuple t ->
                t.parts.stream().flatMap(part -> part.plain().stream()).toList();
            case Scalar s -> List.of(s);
            case Bytes b -> List.of(b);
            case Text t -> List.of(t);
            case Vec v -> List.of(v);
            case Mat m -> List.of(m);
            case Dataset d -> List.of(d);
            case Map m -> List.of(m);
            case Sequence s -> List.of(s);
        };
    }

    /** Whether one register holds it. */
    default boolean isPlain() {
        return this instanceof Scalar || this instanceof Bytes || this instanceof Text || isTensor();
    }

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
            case Scalar s -> throw sizeless();
            case Bytes b -> throw sizeless();
            case Text t -> throw sizeless();
            case Dataset d -> throw sizeless();
            case Map m -> throw sizeless();
            case Sequence s -> throw sizeless();
            case Struct s -> throw sizeless();
            case Tuple t -> throw sizeless();
        };
    }

    /** The dimensions of a tensor; none of anything else. */
    default List<Size> sizes() {
        return switch (this) {
            case Vec v -> List.of(v.size);
            case Mat m -> List.of(m.rows, m.cols);
            case Scalar s -> List.of();
            case Bytes b -> List.of();
            case Text t -> List.of();
            case Dataset d -> List.of();
            case Map m -> List.of();
            case Sequence s -> List.of();
            case Struct s -> List.of();
            case Tuple t -> List.of();
        };
    }

    private IllegalStateException sizeless() {
        return new IllegalStateException(text() + " has no size");
    }

    /** Whether a value of this type may stand where the other is wanted. */
    default boolean fits(GradType other) {
        return switch (this) {
            case Vec v -> other instanceof Vec o && v.size.fits(o.size);
            case Mat m -> other instanceof Mat o && m.rows.fits(o.rows) && m.cols.fits(o.cols);
            case Bytes b -> other instanceof Bytes o && b.cap <= o.cap;
            case Text t -> other instanceof Text o && t.cap <= o.cap;
            case Scalar s -> s == other;
            case Dataset d -> d.equals(other);
            case Map m -> m.equals(other);
            case Sequence s -> s.equals(other);
            case Struct s -> s.equals(other);
            case Tuple t -> t.equals(other);
        };
    }

    /** With sizes put in the place of generic ones. */
    default GradType with(SortedMap<String, Size> sizes) {
        return switch (this) {
            case Vec v -> new Vec(put(v.size, sizes));
            case Mat m -> new Mat(put(m.rows, sizes), put(m.cols, sizes));
            case Tuple t ->
                new Tuple(t.parts.stream().map(part -> part.with(sizes)).toList());
            case Struct s ->
                new Struct(
                        s.name,
                        s.fields.stream()
                                .map(f -> new Field(f.name, f.type.with(sizes)))
                                .toList());
            case Scalar s -> s;
            case Bytes b -> b;
            case Text t -> t;
            case Dataset d -> d;
            case Map m -> m;
            case Sequence s -> s;
        };
    }

    private static Size put(Size size, SortedMap<String, Size> sizes) {
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
            case Text t -> new Type.Bytes(t.cap);
            case Map m -> new Type.Map(m.key.machine(), m.value.machine());
            case Sequence s -> throw new IllegalArgumentException(text() + " is no single value");
            case Struct s -> throw new IllegalArgumentException(text() + " is no single value");
            case Tuple t -> throw new IllegalArgumentException(text() + " is no single value");
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
            case Text t -> "text[" + t.cap + "]";
            case Map m -> "map[" + m.key.text() + ", " + m.value.text() + "]";
            case Sequence s -> "list[" + s.cap.text() + ", " + s.element.text() + "]";
            case Struct s -> s.name;
            case Tuple t -> t.parts.stream().map(GradType::text).collect(Collectors.joining(", ", "(", ")"));
        };
    }
}
