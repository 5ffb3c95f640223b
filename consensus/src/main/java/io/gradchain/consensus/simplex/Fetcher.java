package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/** Bodies and certificates we lack: asked of the peer that spoke of them, then of one peer after another (C-45). */
final class Fetcher {
    static final String TIMER = "fetch";
    private static final int MAX_BLOCKS = 64;

    private final MessageCodec codec;
    private final long retryMillis;
    private final Peers peers;
    private final SequencedSet<Hash> blocks = new LinkedHashSet<>();
    private long view = -1;
    private long floor;

    Fetcher(MessageCodec codec, Peers peers, long retryMillis) {
        this.codec = codec;
        this.peers = peers;
        this.retryMillis = retryMillis;
    }

    void block(Hash block, Optional<PeerId> from, Effects out) {
        if (blocks.size() < MAX_BLOCKS && blocks.add(block)) {
            ask(new Message.BlockRequest(block), from, out);
            out.setTimer(TIMER, retryMillis);
        }
    }

    /** Asks for the certificates of {@code view} and of some views before it, down to {@code floor}. */
    void certificates(long view, long floor, Optional<PeerId> from, Effects out) {
        if (this.view != view) {
            this.view = view;
            this.floor = floor;
            ask(certificateRequest(), from, out);
            out.setTimer(TIMER, retryMillis);
        }
    }

    /** True when the block had been asked for. */
    boolean arrived(Hash block) {
        return blocks.remove(block);
    }

    boolean wants(Hash block) {
        return blocks.contains(block);
    }

    void noMoreCertificates() {
        view = -1;
    }

    void noMoreBlocks() {
        blocks.clear();
    }

    /** The timer fired: repeats what is still open. */
    void retry(Effects out) {
        blocks.forEach(block -> ask(new Message.BlockRequest(block), Optional.empty(), out));
        if (view >= 0) {
            ask(certificateRequest(), Optional.empty(), out);
        }
        if (view >= 0 || !blocks.isEmpty()) {
            out.setTimer(TIMER, retryMillis);
        }
    }

    private Message certificateRequest() {
        return new Message.CertificateRequest(Math.max(floor, view - Message.MAX_BATCH + 1), view);
    }

    private void ask(Message message, Optional<PeerId> from, Effects out) {
        Optional<PeerId> peer = from.isPresent() ? from : peers.next();
        byte[] bytes = codec.encode(message);
        peer.ifPresentOrElse(p -> out.send(p, bytes), () -> out.broadcast(bytes));
    }
}
