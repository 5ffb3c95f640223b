package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;

/**
 * What an instruction read.
 *
 * @param name as the source has it, with an index where only one element is shown: {@code dw[3]}
 * @param value in decimals
 * @param type with its actual sizes: {@code vec[30]}
 */
public record Operand(String name, String value, String type) {
    private static final int LONGEST_BYTES = 42;

    /** @param element row-major index of the value that counts, −1 if there is none: then the largest is shown */
    static Operand of(String name, Value value, long element) {
        return switch (value) {
            case Value.FixedValue f -> new Operand(name, f.text(), "fixed");
            case Value.IntValue i -> new Operand(name, i.text(), "int");
            case Value.BoolValue b -> new Operand(name, b.text(), "bool");
            case Value.BytesValue b -> new Operand(name, cut(b.text()), "bytes[" + b.bytes().length + "]");
            case Value.TensorValue t -> tensor(name, t.tensor(), element);
        };
    }

    private static Operand tensor(String name, FixedTensor t, long element) {
        String type = t.rank() == 1 ? "vec[" + t.rows() + "]" : "mat[" + t.rows() + ", " + t.cols() + "]";
        if (t.size() == 0) {
            return new Operand(name, "empty", type);
        }
        int at = element >= 0 && element < t.size() ? (int) element : largest(t);
        String index = t.rank() == 1 ? "[" + at + "]" : "[" + at / t.cols() + ", " + at % t.cols() + "]";
        return new Operand(name + index, Fixed.toString(t.raw(at)), type);
    }

    private static int largest(FixedTensor t) {
        int best = 0;
        for (int i = 1; i < t.size(); i++) {
            // the negative of a magnitude never overflows
            best = -Math.abs(t.raw(i)) < -Math.abs(t.raw(best)) ? i : best;
        }
        return best;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_BYTES ? text : text.substring(0, LONGEST_BYTES) + "…";
    }

    @Override
    public String toString() {
        return name + " = " + value;
    }
}
