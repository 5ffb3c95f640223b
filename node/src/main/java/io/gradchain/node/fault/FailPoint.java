package io.gradchain.node.fault;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Places at which a test ends the process without a word (N-13): {@code -Dgradchain.failpoint=after-sync:7} at the seventh
 * pass. Where the property is not set, {@link #pass} is a test of a constant.
 */
public enum FailPoint {
    BEFORE_BLOCKS,
    AFTER_BLOCKS,
    BEFORE_APPEND,
    AFTER_APPEND,
    AFTER_SYNC,
    AFTER_GUARD,
    WHILE_SENDING,
    AFTER_SEND,
    BEFORE_FINALIZE,
    AFTER_FINALIZE,
    BEFORE_IMPORT,
    AFTER_IMPORT;

    public static final String PROPERTY = "gradchain.failpoint";

    /** The exit status, to tell this end from others. */
    public static final int STATUS = 86;

    private static final String CHOSEN = System.getProperty(PROPERTY, "");
    private static final boolean ON = !CHOSEN.isEmpty();

    /** {@code -Dgradchain.slowsync=200}: every sync of the vote log takes so many ms longer. */
    private static final long SLOW_MILLIS = Long.getLong("gradchain.slowsync", 0);

    private static final AtomicInteger LEFT =
            new AtomicInteger(ON ? Integer.parseInt(CHOSEN.substring(CHOSEN.indexOf(':') + 1)) : 0);

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether this process is to end at one. */
    public static boolean isSet() {
        return ON || SLOW_MILLIS > 0;
    }

    /** The name in the property. */
    public String id() {
        return id;
    }

    public void pass() {
        if (SLOW_MILLIS > 0 && this == AFTER_SYNC) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS));
        }
        if (ON && CHOSEN.startsWith(id + ":") && LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
