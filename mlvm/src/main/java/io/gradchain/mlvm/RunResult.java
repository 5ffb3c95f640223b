package io.gradchain.mlvm;

/** How a call ended; the gas is spent either way. */
public sealed interface RunResult {
    long gasUsed();

    /** Its writes and events have been handed to the host. {@code output} is the encoded result, empty if it has none. */
    record Returned(byte[] output, long gasUsed) implements RunResult {
        public Returned {
            output = output.clone();
        }

        @Override
        public byte[] output() {
            return output.clone();
        }
    }

    /**
     * Nothing was stored or emitted.
     *
     * @param function index of the function in the program, {@link #NO_FUNCTION} if none was entered
     * @param pc index of the instruction in its function
     * @param index detail that {@code trap} defines: row-major output element, message, argument; -1 where there is none
     */
    record Trapped(Trap trap, int function, int pc, long index, long gasUsed, Site site) implements RunResult {}

    int NO_FUNCTION = 0xffff;
}
