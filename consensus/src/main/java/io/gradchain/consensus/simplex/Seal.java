package io.gradchain.consensus.simplex;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/** The engine's field of a header (C-11): the view a block was proposed in and the view of its parent. */
public record Seal(long view, long parentView) {
    private static final int VERSION = 1;

    public Seal {
        if (parentView < 0 || parentView >= view) {
            throw new IllegalArgumentException("a parent's view lies below its child's: " + parentView + ", " + view);
        }
    }

    public byte[] encoded() {
        return new ByteWriter().u8(VERSION).u63(view).u63(parentView).toByteArray();
    }

    /** Empty when the header's seal is not the canonical form of one. */
    public static Optional<Seal> of(BlockHeader header) {
        try {
            ByteReader in = new ByteReader(header.seal());
            if (in.u8() != VERSION) {
                return Optional.empty();
            }
            long view = in.u63();
            long parentView = in.u63();
            in.expectEnd();
            return parentView < view ? Optional.of(new Seal(view, parentView)) : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** The view of a header: 0 for block zero, -1 where the seal is malformed. */
    public static long viewOf(BlockHeader header) {
        return header.height() == 0 ? 0 : of(header).map(Seal::view).orElse(-1L);
    }
}
