package io.gradchain.node.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.node.network.noise.NoiseXX;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who may claim which identity: attackers that speak Noise perfectly but own no key. */
final class PeerHandshakeTest {
    private static final KeyPair ALICE = pair(1);
    private static final KeyPair MALLORY = pair(3);

    @Test
    void anHonestProofIsAccepted() {
        assertThat(claim(proof -> proof)).isInstanceOf(PeerHandshake.Step.Done.class);
    }

    @Test
    void anotherKeyOverTheSameSignatureIsRefused() {
        assertThat(claim(proof -> {
                    System.arraycopy(ALICE.publicKey().bytes(), 0, proof, 0, 32);
                    return proof;
                }))
                .isEqualTo(new PeerHandshake.Step.Refuse(PeerError.BAD_HANDSHAKE));
    }

    @Test
    void aChangedShortOrLongProofIsRefused() {
        PeerHandshake.Step refused = new PeerHandshake.Step.Refuse(PeerError.BAD_HANDSHAKE);
        assertThat(claim(proof -> Arrays.copyOf(proof, 95))).isEqualTo(refused);
        assertThat(claim(proof -> Arrays.copyOf(proof, 97))).isEqualTo(refused);
        assertThat(claim(proof -> {
                    proof[95] ^= 1;
                    return proof;
                }))
                .isEqualTo(refused);
    }

    @Test
    void aProofOfOneConnectionIsWorthlessInAnother() {
        byte[][] earlier = new byte[1][];
        claim(proof -> earlier[0] = proof.clone());
        assertThat(claim(proof -> earlier[0])).isEqualTo(new PeerHandshake.Step.Refuse(PeerError.BAD_HANDSHAKE));
    }

    /** Mallory dials Alice with correct Noise and whatever proof the change makes of an honest one. */
    private static PeerHandshake.Step claim(UnaryOperator<byte[]> change) {
        HandshakeIdentity mallory = new HandshakeIdentity(MALLORY, 7, TestNode.CHAIN);
        PeerHandshake alice = new PeerHandshake(new HandshakeIdentity(pair(2), 7, TestNode.CHAIN), false);
        NoiseXX noise = new NoiseXX(true, mallory.prologue(), mallory.noiseStatic(), HandshakeIdentity.freshKey());
        byte[] first = noise.write(transcript -> mallory.fingerprint()).orElseThrow();
        if (!(alice.read(first) instanceof PeerHandshake.Step.Send(byte[] second))) {
            throw new AssertionError("the first message is honest");
        }
        assertThat(noise.read(second)).isPresent();
        return alice.read(noise.write(transcript -> change.apply(mallory.proof(true, transcript)))
                .orElseThrow());
    }

    private static KeyPair pair(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return KeyPair.fromSeed(new Ed25519(), bytes);
    }
}
