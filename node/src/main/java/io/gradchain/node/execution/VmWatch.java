package io.gradchain.node.execution;

/**
 * Hears when the machine runs for a transaction, on the thread that runs it. Execution itself may not look at a clock;
 * whoever listens may, and nothing it does reaches a block.
 */
public interface VmWatch {
    /** Nobody listens. */
    VmWatch NONE = new VmWatch() {
        @Override
        public void begins() {}

        @Override
        public void ended(long gas) {}
    };

    void begins();

    /** @param gas that the run used */
    void ended(long gas);
}
