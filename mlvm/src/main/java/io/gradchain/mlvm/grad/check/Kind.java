package io.gradchain.mlvm.grad.check;

/** What a function may do. */
enum Kind {
    INIT,
    EXTERNAL,
    VIEW,
    PURE;

    boolean writes() {
        return this == INIT || this == EXTERNAL;
    }
}
