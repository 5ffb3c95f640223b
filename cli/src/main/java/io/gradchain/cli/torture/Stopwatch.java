package io.gradchain.cli.torture;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time and processor time of this process since a moment. */
final class Stopwatch {
    private final long start = System.nanoTime();
    private final Duration cpu = used();

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of this process alone, without the nodes. */
    double cpuSeconds() {
        return used().minus(cpu).toMillis() / 1e3;
    }

    /** Looks every {@code millis} until it is so, at most for {@code patience}; whether it is. */
    static boolean await(BooleanSupplier so, long millis, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return true;
    }
}
