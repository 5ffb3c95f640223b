package io.gradchain.mlvm.numeric;

/** The operations from one {@code fixed} to one {@code fixed}. */
public enum Unary {
    NEG,
    ABS,
    SQRT,
    EXP,
    LN,
    SIGMOID,
    SOFTPLUS,
    TANH;

    /** Raw in, raw out; traps as the operation of {@link Fixed} does. */
    public long apply(long x) {
        return switch (this) {
            case NEG -> Fixed.neg(x);
            case ABS -> Fixed.abs(x);
            case SQRT -> Fixed.sqrt(x);
            case EXP -> Fixed.exp(x);
            case LN -> Fixed.ln(x);
            case SIGMOID -> Fixed.sigmoid(x);
            case SOFTPLUS -> Fixed.softplus(x);
            case TANH -> Fixed.tanh(x);
        };
    }
}
