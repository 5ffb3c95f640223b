package io.gradchain.node.network.lab;

import io.gradchain.node.network.LinkShaper;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One direction of one link: its rule, its dice, and when the last message leaves. Guarded by the lab. */
final class LabLink {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private LinkRule rule;
    private SplittableRandom dice;
    private long lastDue;
    private long passed;
    private long dropped;
    private long duplicated;
    private long reordered;

    LabLink(LinkRule rule, long seed, long now) {
        this.rule = rule;
        this.dice = new SplittableRandom(seed);
        this.lastDue = now;
    }

    /** The verdict on a message handed over at {@code now} ns. */
    long verdict(boolean cut, long now) {
        if (cut || falls(rule.lossPermille())) {
            dropped++;
            return LinkShaper.DROP;
        }
        passed++;
        if (falls(rule.reorderPermille())) {
            // Not the last one due: whatever follows may overtake it.
            reordered++;
            return rule.delayMillis() + dice.nextLong(1, LinkRule.MAX_HOLD_MILLIS + 1);
        }
        return inOrder(now);
    }

    /** The delay of a second copy of what just passed, or none. */
    long copy(long now) {
        if (!falls(rule.duplicatePermille())) {
            return LinkShaper.DROP;
        }
        duplicated++;
        return inOrder(now);
    }

    /** Without a share to throw for the dice stay as they are: a rule changes no other rule's throws. */
    private boolean falls(int permille) {
        return permille > 0 && dice.nextInt(LinkRule.ALL_LOST) < permille;
    }

    private long inOrder(long now) {
        long delay = rule.jitterMillis() == 0
                ? Math.max(rule.delayMillis(), untilAfterLast(now))
                : rule.delayMillis() + dice.nextLong(-rule.jitterMillis(), rule.jitterMillis() + 1);
        lastDue = Math.max(lastDue, now + delay * MILLI);
        return delay;
    }

    /**
     * Where a delay shrinks, what is sent after must not overtake what is still on its way; the millisecond more covers
     * the time between this verdict and the timer it sets.
     */
    private long untilAfterLast(long now) {
        long wait = lastDue - now;
        return wait <= rule.delayMillis() * MILLI ? 0 : Math.ceilDiv(wait, MILLI) + 1;
    }

    void roll(long seed) {
        dice = new SplittableRandom(seed);
    }

    void rule(LinkRule next) {
        rule = next;
    }

    LinkRule rule() {
        return rule;
    }

    long passed() {
        return passed;
    }

    long dropped() {
        return dropped;
    }

    long duplicated() {
        return duplicated;
    }

    long reordered() {
        return reordered;
    }
}
