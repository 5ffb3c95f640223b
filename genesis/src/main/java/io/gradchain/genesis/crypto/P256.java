package io.gradchain.genesis.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The group of the curve secp256r1: prime order, so that every point on the curve is in it. */
final class P256 {
    static final int POINT_BYTES = 33;

    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
    static final BigInteger ORDER = CURVE.getN();

    private P256() {}

    /** The point of a compressed encoding (SEC 1 §2.3.4); none of other bytes, the point at infinity among them. */
    static Optional<ECPoint> decode(byte[] bytes) {
        if (bytes.length != POINT_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(CURVE.getCurve().decodePoint(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a square, a coordinate at or above p, or another first byte
        }
    }

    static byte[] encode(ECPoint point) {
        return point.getEncoded(true);
    }

    static ECPoint timesBase(BigInteger secret) {
        return timesSecret(CURVE.getG(), secret);
    }

    /**
     * For secret scalars. A comb takes the same doublings and additions for every scalar and reads its whole table at each
     * step; still not constant in time are Bouncy Castle's last reductions of field elements and its {@code BigInteger}s.
     * The table is kept with the point: a second product of the same point is several times cheaper.
     */
    static ECPoint timesSecret(ECPoint point, BigInteger secret) {
        return new FixedPointCombMultiplier().multiply(point, secret).normalize();
    }

    /** {@code a·P − b·Q} for public scalars, as fast as it goes. */
    static ECPoint difference(ECPoint p, BigInteger a, ECPoint q, BigInteger b) {
        return ECAlgorithms.sumOfTwoMultiplies(p, a, q.negate(), b).normalize();
    }

    /** {@code a·B − b·Q} for public scalars, with the table that the generator B has anyway. */
    static ECPoint differenceFromBase(BigInteger a, ECPoint q, BigInteger b) {
        return new FixedPointCombMultiplier()
                .multiply(CURVE.getG(), a)
                .subtract(q.multiply(b))
                .normalize();
    }
}
