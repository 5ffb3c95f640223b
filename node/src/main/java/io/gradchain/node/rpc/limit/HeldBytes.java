package io.gradchain.node.rpc.limit;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all connections together keep in memory, up to a limit. */
public final class HeldBytes {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    public HeldBytes(long most) {
        this.most = most;
    }

    /** Takes {@code bytes} where they are left; whoever got them gives them back once. */
    public boolean tryHold(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    public long held() {
        return held.get();
    }
}
