package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/**
 * When epochs end (C-230): nominally at the first multiple of their length that their first block does not pass. They go
 * on until their own chain proves a block there or above final, and what lies above the nominal end is left to the next
 * epoch to finalize.
 *
 * @param length nominal blocks of an epoch; 0 is one epoch for ever
 */
record Calendar(long length) {
    /** The nominal end of an epoch whose first block has height {@code first}. */
    long end(long first) {
        if (length == 0 || first > Long.MAX_VALUE - length) {
            return Long.MAX_VALUE;
        }
        return (first + length - 1) / length * length;
    }

    static boolean isAboveEnd(BlockHeader header) {
        return header.height() > Seal.of(header).orElseThrow().endHeight();
    }

    /** Whether the chain up to this block proves its epoch's end final, so that a child begins the next one (C-231). */
    static boolean completes(BlockHeader header, Headers ancestors) {
        Seal seal = Seal.of(header).orElseThrow();
        if (header.height() <= seal.endHeight() || seal.isJustifiedByRoot()) {
            return false;
        }
        Optional<BlockHeader> certified = ancestors.header(seal.justify());
        Optional<BlockHeader> below = certified.flatMap(b -> ancestors.header(b.parent()));
        return below.isPresent()
                && below.get().height() >= seal.endHeight()
                && isTwoChain(below.get(), certified.get());
    }

    /** Whether {@code child}, once certified, makes its parent final (C-213). */
    static boolean isTwoChain(BlockHeader parent, BlockHeader child) {
        Seal above = Seal.of(child).orElseThrow();
        Seal below = Seal.of(parent).orElseThrow();
        return above.epoch() == below.epoch()
                && below.slot() > 0
                && above.slot() == below.slot() + 1
                && above.justifySlot() == below.slot()
                && above.justify().equals(child.parent());
    }
}
