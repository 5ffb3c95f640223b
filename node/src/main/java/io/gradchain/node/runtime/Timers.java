package io.gradchain.node.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The engine's named timers. Each setting has a number: a timer that ran out on the clock's thread while it was being
 * replaced or cancelled on the engine's is recognised by its old number and dropped. For the engine's thread alone.
 */
final class Timers {
    private final ScheduledExecutorService clock;
    private final BiConsumer<String, Long> ranOut;
    private final Map<String, Long> armed = new HashMap<>();
    private long settings;

    /** @param ranOut hears name and setting on the clock's thread, and must hand them over to the engine's */
    Timers(ScheduledExecutorService clock, BiConsumer<String, Long> ranOut) {
        this.clock = clock;
        this.ranOut = ranOut;
    }

    void set(String timer, long delayMillis) {
        long setting = ++settings;
        armed.put(timer, setting);
        var _ = clock.schedule(() -> ranOut.accept(timer, setting), delayMillis, TimeUnit.MILLISECONDS);
    }

    void cancel(String timer) {
        armed.remove(timer);
    }

    /** Whether this setting still stands; it is used up by the question. */
    boolean isDue(String timer, long setting) {
        return armed.remove(timer, setting);
    }
}
