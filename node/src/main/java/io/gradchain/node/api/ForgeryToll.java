package io.gradchain.node.api;

import io.gradchain.node.network.TokenBucket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How long whoever submits a forged transaction waits for the refusal. The debt is of all callers together, since
 * addresses and connections are cheap; who signs well never waits. A caller who waits submits nothing meanwhile.
 */
final class ForgeryToll {
    /** Verified without a wait: about 1 % of a core. */
    private static final long PER_SECOND = 50;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TokenBucket bucket = new TokenBucket(PER_SECOND, System.nanoTime());

    /** Counts one more; completes when its refusal may be told, at once where few were forged lately. */
    synchronized CompletableFuture<Boolean> due(long nowNanos) {
        long owed = Math.min(MOST_NANOS, bucket.take(1, nowNanos));
        return owed == 0
                ? CompletableFuture.completedFuture(true)
                : new CompletableFuture<Boolean>().completeOnTimeout(true, owed, TimeUnit.NANOSECONDS);
    }
}
