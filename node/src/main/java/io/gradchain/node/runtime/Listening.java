package io.gradchain.node.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The while in which a started node only listens whether somebody signs with its key (N-12): from the first peer on. */
final class Listening {
    /** Without any peer nobody is waited for much longer. */
    private static final int ALONE = 4;

    private final ScheduledExecutorService clock;
    private final long millis;
    private final Runnable over;
    private final AtomicBoolean heard = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    Listening(ScheduledExecutorService clock, long millis, Runnable over) {
        this.clock = clock;
        this.millis = millis;
        this.over = over;
    }

    boolean isOn() {
        return millis > 0;
    }

    void begin() {
        if (isOn()) {
            after(ALONE * millis);
        }
    }

    void peerJoined() {
        if (isOn() && !heard.getAndSet(true)) {
            after(millis);
        }
    }

    private void after(long delay) {
        try {
            var _ = clock.schedule(
                    () -> {
                        if (!ended.getAndSet(true)) {
                            over.run();
                        }
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            ended.set(true);
        }
    }
}
