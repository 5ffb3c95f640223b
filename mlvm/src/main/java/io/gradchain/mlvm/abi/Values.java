package io.gradchain.mlvm.abi;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.mlvm.abi.Value.BoolValue;
import io.gradchain.mlvm.abi.Value.BytesValue;
import io.gradchain.mlvm.abi.Value.FixedValue;
import io.gradchain.mlvm.abi.Value.IntValue;
import io.gradchain.mlvm.abi.Value.TensorValue;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of arguments, results and event data (M-26): the values one after the other, their types known from the
 * interface. A tensor carries its run-time sizes, so that a wrong shape is told from a wrong length.
 */
public final class Values {
    private Values() {}

    /** What became of bytes that should hold values. */
    public sealed interface Decoded {
        record Good(List<Value> values) implements Decoded {
            public Good {
                values = List.copyOf(values);
            }
        }

        /** @param position which value is wrong, from 0; the number of types when bytes are left over */
        record Bad(int position, String reason) implements Decoded {}
    }

    public static byte[] encode(List<Value> values) {
        ByteWriter out = new ByteWriter();
        values.forEach(value -> write(out, value));
        return out.toByteArray();
    }

    public static byte[] encode(Value... values) {
        return encode(List.of(values));
    }

    /** Decodes hostile bytes; never throws for what they hold. */
    public static Decoded decode(List<Type> types, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        List<Value> values = new ArrayList<>();
        try {
            for (Type type : types) {
                values.add(read(in, type));
            }
            in.expectEnd();
            return new Decoded.Good(values);
        } catch (DecodeException wrong) {
            return new Decoded.Bad(values.size(), wrong.getMessage());
        }
    }

    public static void write(ByteWriter out, Value value) {
        switch (value) {
            case FixedValue f -> out.i64(f.raw());
            case IntValue i -> out.i64(i.value());
            case BoolValue b -> out.bool(b.value());
            case BytesValue b -> out.bytes(b.bytes());
            case TensorValue t -> {
                out.u32(t.tensor().rows());
                if (t.tensor().rank() == 2) {
                    out.u32(t.tensor().cols());
                }
                out.raw(RawValues.of(t.tensor()));
            }
        }
    }

    /** @throws DecodeException if the bytes are no value of the type */
    public static Value read(ByteReader in, Type type) {
        return switch (type) {
            case Type.Scalar.FIXED -> new FixedValue(in.i64());
            case Type.Scalar.INT -> new IntValue(in.i64());
            case Type.Scalar.BOOL -> new BoolValue(in.bool());
            case Type.Bytes b -> new BytesValue(in.bytes(b.cap()));
            case Type.Vec v -> {
                int n = in.u32();
                if (!v.size().admits(n)) {
                    throw in.fail("vec[" + n + "] where " + type.text() + " is expected");
                }
                yield new TensorValue(FixedTensor.adoptVec(raws(in, n)));
            }
            case Type.Mat m -> {
                int rows = in.u32();
                int cols = in.u32();
                if (!m.rows().admits(rows) || m.cols() != cols) {
                    throw in.fail("mat[" + rows + ", " + cols + "] where " + type.text() + " is expected");
                }
                yield new TensorValue(FixedTensor.adoptMat(rows, cols, raws(in, rows * cols)));
            }
            case Type.Dataset d -> throw in.fail("a dataset is no argument");
            case Type.Map m -> throw in.fail("a map is no argument");
        };
    }

    private static long[] raws(ByteReader in, int n) {
        if (in.remaining() < 8L * n) {
            throw in.fail("ends before its " + n + " values");
        }
        long[] raws = new long[n];
        RawValues.read(in.raw(8 * n), raws, 0, n);
        return raws;
    }

    /** Whether {@code value} is one of {@code type}: what {@link #decode} would accept. */
    public static boolean is(Value value, Type type) {
        return switch (value) {
            case FixedValue f -> type == Type.Scalar.FIXED;
            case IntValue i -> type == Type.Scalar.INT;
            case BoolValue b -> type == Type.Scalar.BOOL;
            case BytesValue b -> type instanceof Type.Bytes t && b.bytes().length <= t.cap();
            case TensorValue t ->
                switch (type) {
                    case Type.Vec v ->
                        t.tensor().rank() == 1 && v.size().admits(t.tensor().rows());
                    case Type.Mat m ->
                        t.tensor().rank() == 2
                                && m.rows().admits(t.tensor().rows())
                                && m.cols() == t.tensor().cols();
                    case Type.Scalar s -> false;
                    case Type.Bytes b -> false;
                    case Type.Dataset d -> false;
                    case Type.Map m -> false;
                };
        };
    }
}
