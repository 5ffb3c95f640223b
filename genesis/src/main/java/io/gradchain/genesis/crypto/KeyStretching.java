package io.gradchain.genesis.crypto;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Keys from passwords and from other keys. Costs are the caller's to bound: nothing here refuses a large one. */
public final class KeyStretching {
    private KeyStretching() {}

    /** RFC 2104 over SHA-512: 64 bytes. */
    public static byte[] hmacSha512(byte[] key, byte[]... parts) {
        HMac mac = new HMac(new SHA512Digest());
        mac.init(new KeyParameter(key));
        for (byte[] part : parts) {
            mac.update(part, 0, part.length);
        }
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }

    /** RFC 8018 §5.2 over HMAC-SHA512. */
    public static byte[] pbkdf2Sha512(byte[] password, byte[] salt, int rounds, int bytes) {
        return pbkdf2(new SHA512Digest(), password, salt, rounds, bytes);
    }

    /** RFC 8018 §5.2 over HMAC-SHA256. */
    public static byte[] pbkdf2Sha256(byte[] password, byte[] salt, int rounds, int bytes) {
        return pbkdf2(new SHA256Digest(), password, salt, rounds, bytes);
    }

    /** RFC 7914; takes {@code 128 · n · r} bytes of memory. {@code n} is a power of two. */
    public static byte[] scrypt(byte[] password, byte[] salt, int n, int r, int p, int bytes) {
        return SCrypt.generate(password, salt, n, r, p, bytes);
    }

    private static byte[] pbkdf2(Digest digest, byte[] password, byte[] salt, int rounds, int bytes) {
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
        generator.init(password, salt, rounds);
        return ((KeyParameter) generator.generateDerivedMacParameters(8 * bytes)).getKey();
    }
}
