package io.gradchain.node.relay;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.network.MessageKind;
import io.gradchain.node.network.PeerError;
import io.gradchain.node.network.PeerHandler;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.network.Peers;
import io.gradchain.node.network.Reply;
import io.gradchain.node.runtime.Wire;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncPeers;
import io.gradchain.node.sync.SyncRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sorts what peers send by kind and never works on a network thread: consensus goes to the engine's queue, transactions
 * and ranges to one bounded worker each. A flood of transactions is dropped, never allowed to hold back a vote.
 */
public final class Relay implements PeerHandler, Wire, SyncPeers {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
    private static final int PENALTY = 50;

    private final Outlets outlets;
    private final Map<PublicKey, Status> known = new ConcurrentSkipListMap<>();
    private final ThreadPoolExecutor transactions;
    private final ThreadPoolExecutor ranges;
    private final ScheduledThreadPoolExecutor heartbeat;
    private volatile Optional<Peers> network = Optional.empty();

    public Relay(String name, Outlets outlets) {
        this.outlets = outlets;
        this.transactions = worker(name + "-transactions", 4_096);
        this.ranges = worker(name + "-ranges", 64);
        this.heartbeat = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name + "-status").daemon().factory());
    }

    private static ThreadPoolExecutor worker(String name, int waiting) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** The network is up: from here on messages can leave. */
    public void attach(Peers peers) {
        network = Optional.of(peers);
        var _ = heartbeat.scheduleAtFixedRate(
                () -> peers.broadcast(MessageKind.STATUS, outlets.ourStatus().encoded()),
                STATUS_EVERY.toMillis(),
                STATUS_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Stops the workers; what waits is dropped. */
    public void stop() {
        network = Optional.empty();
        heartbeat.shutdownNow();
        transactions.shutdownNow();
        ranges.shutdownNow();
        try {
            boolean ended = heartbeat.awaitTermination(5, TimeUnit.SECONDS)
                    && transactions.awaitTermination(5, TimeUnit.SECONDS)
                    && ranges.awaitTermination(5, TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException("a worker of the relay does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a peer said last of its final block. */
    public Optional<Status> statusOf(PublicKey peer) {
        return Optional.ofNullable(known.get(peer));
    }

    /** Tells all peers of a transaction that came in here. */
    public void announce(SignedTransaction tx) {
        network.ifPresent(peers -> peers.broadcast(MessageKind.TRANSACTION, tx.encoded()));
    }

    @Override
    public void connected(PeerInfo peer) {
        PeerId id = new PeerId(peer.key());
        submit(
                transactions,
                () -> network.ifPresent(peers -> {
                    peers.send(
                            peer.key(), MessageKind.STATUS, outlets.ourStatus().encoded());
                    outlets.waiting().forEach(tx -> peers.send(peer.key(), MessageKind.TRANSACTION, tx.encoded()));
                }));
        outlets.joined(id);
    }

    @Override
    public void disconnected(PublicKey peer, PeerError reason) {
        known.remove(peer);
        outlets.left(new PeerId(peer));
    }

    @Override
    public boolean received(PublicKey from, MessageKind kind, byte[] body) {
        return switch (kind) {
            case CONSENSUS -> outlets.consensus(new PeerId(from), body);
            case TRANSACTION -> {
                submit(transactions, () -> transaction(from, body));
                yield true;
            }
            case STATUS -> {
                status(from, body);
                yield true;
            }
        };
    }

    private void transaction(PublicKey from, byte[] body) {
        try {
            SignedTransaction tx = SignedTransaction.decode(body);
            if (outlets.transaction(tx)) {
                network.ifPresent(peers -> peers.broadcastExcept(from, MessageKind.TRANSACTION, body));
            }
        } catch (DecodeException e) {
            penalise(new PeerId(from), "TX-12 not a transaction: " + e.getMessage());
        }
    }

    private void status(PublicKey from, byte[] body) {
        try {
            Status status = Status.decode(body);
            known.put(from, status);
            outlets.status(new PeerId(from), status);
        } catch (DecodeException e) {
            penalise(new PeerId(from), "SY-06 not a status: " + e.getMessage());
        }
    }

    @Override
    public void requested(PublicKey from, byte[] body, Answer answer) {
        boolean taken = submit(ranges, () -> {
            try {
                outlets.serve(SyncRequest.decode(body)).ifPresentOrElse(answer::answer, answer::decline);
            } catch (DecodeException e) {
                answer.decline();
                penalise(new PeerId(from), "SY-07 not a request: " + e.getMessage());
            }
        });
        if (!taken) {
            answer.decline();
        }
    }

    private static boolean submit(ThreadPoolExecutor worker, Runnable work) {
        try {
            worker.execute(work);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    @Override
    public void send(PeerId to, byte[] message) {
        network.ifPresent(peers -> peers.send(to.key(), MessageKind.CONSENSUS, message));
    }

    @Override
    public void broadcast(byte[] message) {
        network.ifPresent(peers -> peers.broadcast(MessageKind.CONSENSUS, message));
    }

    @Override
    public void penalise(PeerId peer, String reason) {
        network.ifPresent(peers -> peers.penalise(peer.key(), PENALTY, reason));
    }

    @Override
    public void fetch(long height, PeerId from) {
        outlets.fetch(height, from);
    }

    @Override
    public CompletableFuture<Optional<byte[]>> ask(PeerId peer, SyncRequest request) {
        return network.map(peers -> peers.request(peer.key(), request.encoded(), ANSWER_TIME))
                .map(reply -> reply.thenApply(Relay::bytes))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private static Optional<byte[]> bytes(Reply reply) {
        return switch (reply) {
            case Reply.Answered(byte[] body) -> Optional.of(body);
            case Reply.Failed failed -> Optional.empty();
        };
    }
}
