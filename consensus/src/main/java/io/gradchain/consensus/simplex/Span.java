package io.gradchain.consensus.simplex;

import io.gradchain.genesis.types.BlockHeader;

/**
 * The blocks of one epoch (C-26): above its root, which is the last block of the epoch before, up to its own last one.
 *
 * @param root block zero or the end block of the epoch before; in this epoch it stands for view 0
 * @param end height of the end block
 */
record Span(long epoch, BlockHeader root, long end) {
    boolean contains(BlockHeader header) {
        return header.height() > root.height() && header.height() <= end;
    }

    boolean isEnd(BlockHeader header) {
        return header.height() == end;
    }

    /** The view a block was first proposed in, as this epoch counts them; -1 where the seal is malformed. */
    long viewOf(BlockHeader header) {
        return header.height() <= root.height() ? 0 : Seal.viewOf(header);
    }
}
