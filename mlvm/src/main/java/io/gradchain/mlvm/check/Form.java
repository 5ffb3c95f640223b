package io.gradchain.mlvm.check;

/** Which kinds of operand an instruction has, settled once by the validator (M-41). */
public enum Form {
    /** No operand decides: control, environment, state, constants. */
    PLAIN(false),
    FIXED(false),
    /** int, or bool as 0 and 1. */
    INT(false),
    BYTES(true),
    TENSOR(true),
    TENSORS(true),
    /** A mat, and a vec for each of its rows. */
    ROWS(true),
    TENSOR_SCALAR(true),
    SCALAR_TENSOR(true);

    private final boolean wide;

    Form(boolean wide) {
        this.wide = wide;
    }

    /** Whether it works on objects rather than on 64-bit registers. */
    public boolean wide() {
        return wide;
    }
}
