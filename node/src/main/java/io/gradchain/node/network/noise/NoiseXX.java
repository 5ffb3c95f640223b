package io.gradchain.node.network.noise;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * One side of the XX handshake (Noise section 7.5): three messages, after which both sides know the other's static key
 * and share transport keys nobody else has.
 *
 * <pre>
 *   -&gt; e                 payload in clear
 *   &lt;- e, ee, s, es      payload encrypted, sender proven
 *   -&gt; s, se             payload encrypted, sender proven
 * </pre>
 */
public final class NoiseXX {
    public static final String NAME = "Noise_XX_25519_ChaChaPoly_SHA256";
    /** The longest message Noise allows. */
    public static final int MAX_MESSAGE = 65535;

    private static final int MESSAGES = 3;

    private final boolean initiator;
    private final DhKeyPair ownStatic;
    private final DhKeyPair ownEphemeral;
    private final SymmetricState state = new SymmetricState(NAME);
    private byte[] theirEphemeral = {};
    private byte[] theirStatic = {};
    private int done;
    private boolean failed;

    /** @param ephemeral fresh for every handshake: using it twice gives the secrets away */
    public NoiseXX(boolean initiator, byte[] prologue, DhKeyPair ownStatic, DhKeyPair ephemeral) {
        this.initiator = initiator;
        this.ownStatic = ownStatic;
        this.ownEphemeral = ephemeral;
        state.mixHash(prologue);
    }

    /** A message read: its payload, and the transcript hash its sender saw when writing the payload. */
    public record Received(byte[] transcript, byte[] payload) {}

    /**
     * Writes the next message. The payload may depend on the transcript hash at its place, so that it can carry a
     * signature over everything sent before it. Empty when the other side's key is degenerate.
     */
    public Optional<byte[]> write(Function<byte[], byte[]> payload) {
        if (!writesNext()) {
            throw new IllegalStateException("it is not this side's turn to write");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (done < 2) {
            out.writeBytes(ownEphemeral.publicPoint());
            state.mixHash(ownEphemeral.publicPoint());
        }
        if (done == 1) {
            failed |= !mix(ownEphemeral, theirEphemeral);
        }
        if (done >= 1) {
            out.writeBytes(state.encryptAndHash(ownStatic.publicPoint()));
            failed |= !mix(ownStatic, theirEphemeral);
        }
        if (failed) {
            return Optional.empty();
        }
        out.writeBytes(state.encryptAndHash(payload.apply(state.transcript())));
        done++;
        return Optional.of(out.toByteArray());
    }

    /** Reads the other side's next message; empty when it is too short or does not authenticate, and then for good. */
    public Optional<Received> read(byte[] message) {
        if (failed || complete() || writesNext()) {
            return Optional.empty();
        }
        Optional<Received> received = readTokens(message);
        failed = received.isEmpty();
        done++;
        return received;
    }

    private Optional<Received> readTokens(byte[] message) {
        int at = 0;
        if (done < 2) {
            if (message.length < DhKeyPair.BYTES) {
                return Optional.empty();
            }
            theirEphemeral = Arrays.copyOf(message, DhKeyPair.BYTES);
            at = DhKeyPair.BYTES;
            state.mixHash(theirEphemeral);
        }
        if (done == 1 && !mix(ownEphemeral, theirEphemeral)) {
            return Optional.empty();
        }
        if (done >= 1) {
            int end = at + DhKeyPair.BYTES + state.overhead();
            if (message.length < end) {
                return Optional.empty();
            }
            Optional<byte[]> opened = state.decryptAndHash(Arrays.copyOfRange(message, at, end));
            if (opened.isEmpty() || !mix(ownEphemeral, opened.get())) {
                return Optional.empty();
            }
            theirStatic = opened.get();
            at = end;
        }
        byte[] transcript = state.transcript();
        return state.decryptAndHash(Arrays.copyOfRange(message, at, message.length))
                .map(payload -> new Received(transcript, payload));
    }

    private boolean mix(DhKeyPair own, byte[] other) {
        Optional<byte[]> shared = own.agree(other);
        shared.ifPresent(state::mixKey);
        return shared.isPresent();
    }

    private boolean writesNext() {
        return !failed && !complete() && initiator == (done % 2 == 0);
    }

    public boolean complete() {
        return !failed && done == MESSAGES;
    }

    /** The other side's static point, once its message was read. */
    public byte[] theirStatic() {
        return theirStatic.clone();
    }

    /** The hash of the whole handshake, equal on both sides. */
    public byte[] handshakeHash() {
        requireComplete();
        return state.transcript();
    }

    public TransportKeys split() {
        requireComplete();
        CipherState[] keys = state.split();
        return initiator ? new TransportKeys(keys[0], keys[1]) : new TransportKeys(keys[1], keys[0]);
    }

    private void requireComplete() {
        if (!complete()) {
            throw new IllegalStateException("the handshake is not complete");
        }
    }
}
