package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/** What a register, parameter or state variable holds (M-21). */
public sealed interface Type {
    enum Scalar implements Type {
        FIXED(1),
        INT(2),
        BOOL(3);

        private final int tag;

        Scalar(int tag) {
            this.tag = tag;
        }
    }

    /** At most {@code cap} bytes. */
    record Bytes(int cap) implements Type {
        /** What {@code caller} gives: the bytes of an address. */
        public static final Bytes ADDRESS = new Bytes(20);
        /** What {@code hash} gives: a SHA-256. */
        public static final Bytes HASH = new Bytes(32);

        public Bytes {
            if (cap < 1 || cap > Limits.BYTES_VALUE) {
                throw new IllegalArgumentException("bytes has a cap of 1 to " + Limits.BYTES_VALUE + ", got " + cap);
            }
        }
    }

    /** Values of type {@code fixed}. */
    record Vec(Dim size) implements Type {}

    /** Row-major values of type {@code fixed}; only the number of rows may be a run-time size. */
    record Mat(Dim rows, int cols) implements Type {
        public Mat {
            if (cols < 1 || (long) cols * rows.size() > Limits.TENSOR_ELEMENTS) {
                throw new IllegalArgumentException(
                        "mat[" + rows + ", " + cols + "] is above " + Limits.TENSOR_ELEMENTS + " values");
            }
        }
    }

    /** Rows of {@code features} numbers with a label each, at most {@code cap} of them; lives in state only. */
    record Dataset(int cap, int features) implements Type {
        public Dataset {
            if (cap < 1
                    || features < 1
                    || (features + 1L) * 8 > Limits.SLOT_BYTES
                    || (features + 1L) * cap > Limits.TENSOR_ELEMENTS) {
                throw new IllegalArgumentException("dataset[" + cap + ", " + features + "] is out of range");
            }
        }

        public Mat x() {
            return new Mat(Dim.atMost(cap), features);
        }

        public Vec y() {
            return new Vec(Dim.atMost(cap));
        }
    }

    /** One value a key, in state only; a key is a scalar or bytes, a value anything of a known size that fits a slot. */
    record Map(Type key, Type value) implements Type {
        public Map {
            boolean keyed = key instanceof Scalar || key instanceof Bytes;
            boolean exact = value instanceof Scalar
                    || value instanceof Bytes
                    || (value instanceof Vec v && !v.size.runtime())
                    || (value instanceof Mat m && !m.rows.runtime());
            if (!keyed || !exact || value.encodedBytes() >= Limits.SLOT_BYTES) {
                throw new IllegalArgumentException("map[" + key.text() + ", " + value.text() + "] cannot be stored");
            }
        }
    }

    int MAP_TAG = 10;

    static Vec vec(int n) {
        return new Vec(Dim.exactly(n));
    }

    static Vec vecUpTo(int cap) {
        return new Vec(Dim.atMost(cap));
    }

    static Mat mat(int rows, int cols) {
        return new Mat(Dim.exactly(rows), cols);
    }

    static Mat matUpTo(int cap, int cols) {
        return new Mat(Dim.atMost(cap), cols);
    }

    /** Whether every value of this type is a value of {@code other}. */
    default boolean fits(Type other) {
        return switch (this) {
            case Scalar s -> s == other;
            case Bytes b -> other instanceof Bytes o && b.cap <= o.cap;
            case Vec v -> other instanceof Vec o && v.size.fits(o.size);
            case Mat m -> other instanceof Mat o && m.cols == o.cols && m.rows.fits(o.rows);
            case Dataset d -> d.equals(other);
            case Map m -> m.equals(other);
        };
    }

    default boolean isTensor() {
        return this instanceof Vec || this instanceof Mat;
    }

    /** The most elements a value can have: 1 for scalars, bytes count as one. */
    default long elements() {
        return switch (this) {
            case Scalar s -> 1;
            case Bytes b -> 1;
            case Vec v -> v.size.size();
            case Mat m -> (long) m.rows.size() * m.cols;
            case Dataset d -> (long) d.cap * (d.features + 1);
            case Map m -> 1;
        };
    }

    /** The most bytes the encoding of a value takes (M-26). */
    default long encodedBytes() {
        return switch (this) {
            case Scalar s -> s == Scalar.BOOL ? 1 : 8;
            case Bytes b -> 4L + b.cap;
            case Vec v -> 4 + 8 * elements();
            case Mat m -> 8 + 8 * elements();
            case Dataset d -> 8 * elements();
            case Map m -> 0;
        };
    }

    /** As the assembler writes it: {@code mat[<=4096, 30]}. */
    default String text() {
        return switch (this) {
            case Scalar.FIXED -> "fixed";
            case Scalar.INT -> "int";
            case Scalar.BOOL -> "bool";
            case Bytes b -> "bytes[" + b.cap + "]";
            case Vec v -> "vec[" + v.size + "]";
            case Mat m -> "mat[" + m.rows + ", " + m.cols + "]";
            case Dataset d -> "dataset[" + d.cap + ", " + d.features + "]";
            case Map m -> "map[" + m.key.text() + ", " + m.value.text() + "]";
        };
    }

    static void write(ByteWriter out, Type type) {
        switch (type) {
            case Scalar s -> out.u8(s.tag);
            case Bytes b -> out.u8(4).u32(b.cap);
            case Vec v -> out.u8(v.size.runtime() ? 6 : 5).u32(v.size.size());
            case Mat m -> out.u8(m.rows.runtime() ? 8 : 7).u32(m.rows.size()).u32(m.cols);
            case Dataset d -> out.u8(9).u32(d.cap).u32(d.features);
            case Map m -> {
                out.u8(MAP_TAG);
                write(out, m.key);
                write(out, m.value);
            }
        }
    }

    static Type read(ByteReader in) {
        return read(in, in.u8());
    }

    /** Any type but a map, so that types nest no deeper. */
    private static Type readFlat(ByteReader in) {
        int tag = in.u8();
        if (tag == MAP_TAG) {
            throw in.fail("a map in a map");
        }
        return read(in, tag);
    }

    private static Type read(ByteReader in, int tag) {
        try {
            return switch (tag) {
                case 1 -> Scalar.FIXED;
                case 2 -> Scalar.INT;
                case 3 -> Scalar.BOOL;
                case 4 -> new Bytes(in.u32());
                case 5, 6 -> new Vec(new Dim(in.u32(), tag == 6));
                case 7, 8 -> new Mat(new Dim(in.u32(), tag == 8), in.u32());
                case 9 -> new Dataset(in.u32(), in.u32());
                case MAP_TAG -> new Map(readFlat(in), readFlat(in));
                default -> throw in.fail("unknown type " + tag);
            };
        } catch (IllegalArgumentException outOfRange) {
            throw in.fail(outOfRange.getMessage());
        }
    }
}
