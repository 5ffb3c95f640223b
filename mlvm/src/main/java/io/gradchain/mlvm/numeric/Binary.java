package io.gradchain.mlvm.numeric;

/** The operations from two {@code fixed} to one {@code fixed}. */
public enum Binary {
    ADD,
    SUB,
    MUL,
    DIV,
    MIN,
    MAX;

    /** Raw in, raw out; traps as the operation of {@link Fixed} does. */
    public long apply(long x, long y) {
        return switch (this) {
            case ADD -> Fixed.add(x, y);
            case SUB -> Fixed.sub(x, y);
            case MUL -> Fixed.mul(x, y);
            case DIV -> Fixed.div(x, y);
            case MIN -> Fixed.min(x, y);
            case MAX -> Fixed.max(x, y);
        };
    }
}
