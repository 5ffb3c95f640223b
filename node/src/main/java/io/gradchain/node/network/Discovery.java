package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.AddressBook;
import io.gradchain.node.network.book.AddressList;
import io.gradchain.node.network.book.BookAddress;
import io.gradchain.node.network.book.BookFile;
import io.gradchain.node.network.book.NetGroup;
import io.gradchain.node.network.book.OutboundPlan;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds peers beside the configured ones: keeps the address book and its file, asks outgoing peers for addresses, and dials
 * until there are enough. Only what this node asked for gets into the book, and only what it dialled is proven.
 */
final class Discovery implements AddressTalk.Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
    private static final long ASK_AGAIN_SECONDS = 120;
    private static final long SAVE_SECONDS = 5;

    private final NetworkLimits limits;
    private final PublicKey own;
    private final BookFile file;
    private final AddressBook book;
    private final OutboundPlan plan;
    private final SplittableRandom dice;
    private final Lines lines;
    private final Map<PublicKey, BookAddress> outgoing = new LinkedHashMap<>();
    private final Map<PublicKey, BookAddress> dialling = new TreeMap<>();
    private final ScheduledThreadPoolExecutor thread;
    private boolean changed;

    /** What discovery needs of the network. */
    interface Lines {
        void dial(BookAddress address);

        /** Connected, banned, configured, or this node itself: not to be dialled from the book. */
        boolean isTakenCareOf(BookAddress address);

        boolean isConnected(PublicKey peer);

        /** Asks every outgoing peer for addresses. */
        void askAll();
    }

    /** @param secret of the book where there is none yet, and of the dice */
    Discovery(NetworkLimits limits, PublicKey own, BookFile file, byte[] secret, Lines lines) {
        this.limits = limits;
        this.own = own;
        this.file = file;
        this.dice = new SplittableRandom(ByteBuffer.wrap(secret).getLong());
        this.book = file.read(secret);
        this.plan = new OutboundPlan(book, limits.all().countLoopback(), dice);
        this.lines = lines;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("peers-discovery").daemon().factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    void start() {
        long pause = 10 * limits.firstBackoff().toMillis();
        every(pause / 5, pause, TimeUnit.MILLISECONDS, this::dialOne);
        every(SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS, this::save);
        every(ASK_AGAIN_SECONDS, ASK_AGAIN_SECONDS, TimeUnit.SECONDS, lines::askAll);
    }

    private void every(long first, long pause, TimeUnit unit, Runnable step) {
        var _ = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        step.run();
                    } catch (RuntimeException e) {
                        LOG.error("event=discovery-failed", e);
                    }
                },
                first,
                pause,
                unit);
    }

    void close() {
        thread.shutdown();
        save();
    }

    private void dialOne() {
        Optional<BookAddress> next;
        synchronized (this) {
            List<BookAddress> busy = new ArrayList<>(outgoing.values());
            busy.addAll(dialling.values());
            next = busy.size() >= limits.maxOutbound()
                    ? Optional.empty()
                    : plan.next(busy, millis(), address -> !lines.isTakenCareOf(address));
            next.ifPresent(address -> dialling.put(address.key(), address));
        }
        next.ifPresent(lines::dial);
    }

    private static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** A dial of {@link Lines#dial} ended, be it after a long connection. */
    synchronized void dialEnded(BookAddress address, boolean proven) {
        dialling.remove(address.key());
        if (!proven) {
            plan.failed(address, millis());
            changed = true;
        }
    }

    /** An outgoing connection proved a key. */
    synchronized void connected(BookAddress address) {
        dialling.remove(address.key());
        outgoing.put(address.key(), address);
        plan.good(address);
        changed = true;
    }

    synchronized void gone(PublicKey peer) {
        // It stays an anchor until another takes its place: a restart of both must find it.
        if (outgoing.containsKey(peer)) {
            keepAnchors();
            outgoing.remove(peer);
            changed = true;
        }
    }

    /** The outgoing peers that hold longest, then those of before. */
    private void keepAnchors() {
        List<BookAddress> longest = new ArrayList<>(outgoing.values());
        book.anchors().stream().filter(old -> !outgoing.containsKey(old.key())).forEach(longest::add);
        book.anchors(longest);
    }

    @Override
    public synchronized List<BookAddress> some() {
        return book.some(dice, AddressList.MAX, lines::isConnected);
    }

    @Override
    public synchronized void heard(PublicKey from, InetAddress at, List<BookAddress> told) {
        told.forEach(address -> learn(address, at));
    }

    @Override
    public synchronized void listens(PublicKey peer, InetAddress at, int port) {
        learn(new BookAddress(at, port, peer), at);
    }

    private void learn(BookAddress address, InetAddress teller) {
        if (!address.key().equals(own) && address.isPlausibleFrom(teller)) {
            book.heard(address, NetGroup.of(teller));
            changed = true;
        }
    }

    /** How many addresses are known, and how many of them were proven. */
    synchronized Sizes sizes() {
        return new Sizes(book.size(), book.provenSize());
    }

    record Sizes(int known, int proven) {}

    /** The file is written without the lock: a slow disk must not hold a network thread. */
    private void save() {
        byte[] bytes;
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            keepAnchors();
            bytes = book.encoded();
        }
        file.write(bytes);
    }
}
