package io.gradchain.node.mempool;

import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.execution.Candidates;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Hands a block builder one transaction after the other: a few reports of broken rules, then best fee first, then first come; nonces of a sender in order.
 * What does not fit is passed over with everything its sender queued behind it, so small transactions fill the gas that
 * a training leaves, and an old training comes before young small ones of the same price.
 */
public final class Selection implements Candidates {
    private final PriorityQueue<Deque<Waiting>> queues =
            new PriorityQueue<>(Comparator.comparing((Deque<Waiting> queue) -> queue.peekFirst(), Waiting.BEST_FIRST));
    /** Reports of broken rules go first, but not so many that false ones could fill blocks. */
    private static final int URGENT = 4;

    private final Deque<Deque<Waiting>> urgent = new ArrayDeque<>();
    private Deque<Waiting> current = new ArrayDeque<>();

    Selection(List<List<Waiting>> senders) {
        for (List<Waiting> sender : senders) {
            if (!sender.isEmpty()) {
                queues.add(new ArrayDeque<>(sender));
            }
        }
        queues.stream()
                .filter(queue -> queue.peekFirst().body().payload() instanceof Payload.Evidence)
                .sorted(queues.comparator())
                .limit(URGENT)
                .forEach(urgent::add);
        queues.removeAll(urgent);
    }

    /** The next one whose gas limit and size fit what is left of the block; the one before it was taken. */
    @Override
    public Optional<SignedTransaction> next(long gasLeft, int bytesLeft) {
        if (!current.isEmpty()) {
            queues.add(current);
        }
        while (!urgent.isEmpty() || !queues.isEmpty()) {
            Deque<Waiting> queue = urgent.isEmpty() ? queues.poll() : urgent.poll();
            Waiting best = queue.removeFirst();
            if (best.body().gasLimit() <= gasLeft && best.tx().size() <= bytesLeft) {
                current = queue;
                return Optional.of(best.tx());
            }
        }
        current = new ArrayDeque<>();
        return Optional.empty();
    }

    /** The one handed out last was not taken: whatever its sender queued behind it cannot follow. */
    @Override
    public void passOver() {
        current = new ArrayDeque<>();
    }
}
