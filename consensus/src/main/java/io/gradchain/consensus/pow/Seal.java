package io.gradchain.consensus.pow;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The engine's field of a header (C-101).
 *
 * <pre>
 *  u8 1 | 32 target | 32 total work | 8 nonce
 * </pre>
 *
 * @param target the largest hash that solves the block
 * @param work of the block and all its ancestors
 */
public record Seal(BigInteger target, BigInteger work, long nonce) {
    static final int NONCE_BYTES = 8;
    private static final int VERSION = 1;
    private static final int BYTES = 1 + 2 * Work.BYTES + NONCE_BYTES;

    public Seal withNonce(long other) {
        return new Seal(target, work, other);
    }

    public byte[] encoded() {
        return new ByteWriter()
                .u8(VERSION)
                .raw(Work.bytes(target))
                .raw(Work.bytes(work))
                .i64(nonce)
                .toByteArray();
    }

    /** Empty when the header's seal is not the canonical form of one. */
    public static Optional<Seal> of(BlockHeader header) {
        byte[] bytes = header.seal();
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        try {
            ByteReader in = new ByteReader(bytes);
            return in.u8() != VERSION
                    ? Optional.empty()
                    : Optional.of(new Seal(Work.read(in.raw(Work.BYTES)), Work.read(in.raw(Work.BYTES)), in.i64()));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** What a header claims in total: nothing for block zero and where the seal is malformed. */
    public static BigInteger workOf(BlockHeader header) {
        return of(header).map(Seal::work).orElse(BigInteger.ZERO);
    }
}
