package io.gradchain.mlvm.code;

/**
 * The leading dimension of a tensor (M-21): exactly {@code size}, or a run-time size of at most {@code size}.
 *
 * @param size 1 to {@link Limits#TENSOR_ELEMENTS}
 */
public record Dim(int size, boolean runtime) {
    public Dim {
        if (size < 1 || size > Limits.TENSOR_ELEMENTS) {
            throw new IllegalArgumentException("a dimension is 1 to " + Limits.TENSOR_ELEMENTS + ", got " + size);
        }
    }

    public static Dim exactly(int size) {
        return new Dim(size, false);
    }

    public static Dim atMost(int cap) {
        return new Dim(cap, true);
    }

    /** Whether every size this dimension can take is one that {@code other} can take. */
    public boolean fits(Dim other) {
        return other.runtime ? size <= other.size : !runtime && size == other.size;
    }

    /** Whether the two can be equal when the instruction runs: two exact sizes must be the same. */
    public boolean mayEqual(Dim other) {
        return runtime || other.runtime || size == other.size;
    }

    /** What is known of a size that equals both: the exact one if there is one, else the lesser cap. */
    public Dim meet(Dim other) {
        if (!runtime) {
            return this;
        }
        if (!other.runtime) {
            return other;
        }
        return size <= other.size ? this : other;
    }

    public boolean admits(int actual) {
        return runtime ? actual <= size : actual == size;
    }

    @Override
    public String toString() {
        return (runtime ? "<=" : "") + size;
    }
}
