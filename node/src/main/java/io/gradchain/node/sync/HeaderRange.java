package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/**
 * Consecutive final headers, lowest first, and the proof that the last of them is final.
 *
 * @param nextCommittee where the last one ends an epoch, the committee it commits to; else empty
 */
public record HeaderRange(List<BlockHeader> headers, byte[] proof, byte[] nextCommittee) {
    public static final int MAX_PROOF = 256 * 1024;

    /** Members of a committee take 40 bytes each. */
    private static final int MAX_COMMITTEE = 16 * 1024;

    public HeaderRange {
        headers = List.copyOf(headers);
        proof = proof.clone();
        nextCommittee = nextCommittee.clone();
    }

    @Override
    public byte[] proof() {
        return proof.clone();
    }

    @Override
    public byte[] nextCommittee() {
        return nextCommittee.clone();
    }

    public static HeaderRange decode(byte[] bytes) {
        return ByteReader.decode(
                bytes,
                in -> new HeaderRange(
                        in.list(SyncRequest.MAX_HEADERS, BlockHeader::read),
                        in.bytes(MAX_PROOF),
                        in.bytes(MAX_COMMITTEE)));
    }

    public byte[] encoded() {
        return new ByteWriter()
                .list(headers, BlockHeader::write)
                .bytes(proof)
                .bytes(nextCommittee)
                .toByteArray();
    }
}
