package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The connected peers as the rest of the node sees them; every method may be called from any thread and returns at once. */
public interface Peers {

    /** Queues one message; the array must not change afterwards. */
    SendOutcome send(PublicKey peer, MessageKind kind, byte[] body);

    /** Queues one message to every connected peer and returns how many took it. */
    int broadcast(MessageKind kind, byte[] body);

    /** As {@link #broadcast(MessageKind, byte[])} without the peer it came from. */
    int broadcastExcept(PublicKey except, MessageKind kind, byte[] body);

    /**
     * Asks a peer (at most 64 KiB, answered with at most 4 MiB). The future always completes normally, on a network
     * thread, at the latest after {@code timeout}.
     */
    CompletableFuture<Reply> request(PublicKey peer, byte[] body, Duration timeout);

    /** The connected peers in the order of their keys. */
    List<PeerInfo> peers();

    /**
     * Counts misbehaviour: points are forgotten at one a second, and 100 ban the peer for {@link NetworkLimits#ban}.
     *
     * @param reason for the log and the list of bans: the rule's id, then words
     */
    void penalise(PublicKey peer, int points, String reason);

    /** Who is banned now, the oldest ban first. */
    List<BanInfo> bans();

    /** Ends the ban of a {@link BanInfo#who}; false when there is none. */
    boolean unban(String who);

    /** What the network did so far. */
    NetworkCounts counts();
}
