package io.gradchain.consensus.solo;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Block;

/** All that is ever said: {@code 64 signature | block}. */
record SoloMessage(Signature signature, Block block) {
    /** Throws {@link io.gradchain.genesis.codec.DecodeException} on anything else. */
    static SoloMessage decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            SoloMessage message = new SoloMessage(Signature.read(in), Block.read(in));
            if (!message.block.hasItsBody()) {
                throw in.fail("the transactions are not those the header commits to");
            }
            return message;
        });
    }

    byte[] encoded() {
        ByteWriter out = new ByteWriter();
        Signature.write(out, signature);
        Block.write(out, block);
        return out.toByteArray();
    }
}
