package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;

/** What a node says it has: its newest final block. Nobody believes it before a proof. */
public record Status(long finalHeight, Hash finalBlock) {
    private static final int VERSION = 1;

    public static Status decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            int version = in.u8();
            if (version != VERSION) {
                throw in.fail("unknown status version " + version);
            }
            return new Status(in.u63(), Hash.read(in));
        });
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION).u63(finalHeight);
        Hash.write(out, finalBlock);
        return out.toByteArray();
    }
}
