package io.gradchain.genesis.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** RFC 9381's verification from the textbook: affine points of {@code BigInteger}s, no library; null is infinity. */
final class EcvrfOracle {
    static final BigInteger N = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final Point G = new Point(
            new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
            new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));

    private record Point(BigInteger x, BigInteger y) {}

    private EcvrfOracle() {}

    static byte[] publicKey(BigInteger scalar) {
        return encode(times(scalar, G));
    }

    static boolean isPoint(byte[] bytes) {
        return bytes.length == 33 && (bytes[0] == 2 || bytes[0] == 3) && decode(bytes) != null;
    }

    /** The output in hex. */
    static Optional<String> verify(byte[] key, byte[] alpha, byte[] proof) {
        byte[] gammaBytes = Arrays.copyOf(proof, 33);
        Point y = decode(key);
        Point gamma = decode(gammaBytes);
        BigInteger c = new BigInteger(1, Arrays.copyOfRange(proof, 33, 49));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(proof, 49, 81));
        Point h = null;
        for (int counter = 0; h == null; counter++) {
            byte[] hash = sha256(new byte[] {1, 1}, key, alpha, new byte[] {(byte) counter, 0});
            h = decode(concat(new byte[] {2}, hash));
        }
        Point u = add(times(s, G), times(N.subtract(c), y));
        Point v = add(times(s, h), times(N.subtract(c), gamma));
        byte[] again = sha256(new byte[] {1, 2}, key, encode(h), gammaBytes, encode(u), encode(v), new byte[] {0});
        return new BigInteger(1, Arrays.copyOf(again, 16)).equals(c)
                ? Optional.of(HexFormat.of().formatHex(sha256(new byte[] {1, 3}, gammaBytes, new byte[] {0})))
                : Optional.empty();
    }

    private static Point times(BigInteger k, Point p) {
        Point sum = null;
        for (int bit = k.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum);
            sum = k.testBit(bit) ? add(sum, p) : sum;
        }
        return sum;
    }

    private static Point add(Point p, Point q) {
        if (p == null || q == null) {
            return p == null ? q : p;
        }
        if (p.x.equals(q.x) && p.y.add(q.y).mod(P).signum() == 0) {
            return null;
        }
        BigInteger slope = p.x.equals(q.x)
                ? p.x.pow(2)
                        .multiply(THREE)
                        .subtract(THREE)
                        .multiply(p.y.shiftLeft(1).modInverse(P))
                : q.y.subtract(p.y).multiply(q.x.subtract(p.x).mod(P).modInverse(P));
        BigInteger x = slope.pow(2).subtract(p.x).subtract(q.x).mod(P);
        return new Point(x, slope.multiply(p.x.subtract(x)).subtract(p.y).mod(P));
    }

    private static byte[] encode(Point p) {
        byte[] x = p.x.add(BigInteger.ONE.shiftLeft(256)).toByteArray(); // 1 and then 32 bytes
        x[0] = (byte) (p.y.testBit(0) ? 3 : 2);
        return x;
    }

    private static Point decode(byte[] bytes) {
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 33));
        BigInteger square = x.pow(3).subtract(x.multiply(THREE)).add(B).mod(P);
        BigInteger y = square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        if (x.compareTo(P) >= 0 || !y.pow(2).mod(P).equals(square)) {
            return null;
        }
        return new Point(x, y.testBit(0) == (bytes[0] == 3) ? y : P.subtract(y));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(concat(parts));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] concat(byte[]... parts) {
        byte[] joined = new byte[0];
        for (byte[] part : parts) {
            int at = joined.length;
            joined = Arrays.copyOf(joined, at + part.length);
            System.arraycopy(part, 0, joined, at, part.length);
        }
        return joined;
    }
}
