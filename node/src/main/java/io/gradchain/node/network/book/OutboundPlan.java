package io.gradchain.node.network.book;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Whom to dial next: the anchors of the last run first, then the book, with few outgoing peers of one group. Pure. */
public final class OutboundPlan {
    /** Outgoing peers that may lie in one group, so that who owns one group is never more than two of ten. */
    public static final int PER_GROUP = 2;

    private static final long FIRST_PAUSE_MILLIS = 30_000;
    private static final int MAX_DOUBLINGS = 6;

    private final AddressBook book;
    private final boolean countLoopback;
    private final RandomGenerator dice;
    private final Deque<BookAddress> anchors;

    public OutboundPlan(AddressBook book, boolean countLoopback, RandomGenerator dice) {
        this.book = book;
        this.countLoopback = countLoopback;
        this.dice = dice;
        this.anchors = new ArrayDeque<>(book.anchors());
    }

    /**
     * One more to dial, beside the outgoing peers there are and are being dialled.
     *
     * @param nowMillis of any clock that does not go back
     */
    public Optional<BookAddress> next(
            Collection<BookAddress> outgoing, long nowMillis, Predicate<BookAddress> allowed) {
        while (!anchors.isEmpty()) {
            BookAddress anchor = anchors.poll();
            if (isNew(anchor, outgoing) && allowed.test(anchor)) {
                return Optional.of(anchor);
            }
        }
        return book.pick(
                dice,
                nowMillis,
                address -> isNew(address, outgoing) && hasRoom(address.group(), outgoing) && allowed.test(address));
    }

    private static boolean isNew(BookAddress address, Collection<BookAddress> outgoing) {
        return outgoing.stream().noneMatch(other -> other.key().equals(address.key()) || other.sameEndpoint(address));
    }

    private boolean hasRoom(NetGroup group, Collection<BookAddress> outgoing) {
        boolean counts = countLoopback || !group.equals(NetGroup.LOOPBACK);
        return !counts
                || outgoing.stream()
                                .filter(other -> other.group().equals(group))
                                .count()
                        < PER_GROUP;
    }

    /** Dialling led to the key. */
    public void good(BookAddress address) {
        book.good(address);
    }

    /** Dialling failed: the next try waits 30 s, then a minute, up to half an hour. */
    public void failed(BookAddress address, long nowMillis) {
        long pause = FIRST_PAUSE_MILLIS << Math.min(book.failures(address), MAX_DOUBLINGS);
        book.failed(address, nowMillis + pause);
    }
}
