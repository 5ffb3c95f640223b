package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The peers as catching up sees them. */
public interface SyncPeers {
    /** Asks for a range; completes with the answer's bytes, or empty where none came. Never fails. */
    CompletableFuture<Optional<byte[]>> ask(PeerId peer, RangeRequest request);

    /** {@code peer} sent what cannot be; {@code reason} is for the log. */
    void penalise(PeerId peer, String reason);
}
