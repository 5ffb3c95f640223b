package io.gradchain.node.network.lab;

/**
 * How one direction of a link treats each message.
 *
 * @param delayMillis one-way, before the message is written
 * @param jitterMillis the delay of each message differs from it by up to so much, evenly; above 0 messages may overtake
 * @param lossPermille of 1000 messages so many are dropped
 * @param duplicatePermille of 1000 one-way messages so many come twice
 * @param reorderPermille of 1000 messages so many are held back by 1 to {@link #MAX_HOLD_MILLIS} ms more, so that later ones
 *     overtake
 */
public record LinkRule(
        long delayMillis, long jitterMillis, int lossPermille, int duplicatePermille, int reorderPermille) {
    public static final long MAX_DELAY_MILLIS = 10_000;
    public static final int ALL_LOST = 1_000;
    public static final long MAX_HOLD_MILLIS = 20;
    public static final LinkRule CLEAR = new LinkRule(0, 0, 0);

    /** Throws {@link IllegalArgumentException} in words for people. */
    public LinkRule {
        require(delayMillis >= 0 && delayMillis <= MAX_DELAY_MILLIS, "a delay is 0 to 10000 ms, not " + delayMillis);
        require(
                jitterMillis >= 0 && jitterMillis <= delayMillis,
                "a jitter of " + jitterMillis + " ms is not between 0 and the delay of " + delayMillis + " ms");
        share("a loss", lossPermille);
        share("a duplication", duplicatePermille);
        share("a reordering", reorderPermille);
    }

    /** Without duplicates and reordering. */
    public LinkRule(long delayMillis, long jitterMillis, int lossPermille) {
        this(delayMillis, jitterMillis, lossPermille, 0, 0);
    }

    private static void share(String what, int permille) {
        require(permille >= 0 && permille <= ALL_LOST, what + " is 0 to 1000 of 1000 messages, not " + permille);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
