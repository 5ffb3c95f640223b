package io.gradchain.genesis.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointPreCompInfo;
import org.bouncycastle.math.ec.FixedPointUtil;

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

    /** {@code a·B − b·Q} for public scalars: one walk down both points' combs. The table of Q is kept with Q. */
    static ECPoint differenceFromBase(BigInteger a, ECPoint q, BigInteger b) {
        FixedPointPreCompInfo ofBase = FixedPointUtil.precompute(CURVE.getG());
        FixedPointPreCompInfo ofQ = FixedPointUtil.precompute(q);
        BigInteger minusB = ORDER.subtract(b);
        int columns = -Math.floorDiv(-FixedPointUtil.getCombSize(CURVE.getCurve()), ofBase.getWidth());
        ECPoint sum = CURVE.getCurve().getInfinity();
        for (int column = columns - 1; column >= 0; column--) {
            sum = sum.twicePlus(entry(ofBase, a, column, columns)).add(entry(ofQ, minusB, column, columns));
        }
        return sum.add(ofBase.getOffset()).add(ofQ.getOffset()).normalize();
    }

    /** The tooth of row r is bit {@code r·columns + column}; the last row is the highest bit of the index. */
    private static ECPoint entry(FixedPointPreCompInfo comb, BigInteger scalar, int column, int columns) {
        int index = 0;
        for (int row = comb.getWidth() - 1; row >= 0; row--) {
            index = index << 1 | (scalar.testBit(row * columns + column) ? 1 : 0);
        }
        return comb.getLookupTable().lookupVar(index);
    }
}
