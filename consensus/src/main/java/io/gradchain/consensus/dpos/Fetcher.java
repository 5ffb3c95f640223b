package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Blocks and certificates we lack: asked of the peer that spoke of them, then of one peer after another (C-245). */
final class Fetcher {
    static final String TIMER = "fetch";
    private static final int MAX_PEERS = 64;
    private static final int MAX_WANTED = 64;
    private static final int MAX_ATTEMPTS = 16;

    private final MessageCodec codec;
    private final long retryMillis;
    private final Supplier<List<Hash>> locator;
    private final List<PeerId> peers = new ArrayList<>();
    private final Map<Hash, Want> wanted = new LinkedHashMap<>();
    private int next;

    /** What is asked for; {@code reached} is the newest block of the way there that arrived. */
    private static final class Want {
        private final boolean certificate;
        private Optional<Hash> reached = Optional.empty();
        private Optional<PeerId> goOn = Optional.empty();
        private int attempts;

        private Want(boolean certificate) {
            this.certificate = certificate;
        }
    }

    /** @param locator blocks of our own chain, newest first */
    Fetcher(MessageCodec codec, long retryMillis, Supplier<List<Hash>> locator) {
        this.codec = codec;
        this.retryMillis = retryMillis;
        this.locator = locator;
    }

    /** A peer said something well-formed: it may be asked. */
    void heardFrom(PeerId peer) {
        if (!peers.contains(peer)) {
            if (peers.size() == MAX_PEERS) {
                peers.removeFirst();
            }
            peers.add(peer);
        }
    }

    void block(Hash block, Optional<PeerId> from, Effects out) {
        want(block, false, from, out);
    }

    void certificate(Hash block, Optional<PeerId> from, Effects out) {
        want(block, true, from, out);
    }

    private void want(Hash hash, boolean certificate, Optional<PeerId> from, Effects out) {
        if (wanted.size() < MAX_WANTED && wanted.putIfAbsent(hash, new Want(certificate)) == null) {
            ask(hash, wanted.get(hash), from, out);
            out.setTimer(TIMER, retryMillis);
        }
    }

    boolean wants(Hash hash) {
        return wanted.containsKey(hash);
    }

    void arrived(Hash hash) {
        wanted.remove(hash);
    }

    /** Some of the way to {@code hash} has come: the rest is asked for by {@link #goOn}. */
    void reached(Hash hash, Hash last, PeerId from) {
        Want want = wanted.get(hash);
        if (want != null && !want.reached.equals(Optional.of(last))) {
            want.reached = Optional.of(last);
            want.goOn = Optional.of(from);
            want.attempts = 0;
        }
    }

    /** There is room for more of what is on its way. */
    void goOn(Effects out) {
        wanted.forEach((hash, want) -> {
            Optional<PeerId> from = want.goOn;
            if (from.isPresent()) {
                want.goOn = Optional.empty();
                ask(hash, want, from, out);
            }
        });
    }

    /** The timer fired: repeats what is still open, and gives up what nobody seems to have. */
    void retry(Effects out) {
        wanted.values().removeIf(want -> want.attempts >= MAX_ATTEMPTS);
        wanted.forEach((hash, want) -> ask(hash, want, Optional.empty(), out));
        if (!wanted.isEmpty()) {
            out.setTimer(TIMER, retryMillis);
        }
    }

    private void ask(Hash hash, Want want, Optional<PeerId> from, Effects out) {
        want.attempts++;
        Message message;
        if (want.certificate) {
            message = new Message.CertificateRequest(hash);
        } else {
            List<Hash> known = new ArrayList<>(want.reached.stream().toList());
            known.addAll(locator.get());
            message = new Message.BlockRequest(hash, known);
        }
        byte[] bytes = codec.encode(message);
        from.or(this::nextPeer).ifPresentOrElse(peer -> out.send(peer, bytes), () -> out.broadcast(bytes));
    }

    private Optional<PeerId> nextPeer() {
        return peers.isEmpty() ? Optional.empty() : Optional.of(peers.get(next++ % peers.size()));
    }
}
