package io.gradchain.mlvm.grad.check;

/** What a function may do. */
enum Kind {
    INIT,
    EXTERNAL,
    VIEW,
    PURE,
    /** A test, which stands outside of the contract. */
    TEST;

    boolean writes() {
        return this == INIT || this == EXTERNAL || this == TEST;
    }
}
