package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The peers as syncing sees them. */
public interface SyncPeers {
    /** Completes with the answer's bytes, or empty where none came in time. Never fails. */
    CompletableFuture<Optional<byte[]>> ask(PeerId peer, SyncRequest request);

    /** {@code peer} sent what cannot be; {@code reason} is for the log. */
    void penalise(PeerId peer, String reason);
}
