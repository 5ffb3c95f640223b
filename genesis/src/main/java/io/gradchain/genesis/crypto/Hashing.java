package io.gradchain.genesis.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with domain separation (G-2): {@code SHA-256(u8 tag length, tag, parts…)}. */
public final class Hashing {
    /** Never fed, so that threads may copy it at the same time. */
    private static final MessageDigest UNUSED = byName();

    private Hashing() {}

    public static Hash hash(Domain domain, byte[]... parts) {
        MessageDigest digest = sha256();
        digest.update((byte) domain.tag().length);
        digest.update(domain.tag());
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Hash.of(digest.digest());
    }

    /** The JDK's SHA-256: an intrinsic, several times faster than any library's. A copy costs less than asking by name. */
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be copied", e);
        }
    }

    private static MessageDigest byName() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
