package io.gradchain.mlvm.abi;

import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.HexFormat;

/** An argument, result or event field outside the machine. */
public sealed interface Value {
    record FixedValue(long raw) implements Value {}

    record IntValue(long value) implements Value {}

    record BoolValue(boolean value) implements Value {}

    record BytesValue(byte[] bytes) implements Value {
        public BytesValue {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** A vec or a mat. */
    record TensorValue(FixedTensor tensor) implements Value {}

    /** The value of what was never stored. */
    static Value zero(Type type) {
        return switch (type) {
            case Type.Scalar.FIXED -> new FixedValue(0);
            case Type.Scalar.INT -> new IntValue(0);
            case Type.Scalar.BOOL -> new BoolValue(false);
            case Type.Bytes b -> new BytesValue(new byte[0]);
            case Type.Vec v -> new TensorValue(FixedTensor.zeros(v.size().size()));
            case Type.Mat m -> new TensorValue(FixedTensor.zeros(m.rows().size(), m.cols()));
            case Type.Dataset d -> throw new IllegalArgumentException("no value is of type " + type.text());
            case Type.Map m -> throw new IllegalArgumentException("no value is of type " + type.text());
        };
    }

    static Value fixed(long raw) {
        return new FixedValue(raw);
    }

    static Value integer(long value) {
        return new IntValue(value);
    }

    static Value tensor(FixedTensor tensor) {
        return new TensorValue(tensor);
    }

    /** For people: decimals, {@code [1.5, -2]} for a vec, {@code [[1, 2], [3, 4]]} for a mat, {@code 0x…} for bytes. */
    default String text() {
        return switch (this) {
            case FixedValue f -> Fixed.toString(f.raw);
            case IntValue i -> Long.toString(i.value);
            case BoolValue b -> Boolean.toString(b.value);
            case BytesValue b -> "0x" + HexFormat.of().formatHex(b.bytes);
            case TensorValue t -> text(t.tensor);
        };
    }

    private static String text(FixedTensor t) {
        if (t.rank() == 1) {
            return row(t, 0, t.rows());
        }
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < t.rows(); i++) {
            out.append(i == 0 ? "" : ", ").append(row(t, i * t.cols(), (i + 1) * t.cols()));
        }
        return out.append(']').toString();
    }

    private static String row(FixedTensor t, int from, int to) {
        StringBuilder out = new StringBuilder("[");
        for (int i = from; i < to; i++) {
            out.append(i == from ? "" : ", ").append(Fixed.toString(t.raw(i)));
        }
        return out.append(']').toString();
    }
}
