package io.gradchain.node.network;

/** A rate with a burst of one second: what is taken beyond it is owed, and the debt says how long to wait. */
public final class TokenBucket {
    private static final double SECOND = 1e9;

    private final double perSecond;
    private double level;
    private long filledAt;

    public TokenBucket(long perSecond, long nowNanos) {
        this.perSecond = (double) perSecond;
        this.level = (double) perSecond;
        this.filledAt = nowNanos;
    }

    /** Takes {@code amount} in any case and returns the ns until nothing is owed. */
    public long take(long amount, long nowNanos) {
        double refill = perSecond * (double) (nowNanos - filledAt) / SECOND;
        level = Math.min(perSecond, level + refill) - (double) amount;
        filledAt = nowNanos;
        return level >= 0 ? 0 : (long) Math.ceil(-level * SECOND / perSecond);
    }

    /** Takes {@code amount} only where it is there. */
    public boolean tryTake(long amount, long nowNanos) {
        if (take(amount, nowNanos) == 0) {
            return true;
        }
        level += (double) amount;
        return false;
    }
}
