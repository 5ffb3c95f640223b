package io.gradchain.genesis.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * ECVRF-P256-SHA256-TAI of RFC 9381 (suite 1): a hash of {@code alpha} that the holder of a secret key alone can compute and
 * everybody can check. A key has one output for an {@code alpha}, whatever proof is made: it cannot be ground.
 */
public final class Ecvrf {
    static final int CHALLENGE_BYTES = 16;

    private static final byte SUITE = 1;
    private static final byte TO_CURVE = 1;
    private static final byte CHALLENGE = 2;
    private static final byte OUTPUT = 3;
    private static final byte[] BACK = {0};

    /** A point of the curve that follows from {@code alpha}, and the attempt that found it. */
    record OnCurve(ECPoint point, int attempt) {}

    private Ecvrf() {}

    /** §5.1 */
    public static VrfProof prove(VrfKeyPair key, byte[] alpha) {
        ECPoint h = encodeToCurve(key.publicKey(), alpha).point();
        byte[] hBytes = P256.encode(h);
        byte[] gamma = P256.encode(P256.timesSecret(h, key.secret()));
        BigInteger k = nonce(key, hBytes);
        byte[] c = challenge(key.publicKey(), hBytes, gamma, P256.timesBase(k), P256.timesSecret(h, k));
        BigInteger s = new BigInteger(1, c).multiply(key.secret()).add(k).mod(P256.ORDER);
        byte[] proof = Arrays.copyOf(gamma, VrfProof.BYTES);
        System.arraycopy(c, 0, proof, gamma.length, c.length);
        BigIntegers.asUnsignedByteArray(s, proof, gamma.length + c.length, Hash.BYTES);
        return VrfProof.of(proof);
    }

    /** §5.3: the output that {@code proof} proves, none if it proves nothing. Takes any bytes without an exception. */
    public static Optional<Hash> verify(VrfKey key, byte[] alpha, VrfProof proof) {
        if (proof.s().compareTo(P256.ORDER) >= 0) {
            return Optional.empty();
        }
        return P256.decode(proof.gamma())
                .filter(gamma -> proves(key, alpha, proof, gamma))
                .map(gamma -> outputOf(proof.gamma()));
    }

    /** §5.2: the output of a proof that is known to be good, one's own for example; none if it holds no point. */
    public static Optional<Hash> output(VrfProof proof) {
        return P256.decode(proof.gamma()).map(gamma -> outputOf(proof.gamma()));
    }

    private static boolean proves(VrfKey key, byte[] alpha, VrfProof proof, ECPoint gamma) {
        ECPoint h = encodeToCurve(key, alpha).point();
        BigInteger c = proof.c();
        ECPoint u = P256.differenceFromBase(proof.s(), key.point(), c);
        ECPoint v = P256.difference(h, proof.s(), gamma, c);
        return c.equals(new BigInteger(1, challenge(key, P256.encode(h), proof.gamma(), u, v)));
    }

    /** §5.4.1.1, try and increment. Its time depends on {@code alpha}, which is no secret. */
    static OnCurve encodeToCurve(VrfKey key, byte[] alpha) {
        for (int attempt = 0; attempt < 256; attempt++) {
            byte[] hash = hash(TO_CURVE, key.bytes(), alpha, new byte[] {(byte) attempt});
            byte[] candidate = new byte[P256.POINT_BYTES];
            candidate[0] = 2;
            System.arraycopy(hash, 0, candidate, 1, hash.length);
            Optional<ECPoint> point = P256.decode(candidate);
            if (point.isPresent()) {
                return new OnCurve(point.get(), attempt);
            }
        }
        throw new IllegalStateException("256 hashes in a row are off the curve: one in 2^256 texts");
    }

    /** §5.4.2.1: RFC 6979 with the point as message. */
    static BigInteger nonce(VrfKeyPair key, byte[] h) {
        HMacDSAKCalculator calculator = new HMacDSAKCalculator(new SHA256Digest());
        calculator.init(P256.ORDER, key.secret(), Hashing.sha256().digest(h));
        return calculator.nextK();
    }

    /** §5.4.3 */
    private static byte[] challenge(VrfKey key, byte[] h, byte[] gamma, ECPoint u, ECPoint v) {
        return Arrays.copyOf(hash(CHALLENGE, key.bytes(), h, gamma, P256.encode(u), P256.encode(v)), CHALLENGE_BYTES);
    }

    private static Hash outputOf(byte[] gamma) {
        return Hash.of(hash(OUTPUT, gamma));
    }

    private static byte[] hash(byte use, byte[]... parts) {
        MessageDigest digest = Hashing.sha256();
        digest.update(SUITE);
        digest.update(use);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest(BACK);
    }
}
