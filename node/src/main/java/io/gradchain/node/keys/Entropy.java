package io.gradchain.node.keys;

import java.security.SecureRandom;
import java.util.UUID;

/** The operating system's randomness, for secrets. */
public final class Entropy {
    private Entropy() {}

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    static UUID uuid() {
        return UUID.randomUUID();
    }
}
