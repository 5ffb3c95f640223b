package io.gradchain.mlvm.code;

/**
 * What INVOKE says beside its registers (M-25).
 *
 * @param message index of the text that names the function
 * @param view whether it is a view, called so that nothing can change
 * @param gas the most the call may use
 */
public record Invocation(int message, boolean view, int gas) {
    private static final int VIEW_BIT = 32;
    private static final int MESSAGE_SHIFT = 40;

    public Invocation {
        if (message < 0 || message > 0xffff || gas < 0) {
            throw new IllegalArgumentException("message " + message + ", gas " + gas);
        }
    }

    /** The immediate of the instruction. */
    public long packed() {
        return (long) message << MESSAGE_SHIFT | (view ? 1L << VIEW_BIT : 0) | gas;
    }

    /** @throws IllegalArgumentException for what {@link #packed} never gives */
    public static Invocation unpacked(long immediate) {
        Invocation call = new Invocation(
                (int) (immediate >>> MESSAGE_SHIFT) & 0xffff,
                (immediate >>> VIEW_BIT & 1) == 1,
                (int) immediate & Integer.MAX_VALUE);
        if (call.packed() != immediate) {
            throw new IllegalArgumentException("no invocation: " + immediate);
        }
        return call;
    }
}
