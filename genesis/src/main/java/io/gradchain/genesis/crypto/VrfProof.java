package io.gradchain.genesis.crypto;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is said to be a proof of {@link Ecvrf}; only {@link Ecvrf#verify} tells whether it is one.
 *
 * <pre>
 *  +-----------------+------+------+
 *  | gamma: point 33 | c 16 | s 32 |
 *  +-----------------+------+------+
 * </pre>
 */
public final class VrfProof extends FixedBytes<VrfProof> {
    private static final int S_AT = P256.POINT_BYTES + Ecvrf.CHALLENGE_BYTES;
    public static final int BYTES = S_AT + 32;

    private VrfProof(byte[] bytes) {
        super(bytes, BYTES);
    }

    public static VrfProof of(byte[] bytes) {
        return new VrfProof(bytes.clone());
    }

    /** None unless there are 81 bytes, as there may not be in a header. */
    public static Optional<VrfProof> parse(byte[] bytes) {
        return bytes.length == BYTES ? Optional.of(of(bytes)) : Optional.empty();
    }

    public static VrfProof read(ByteReader in) {
        return new VrfProof(in.raw(BYTES));
    }

    public static void write(ByteWriter out, VrfProof value) {
        out.raw(value.shared());
    }

    byte[] gamma() {
        return Arrays.copyOf(shared(), P256.POINT_BYTES);
    }

    BigInteger c() {
        return new BigInteger(1, Arrays.copyOfRange(shared(), P256.POINT_BYTES, S_AT));
    }

    BigInteger s() {
        return new BigInteger(1, Arrays.copyOfRange(shared(), S_AT, BYTES));
    }
}
