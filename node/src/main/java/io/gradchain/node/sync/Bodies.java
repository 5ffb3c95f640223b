package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.SignedTransaction;
import java.util.List;

/** The answer to {@link SyncRequest.Bodies}: the transactions of one block after the other. */
final class Bodies {
    private Bodies() {}

    static byte[] encode(List<List<SignedTransaction>> bodies) {
        return new ByteWriter()
                .list(bodies, (out, body) -> out.list(body, SignedTransaction::write))
                .toByteArray();
    }

    static List<List<SignedTransaction>> decode(byte[] bytes) {
        return ByteReader.decode(
                bytes,
                in -> in.list(
                        SyncRequest.MAX_HASHES, body -> body.list(Block.MAX_TRANSACTIONS, SignedTransaction::read)));
    }
}
