package io.gradchain.genesis.crypto;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** The public key of a verifiable random function (G-13): a compressed point of P-256, checked to be one. */
public final class VrfKey extends FixedBytes<VrfKey> {
    public static final int BYTES = P256.POINT_BYTES;

    private final ECPoint point;

    private VrfKey(byte[] bytes) {
        super(bytes, BYTES);
        point = RecentPoints.SHARED.decode(bytes).orElseThrow(() -> new IllegalArgumentException("no point of P-256"));
    }

    /** @throws IllegalArgumentException unless the bytes are a point of the curve other than infinity */
    public static VrfKey of(byte[] bytes) {
        return new VrfKey(bytes.clone());
    }

    static VrfKey of(ECPoint point) {
        return new VrfKey(P256.encode(point));
    }

    /** Empty unless the bytes are a point of the curve other than infinity. */
    public static Optional<VrfKey> parse(byte[] bytes) {
        try {
            return Optional.of(of(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static VrfKey read(ByteReader in) {
        return new VrfKey(in.raw(BYTES));
    }

    public static void write(ByteWriter out, VrfKey value) {
        out.raw(value.shared());
    }

    ECPoint point() {
        return point;
    }
}
