package io.gradchain.mlvm.oracle;

import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.numeric.TrapException;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What an operation did, from either side, so that two can be compared: numbers with their shape, or a trap. */
public record Outcome(TrapCode trap, int element, int rows, int cols, List<Long> raws) {
    public static Outcome trap(TrapCode code) {
        return trap(code, TrapException.NO_ELEMENT);
    }

    public static Outcome trap(TrapCode code, int element) {
        return new Outcome(code, element, 0, 0, List.of());
    }

    public static Outcome number(long raw) {
        return new Outcome(null, TrapException.NO_ELEMENT, 0, 0, List.of(raw));
    }

    /** cols = 0 marks a vector. */
    public static Outcome numbers(int rows, int cols, long[] raws) {
        return new Outcome(
                null,
                TrapException.NO_ELEMENT,
                rows,
                cols,
                Arrays.stream(raws).boxed().toList());
    }

    /** What the code under test does. */
    public static Outcome ofNumber(LongSupplier operation) {
        try {
            return number(operation.getAsLong());
        } catch (TrapException trap) {
            return trap(trap.code(), trap.element());
        }
    }

    /** What the code under test does. */
    public static Outcome ofTensor(Supplier<FixedTensor> operation) {
        try {
            FixedTensor t = operation.get();
            return numbers(t.rows(), t.rank() == 1 ? 0 : t.cols(), t.toArray());
        } catch (TrapException trap) {
            return trap(trap.code(), trap.element());
        }
    }

    @Override
    public String toString() {
        return trap != null
                ? trap + (element < 0 ? "" : "@" + element)
                : raws.size() == 1 && rows == 0 ? raws.getFirst().toString() : rows + "x" + cols + raws;
    }
}
