package io.gradchain.node.metrics;

import java.util.function.Supplier;

/** Asks once and gives the same answer for a moment: a scrape reads many figures of one question. Safe for any thread. */
final class Briefly<T> implements Supplier<T> {
    private static final long MOMENT_NANOS = 500_000_000;

    private final Supplier<T> question;
    private Answer<T> last;

    private record Answer<T>(T value, long atNanos) {}

    Briefly(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public synchronized T get() {
        long now = System.nanoTime();
        if (last == null || now - last.atNanos() > MOMENT_NANOS) {
            last = new Answer<>(question.get(), now);
        }
        return last.value();
    }
}
