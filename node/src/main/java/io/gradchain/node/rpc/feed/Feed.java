package io.gradchain.node.rpc.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who subscribed to what, and the thread on which events are written for them. An event that nobody wants costs nothing;
 * a thousand subscriptions of one channel share its bytes.
 */
public final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int QUEUED = 256;

    private final int each;
    private final int most;
    private final SortedMap<String, List<Subscription>> channels = new TreeMap<>();
    private final ThreadPoolExecutor thread;
    private long ids;
    private int all;

    /**
     * @param each subscriptions of one reader
     * @param most subscriptions of all
     */
    public Feed(int each, int most) {
        this.each = each;
        this.most = most;
        this.thread = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUED),
                Thread.ofPlatform().name("rpc-feed").daemon().factory());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Empty where the reader or all together have as many as they may. */
    public synchronized Optional<Subscription> subscribe(FeedReader reader, String topic, String channel) {
        if (all >= most || count(reader) >= each) {
            return Optional.empty();
        }
        ids++;
        all++;
        Subscription made = new Subscription(Long.toString(ids), topic, channel, reader);
        channels.computeIfAbsent(channel, c -> new ArrayList<>()).add(made);
        return Optional.of(made);
    }

    /** Whether {@code reader} had a subscription of that id. */
    public synchronized boolean unsubscribe(FeedReader reader, String id) {
        return removeAll(reader, Optional.of(id)) > 0;
    }

    /** Forgets whoever hung up. */
    public synchronized void leave(FeedReader reader) {
        var _ = removeAll(reader, Optional.empty());
    }

    public synchronized int size() {
        return all;
    }

    /** The channels somebody wants that begin with {@code prefix}. */
    public synchronized NavigableSet<String> channels(String prefix) {
        NavigableSet<String> found = new TreeSet<>();
        channels.tailMap(prefix).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .forEach(found::add);
        return found;
    }

    /** Writes an event on the feed's thread, if anybody wants it; where that is behind, the event counts as missed. */
    public void publish(String channel, Supplier<byte[]> event) {
        if (channels(channel).contains(channel)) {
            later(Set.of(channel), () -> deliver(channel, event.get()));
        }
    }

    /** Runs {@code work}, which may {@link #deliver}, on the feed's thread; where that is behind, {@code wanted} miss it. */
    public void later(Set<String> wanted, Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException bug) {
                    LOG.error("event=feed-failed channels={}", wanted, bug);
                    wanted.forEach(this::lost);
                }
            });
        } catch (RejectedExecutionException behind) {
            wanted.forEach(this::lost);
        }
    }

    private void lost(String channel) {
        readers(channel).forEach(one -> one.missed().incrementAndGet());
    }

    /** Hands {@code event} to all that want it. */
    public void deliver(String channel, byte[] event) {
        readers(channel).forEach(one -> one.reader().deliver(one, event));
    }

    private synchronized List<Subscription> readers(String channel) {
        return List.copyOf(channels.getOrDefault(channel, List.of()));
    }

    private long count(FeedReader reader) {
        return channels.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.reader().equals(reader))
                .count();
    }

    private int removeAll(FeedReader reader, Optional<String> id) {
        int before = all;
        for (List<Subscription> list : channels.values()) {
            int size = list.size();
            list.removeIf(one -> one.reader().equals(reader)
                    && id.filter(wanted -> !wanted.equals(one.id())).isEmpty());
            all -= size - list.size();
        }
        channels.values().removeIf(List::isEmpty);
        return before - all;
    }

    /** Waits up to 5 s for the event that is being written: afterwards nothing touches the node. */
    @Override
    public void close() {
        thread.shutdown();
        thread.getQueue().clear();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("event=feed-close-timeout");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
