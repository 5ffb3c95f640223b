package io.gradchain.node.rpc.limit;

import io.gradchain.node.network.TokenBucket;

/** What one address has in use and has spent. */
public final class Client {
    private final boolean local;
    private final TokenBucket bucket;
    private int connections;
    private int waiting;

    Client(boolean local, long unitsPerSecond, long nowNanos) {
        this.local = local;
        this.bucket = new TokenBucket(unitsPerSecond, nowNanos);
    }

    /** Spends {@code units} in any case, and tells how many ns it takes until nothing is owed: 0 for whoever may go on. */
    public synchronized long spend(long units, long nowNanos) {
        return bucket.take(units, nowNanos);
    }

    synchronized boolean connect(int most) {
        if (!local && connections >= most) {
            return false;
        }
        connections++;
        return true;
    }

    synchronized void disconnect() {
        connections--;
    }

    synchronized boolean startWaiting(int most) {
        if (!local && waiting >= most) {
            return false;
        }
        waiting++;
        return true;
    }

    synchronized void stopWaiting() {
        waiting--;
    }

    /** Nothing open, and no debt that a new entry would forget. */
    synchronized boolean isForgettable(long nowNanos) {
        return connections == 0 && waiting == 0 && bucket.take(0, nowNanos) == 0;
    }
}
