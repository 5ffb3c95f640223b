package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what is missing of one state from several peers, on one thread (SY-7). The newest wanted part is asked for first,
 * so that what is open stays a few paths down the tree, however large it is. A part is written when all below it is
 * there: what the store has is whole, and so a fetch that was cut off, even of another state, goes on where it was.
 */
final class StateFetch {
    /** Parts of one request. */
    private static final int PARTS = 256;

    /** Requests open at one time: each answer has at most 1 MiB, or one part. */
    private static final int OPEN = 8;

    private static final long PATIENCE_MILLIS = 200;
    private static final long STALL_NANOS = 15_000_000_000L;

    private static final long TELL_NANOS = 5_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(StateFetch.class);

    private final Asking asking;
    private final PartStore store;
    private final long height;
    private final Deque<StatePart> wanted = new ArrayDeque<>();
    private final SnapshotProgress progress;
    private long lastProgress = System.nanoTime();
    private long lastTold = System.nanoTime();

    /** @param height of the block whose state it is: only peers that claim to be there are asked */
    StateFetch(KeyValueStore database, Asking asking, long height, SnapshotProgress progress) {
        this.asking = asking;
        this.store = new PartStore(database, progress);
        this.height = height;
        this.progress = progress;
    }

    /**
     * Returns true when everything below {@code root} is in the store; false when nobody gives any of it, or nothing more is
     * wanted.
     */
    boolean run(Hash root, BooleanSupplier stopped) throws InterruptedException {
        store.want(root, StatePart.Kind.ACCOUNTS, Optional.empty()).ifPresent(wanted::push);
        while (!wanted.isEmpty() || asking.open() > 0) {
            if (stopped.getAsBoolean() || System.nanoTime() - lastProgress > STALL_NANOS) {
                store.flush();
                return false;
            }
            boolean asked = true;
            while (asked && !wanted.isEmpty() && asking.open() < OPEN) {
                asked = ask();
            }
            asking.step(PATIENCE_MILLIS);
            if (System.nanoTime() - lastTold > TELL_NANOS) {
                lastTold = System.nanoTime();
                LOG.info("fetching the state: {}", progress);
            }
        }
        store.flush();
        return true;
    }

    /** Asks for the parts wanted last, of one kind of request. */
    private boolean ask() {
        boolean codes = wanted.peek().kind() == StatePart.Kind.CODE;
        List<StatePart> parts = new ArrayList<>();
        while (!wanted.isEmpty() && parts.size() < PARTS && (wanted.peek().kind() == StatePart.Kind.CODE) == codes) {
            StatePart part = wanted.pop();
            if (store.has(part)) {
                store.cameMeanwhile(part);
            } else {
                parts.add(part);
            }
        }
        if (parts.isEmpty()) {
            return true;
        }
        List<Hash> hashes = parts.stream().map(StatePart::hash).toList();
        boolean taken = asking.ask(
                height,
                codes ? new SyncRequest.Codes(hashes) : new SyncRequest.Nodes(hashes),
                answer -> read(answer, parts),
                () -> parts.reversed().forEach(wanted::push));
        if (!taken) {
            parts.reversed().forEach(wanted::push);
        }
        return taken;
    }

    /** Where one part is wrong, all that are not taken yet are asked for again, of another. */
    private Optional<String> read(byte[] answer, List<StatePart> parts) {
        List<byte[]> values =
                ByteReader.decode(answer, in -> in.list(PARTS, each -> each.bytes(SyncServer.MAX_STATE_BYTES)));
        if (values.size() > parts.size()) {
            return Optional.of("SY-15 more parts of the state than were asked for");
        }
        List<StatePart> again = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            StatePart part = parts.get(i);
            if (i >= values.size() || values.get(i).length == 0) {
                again.add(part);
                continue;
            }
            try {
                if (!part.accepts(values.get(i))) {
                    return wrong(parts, i, again);
                }
                store.take(part, values.get(i)).reversed().forEach(wanted::push);
            } catch (DecodeException e) {
                return wrong(parts, i, again);
            }
            lastProgress = System.nanoTime();
        }
        again.reversed().forEach(wanted::addLast);
        return Optional.empty();
    }

    private static Optional<String> wrong(List<StatePart> parts, int at, List<StatePart> again) {
        Hash hash = parts.get(at).hash();
        // What came before is taken already: only the rest is put back by whoever hears of this.
        parts.subList(0, at).clear();
        parts.addAll(again);
        return Optional.of("SY-16 a part of the state that is not " + hash);
    }
}
