package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.Block;
import java.util.List;

/** Consecutive final blocks, lowest first, and the proof that the last of them is final. */
public record RangeAnswer(List<Block> blocks, byte[] proof) {
    /** Encoded blocks of one answer: with the largest proof this stays below the 4 MiB of a frame. */
    public static final int MAX_BLOCK_BYTES = 3 * 1024 * 1024;

    public static final int MAX_PROOF = 256 * 1024;

    public RangeAnswer {
        blocks = List.copyOf(blocks);
        proof = proof.clone();
    }

    @Override
    public byte[] proof() {
        return proof.clone();
    }

    public static RangeAnswer decode(byte[] bytes) {
        return ByteReader.decode(
                bytes, in -> new RangeAnswer(in.list(RangeRequest.MAX_COUNT, Block::read), in.bytes(MAX_PROOF)));
    }

    public byte[] encoded() {
        return new ByteWriter().list(blocks, Block::write).bytes(proof).toByteArray();
    }
}
