package io.gradchain.mlvm.code;

/** The sizes no program may exceed (M-20); part of the rules of the chain. */
public final class Limits {
    public static final int CODE_BYTES = 64 * 1024;
    public static final int NAME_BYTES = 64;
    public static final int MESSAGE_BYTES = 256;
    public static final int MESSAGES = 256;
    public static final int FUNCTIONS = 64;
    public static final int STATE_VARIABLES = 256;
    public static final int EVENTS = 64;
    public static final int FIELDS = 16;
    public static final int REGISTERS = 256;
    public static final int NESTING = 64;
    /** Contracts underway at one time. */
    public static final int CALL_DEPTH = 8;

    /** 8 Mi values of 8 bytes: the memory limit itself. */
    public static final int TENSOR_ELEMENTS = 8 * 1024 * 1024;

    /** Unknowns of a system of linear equations. */
    public static final int UNKNOWNS = 32;

    public static final int BYTES_VALUE = 1024;

    /** Bytes live in one execution, over registers, loaded state, events and journal. */
    public static final long MEMORY = 64L * 1024 * 1024;

    /** Bytes of one storage slot; a row of a dataset must fit. */
    public static final int SLOT_BYTES = 16 * 1024;

    public static final int EVENT_BYTES = 16 * 1024;
    public static final int EVENTS_PER_CALL = 65_536;
    public static final int OUTPUT_BYTES = 256 * 1024;
    public static final int ARGUMENT_BYTES = 256 * 1024;

    private Limits() {}
}
