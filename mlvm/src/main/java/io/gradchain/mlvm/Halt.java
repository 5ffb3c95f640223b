package io.gradchain.mlvm;

/** Ends an execution by a rule of the machine, as a kernel's trap does by a rule of arithmetic. */
final class Halt extends RuntimeException {
    static final long NO_DETAIL = -1;

    private final Trap trap;
    private final long index;

    Halt(Trap trap, long index) {
        super(trap.name(), null, false, false);
        this.trap = trap;
        this.index = index;
    }

    Halt(Trap trap) {
        this(trap, NO_DETAIL);
    }

    Trap trap() {
        return trap;
    }

    long index() {
        return index;
    }
}
