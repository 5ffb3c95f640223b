package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.node.network.noise.NoiseXX;
import io.gradchain.node.network.noise.TransportKeys;
import java.util.Arrays;
import java.util.Optional;

/**
 * One side of the handshake of two nodes: Noise XX with the chain in its prologue, and in its payloads
 *
 * <pre>
 *   -&gt; 16 bytes in clear: fingerprint of protocol and chain
 *   &lt;- 96 bytes encrypted: Ed25519 key, signature over role, transcript and X25519 key
 *   -&gt; 96 bytes encrypted: the same of the dialler
 * </pre>
 */
final class PeerHandshake {
    private final HandshakeIdentity own;
    private final boolean dialler;
    private final NoiseXX noise;
    private boolean greeted;

    /** What to do next. */
    sealed interface Step {
        record Send(byte[] message) implements Step {}

        /** Finished; the last message is still to be sent by the dialler. */
        record Done(Optional<byte[]> last, PublicKey peer, TransportKeys keys) implements Step {}

        record Refuse(PeerError reason) implements Step {}
    }

    PeerHandshake(HandshakeIdentity own, boolean dialler) {
        this.own = own;
        this.dialler = dialler;
        this.noise = new NoiseXX(dialler, own.prologue(), own.noiseStatic(), HandshakeIdentity.freshKey());
    }

    /** The dialler's first message. */
    byte[] first() {
        greeted = true;
        return noise.write(transcript -> own.fingerprint()).orElseThrow();
    }

    Step read(byte[] message) {
        Optional<NoiseXX.Received> received = noise.read(message);
        if (received.isEmpty()) {
            return new Step.Refuse(PeerError.BAD_HANDSHAKE);
        }
        if (!greeted) {
            greeted = true;
            return answer(received.get().payload());
        }
        return identify(received.get());
    }

    private Step answer(byte[] fingerprint) {
        if (!Arrays.equals(fingerprint, own.fingerprint())) {
            return new Step.Refuse(PeerError.WRONG_CHAIN);
        }
        return writeProof().<Step>map(Step.Send::new).orElse(new Step.Refuse(PeerError.BAD_HANDSHAKE));
    }

    private Step identify(NoiseXX.Received received) {
        byte[] proof = received.payload();
        if (proof.length != HandshakeIdentity.PROOF_BYTES) {
            return new Step.Refuse(PeerError.BAD_HANDSHAKE);
        }
        PublicKey peer = PublicKey.of(Arrays.copyOf(proof, PublicKey.BYTES));
        Signature signature = Signature.of(Arrays.copyOfRange(proof, PublicKey.BYTES, proof.length));
        if (!HandshakeIdentity.proves(peer, signature, !dialler, received.transcript(), noise.theirStatic())) {
            return new Step.Refuse(PeerError.BAD_HANDSHAKE);
        }
        if (peer.equals(own.publicKey())) {
            return new Step.Refuse(PeerError.SELF);
        }
        Optional<byte[]> last = dialler ? writeProof() : Optional.empty();
        return noise.complete() ? new Step.Done(last, peer, noise.split()) : new Step.Refuse(PeerError.BAD_HANDSHAKE);
    }

    private Optional<byte[]> writeProof() {
        return noise.write(transcript -> own.proof(dialler, transcript));
    }
}
