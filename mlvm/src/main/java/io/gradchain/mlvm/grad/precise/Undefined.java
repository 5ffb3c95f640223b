package io.gradchain.mlvm.grad.precise;

/** Ends a computation that has no value: a division by zero, a root of −1, an index outside. The machine would trap. */
public final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undefined(String what) {
        super(what, null, false, false);
    }
}
