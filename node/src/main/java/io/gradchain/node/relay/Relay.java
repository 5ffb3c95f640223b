package io.gradchain.node.relay;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.network.MessageKind;
import io.gradchain.node.network.PeerError;
import io.gradchain.node.network.PeerHandler;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.network.Peers;
import io.gradchain.node.network.Reply;
import io.gradchain.node.network.SendOutcome;
import io.gradchain.node.runtime.FairShare;
import io.gradchain.node.runtime.Wire;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncPeers;
import io.gradchain.node.sync.SyncRequest;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Sorts what peers send by kind and never works on a network thread: consensus goes to the engine's queue, transactions
 * and ranges to one bounded worker each. A flood of transactions is dropped, never allowed to hold back a vote.
 */
public final class Relay implements PeerHandler, Wire, SyncPeers {
    private static final Duration ANSWER_TIME = Duration.ofSeconds(5);
    private static final Duration STATUS_EVERY = Duration.ofSeconds(1);
    private static final int PENALTY = 50;
    /** Transactions of one peer and of all peers that may wait to be checked; what comes above is dropped. */
    private static final FairShare.Bound OF_PEER = new FairShare.Bound(1_024, 4L << 20);

    private static final FairShare.Bound OF_ALL = new FairShare.Bound(4_096, 32L << 20);
    /** A node checks these before it tells others, so an honest one never sends what breaks them. */
    private static final Set<TxRule> NEVER_RELAYED =
            EnumSet.of(TxRule.WRONG_CHAIN, TxRule.BAD_SIGNATURE, TxRule.TOO_LARGE, TxRule.STAKING_CLOSED);

    private final Outlets outlets;
    private final Map<PublicKey, Status> known = new ConcurrentSkipListMap<>();
    private final FairShare<PublicKey> unchecked = new FairShare<>(OF_PEER, OF_ALL);
    private final LongAdder dropped = new LongAdder();
    private final ThreadPoolExecutor transactions;
    private final ThreadPoolExecutor ranges;
    private final ScheduledThreadPoolExecutor heartbeat;
    private volatile Optional<Peers> network = Optional.empty();

    public Relay(String name, Outlets outlets) {
        this.outlets = outlets;
        // Room for one of each peer beyond the bound of all, and for those who come.
        this.transactions = worker(name + "-transactions", 2 * OF_ALL.messages());
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
                    for (SignedTransaction tx : outlets.waiting()) {
                        if (peers.send(peer.key(), MessageKind.TRANSACTION, tx.encoded()) != SendOutcome.QUEUED) {
                            break;
                        }
                    }
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
                enqueue(from, body);
                yield true;
            }
            case STATUS -> {
                status(from, body);
                yield true;
            }
        };
    }

    private void enqueue(PublicKey from, byte[] body) {
        if (!unchecked.take(from, body.length)) {
            dropped.increment();
        } else if (!submit(transactions, () -> transaction(from, body))) {
            unchecked.leave(from, body.length);
            dropped.increment();
        }
    }

    private void transaction(PublicKey from, byte[] body) {
        try {
            SignedTransaction tx = SignedTransaction.decode(body);
            switch (outlets.transaction(tx)) {
                case Admission.Accepted accepted ->
                    network.ifPresent(peers -> peers.broadcastExcept(from, MessageKind.TRANSACTION, body));
                case Admission.Refused(TxRule rule, String detail) -> {
                    if (NEVER_RELAYED.contains(rule)) {
                        penalise(
                                new PeerId(from),
                                rule.id() + " " + rule.title() + (detail.isEmpty() ? "" : ": " + detail));
                    }
                }
            }
        } catch (DecodeException e) {
            penalise(new PeerId(from), "TX-12 not a transaction: " + e.getMessage());
        } finally {
            unchecked.leave(from, body.length);
        }
    }

    /** Transactions of peers that were dropped unread because too many waited. */
    public long droppedTransactions() {
        return dropped.sum();
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
