package io.gradchain.mlvm.numeric;

/** The end of an execution by its own rules; carries no stack, since it says where by the element, and hot loops raise it. */
public final class TrapException extends RuntimeException {
    /** The element of a scalar operation, or of a tensor operation that fails as a whole. */
    public static final int NO_ELEMENT = -1;

    private final TrapCode code;
    private final int element;

    public TrapException(TrapCode code) {
        this(code, NO_ELEMENT);
    }

    /** @param element row-major index in the output, or {@link #NO_ELEMENT} */
    public TrapException(TrapCode code, int element) {
        super(code.name(), null, false, false);
        this.code = code;
        this.element = element;
    }

    public TrapCode code() {
        return code;
    }

    public int element() {
        return element;
    }

    @Override
    public String getMessage() {
        return element == NO_ELEMENT ? code.name() : code + " at element " + element;
    }
}
