package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Screen;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Finds the most transfers a second a testnet makes final: doubles the load until a fifth of a step is left behind. */
final class Saturation {
    private static final long STEP_SECONDS = 5;
    private static final long SETTLE_MILLIS = 4_000;
    private static final double KEEPS_UP = 0.8;
    private static final double FIRST = 25;
    private static final double LAST = 6_400;

    private Saturation() {}

    /** The highest rate of finality seen. */
    static double find(Load load, Screen screen) {
        double best = 0;
        for (double rate = FIRST; rate <= LAST; rate *= 2) {
            load.rate(rate);
            load.cut();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STEP_SECONDS));
            Window window = load.cut();
            load.rate(1);
            boolean all = load.settle(window, SETTLE_MILLIS);
            Percentiles times = window.percentiles();
            best = Math.max(best, window.rate());
            screen.line("  %,6.0f/s wanted: %,.0f/s final, p95 %,d ms%s"
                    .formatted(rate, window.rate(), times.p95() / 1_000, all ? "" : ", not all"));
            if (window.settled() < KEEPS_UP * window.intended()) {
                break;
            }
        }
        return best;
    }
}
