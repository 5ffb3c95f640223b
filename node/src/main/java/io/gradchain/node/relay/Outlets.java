package io.gradchain.node.relay;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncRequest;
import java.util.List;
import java.util.Optional;

/** Where the relay takes what arrives, and what it tells a new peer. */
public interface Outlets {
    /** Takes a consensus message; false when there is no room now. */
    boolean consensus(PeerId from, byte[] message);

    void joined(PeerId peer);

    void left(PeerId peer);

    void status(PeerId peer, Status status);

    /** Hands a transaction of a peer to the mempool; what is accepted others should hear of. */
    Admission transaction(SignedTransaction tx);

    /** The answer to a request; empty where this node has none. */
    Optional<byte[]> serve(SyncRequest request);

    Status ourStatus();

    /** Transactions a new peer may not have heard of. */
    List<SignedTransaction> waiting();

    /** Somebody with proof says that final blocks up to {@code height} exist. */
    void fetch(long height, PeerId from);
}
