package io.gradchain.node.network;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.node.network.noise.DhKeyPair;
import java.util.Arrays;

/** Who this node is in a handshake: its chain, its signing key, and the X25519 key it uses while the process lives. */
final class HandshakeIdentity {
    /** Both ends must speak the same version of handshake and frames. */
    static final String PROTOCOL = "gradchain/p2p/1";

    static final int FINGERPRINT_BYTES = 16;
    static final int PROOF_BYTES = PublicKey.BYTES + Signature.BYTES;

    private static final Ed25519 SCHEME = new Ed25519();

    private final KeyPair identity;
    private final DhKeyPair noiseStatic = freshKey();
    private final byte[] prologue;

    HandshakeIdentity(KeyPair identity, long chainId, Hash chainSpec) {
        this.identity = identity;
        this.prologue = new ByteWriter()
                .text(PROTOCOL)
                .u63(chainId)
                .raw(chainSpec.bytes())
                .toByteArray();
    }

    /** Fresh randomness comes from the one place that may ask the operating system for it. */
    static DhKeyPair freshKey() {
        return new DhKeyPair(KeyPair.generate(SCHEME).seed());
    }

    PublicKey publicKey() {
        return identity.publicKey();
    }

    DhKeyPair noiseStatic() {
        return noiseStatic;
    }

    byte[] prologue() {
        return prologue.clone();
    }

    /** Names protocol and chain in the clear, so that a wrong one is refused by name and not as a failed decryption. */
    byte[] fingerprint() {
        return Arrays.copyOf(Hashing.hash(Domain.PEER_HANDSHAKE, prologue).bytes(), FINGERPRINT_BYTES);
    }

    /** This node's key and its signature over all that was sent before. */
    byte[] proof(boolean dialler, byte[] transcript) {
        Signature signature = SCHEME.sign(identity, signed(dialler, transcript, noiseStatic.publicPoint()));
        return new ByteWriter()
                .raw(identity.publicKey().bytes())
                .raw(signature.bytes())
                .toByteArray();
    }

    static boolean proves(PublicKey key, Signature signature, boolean dialler, byte[] transcript, byte[] theirStatic) {
        return SCHEME.verify(key, signed(dialler, transcript, theirStatic), signature);
    }

    /** The role is signed too: a proof made by one side cannot be reflected by the other. */
    private static byte[] signed(boolean dialler, byte[] transcript, byte[] noiseStatic) {
        byte[] role = {(byte) (dialler ? 1 : 2)};
        return Hashing.hash(Domain.PEER_HANDSHAKE, role, transcript, noiseStatic)
                .bytes();
    }
}
