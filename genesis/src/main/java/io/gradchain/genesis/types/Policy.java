package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;

/** Who may act for an account (G-5). One kind so far; the tag leaves room for k-of-n. */
public sealed interface Policy {
    /** One key signs. */
    record SingleKey(PublicKey key) implements Policy {}

    static void write(ByteWriter out, Policy policy) {
        switch (policy) {
            case SingleKey single -> {
                out.u8(1);
                PublicKey.write(out, single.key());
            }
        }
    }

    static Policy read(ByteReader in) {
        return switch (in.u8()) {
            case 1 -> new SingleKey(PublicKey.read(in));
            default -> throw in.fail("unknown policy kind");
        };
    }
}
