package io.gradchain.node.metrics;

import io.gradchain.node.execution.VmWatch;
import java.util.concurrent.atomic.LongAdder;

/** Time and gas of the machine's runs for transactions; for the one thread that executes, read by any. */
public final class MachineTime implements VmWatch {
    private final LongAdder nanos = new LongAdder();
    private final LongAdder gas = new LongAdder();
    private long began;

    @Override
    public void begins() {
        began = System.nanoTime();
    }

    @Override
    public void ended(long used) {
        nanos.add(System.nanoTime() - began);
        gas.add(used);
    }

    long nanos() {
        return nanos.sum();
    }

    long gas() {
        return gas.sum();
    }
}
