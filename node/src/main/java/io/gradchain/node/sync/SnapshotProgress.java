package io.gradchain.node.sync;

import java.util.concurrent.atomic.AtomicLong;

/** How far a snapshot is, for any thread. */
public final class SnapshotProgress {
    private final AtomicLong height = new AtomicLong();
    private final AtomicLong parts = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    void chose(long newHeight) {
        height.set(newHeight);
    }

    void came(long length) {
        parts.incrementAndGet();
        bytes.addAndGet(length);
    }

    /** Of the block whose state is fetched; 0 before one was found. */
    public long height() {
        return height.get();
    }

    /** State nodes and codes fetched since the start of this process. */
    public long parts() {
        return parts.get();
    }

    /** Their size. */
    public long bytes() {
        return bytes.get();
    }

    @Override
    public String toString() {
        return "block " + height + ", " + parts + " parts of its state, " + (bytes.get() >> 20) + " MiB";
    }
}
