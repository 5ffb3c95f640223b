package io.gradchain.cli.terminal;

import java.util.Locale;

/** Progress of long work: a bar with rate and time left on a terminal, a line every quarter when piped. */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 20;

    private final Screen screen;
    private final String what;
    private final String unit;
    private final long total;
    private final long start = System.nanoTime();
    private long quarter;
    private long drawn;
    private long done;

    /** Starts the bar of {@code total} {@code unit}s. */
    public Progress(Screen screen, String what, String unit, long total) {
        this.screen = screen;
        this.what = what;
        this.unit = unit;
        this.total = Math.max(1, total);
    }

    /** Shows that {@code done} of the total are done; {@code note} stands at the end of the line. */
    public void at(long done, String note) {
        this.done = done;
        long now = System.nanoTime();
        if (screen.terminal()) {
            // Ten frames a second are enough for eyes.
            if (now - drawn > 100_000_000 || done == total) {
                drawn = now;
                screen.redraw(line(now, note));
            }
        } else if (done * 4 / total > quarter) {
            quarter = done * 4 / total;
            screen.line(plain(now, note));
        }
    }

    private String line(long now, String note) {
        int filled = (int) (done * WIDTH / total);
        double seconds = (now - start) / 1e9;
        double rate = seconds > 0 ? done / seconds : 0;
        String left = rate > 0 && done < total ? String.format(Locale.ROOT, "%.0f s left", (total - done) / rate) : "";
        return String.format(
                Locale.ROOT,
                "  %-10s %s%s %3d %%  %.0f %s/s  %s  %s",
                what,
                "━".repeat(filled),
                "─".repeat(WIDTH - filled),
                100 * done / total,
                rate,
                unit,
                left,
                note);
    }

    private String plain(long now, String note) {
        return String.format(
                        Locale.ROOT,
                        "  %-10s %d of %d %ss, %.1f s  %s",
                        what,
                        done,
                        total,
                        unit,
                        (now - start) / 1e9,
                        note)
                .stripTrailing();
    }

    /** Leaves the last state of the bar on the screen. */
    @Override
    public void close() {
        if (screen.terminal()) {
            screen.redraw("");
            screen.line(plain(System.nanoTime(), ""));
        }
    }
}
