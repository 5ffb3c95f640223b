package io.gradchain.consensus.sim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/** What is to happen, by virtual time; what is due in one ms happens in the order of asking. */
final class Agenda {
    private final TreeMap<Long, Deque<Runnable>> steps = new TreeMap<>();
    private Deque<Runnable> due = new ArrayDeque<>();
    private long now;

    long now() {
        return now;
    }

    void later(long delay, Runnable step) {
        if (delay <= 0) {
            due.add(step);
        } else {
            steps.computeIfAbsent(now + delay, time -> new ArrayDeque<>()).add(step);
        }
    }

    boolean isEmpty() {
        return due.isEmpty() && steps.isEmpty();
    }

    /** The next step; the time is then its time. */
    Runnable next() {
        if (due.isEmpty()) {
            var first = steps.pollFirstEntry();
            now = first.getKey();
            due = first.getValue();
        }
        return due.poll();
    }
}
