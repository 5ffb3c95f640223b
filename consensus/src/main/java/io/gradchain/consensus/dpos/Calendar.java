package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.types.BlockHeader;
import java.util.Optional;

/**
 * When epochs end (C-230). Epoch e is rooted at height e · length and nominally ends at (e + 1) · length; it goes on until
 * its own chain proves a block there or above final, and what lies above the nominal end waits for the next epoch.
 *
 * @param length nominal blocks of an epoch; 0 is one epoch for ever
 */
record Calendar(long length) {
    /** Height of the block the next epoch is rooted at. */
    long end(long epoch) {
        return length == 0 || epoch >= Long.MAX_VALUE / length - 1 ? Long.MAX_VALUE : (epoch + 1) * length;
    }

    boolean isAboveEnd(long epoch, long height) {
        return height > end(epoch);
    }

    /** Whether the chain up to this block proves its epoch's end final, so that a child begins the next one (C-231). */
    boolean completes(BlockHeader header, Headers ancestors) {
        Seal seal = Seal.of(header).orElseThrow();
        if (!isAboveEnd(seal.epoch(), header.height()) || seal.isJustifiedByRoot()) {
            return false;
        }
        Optional<BlockHeader> certified = ancestors.header(seal.justify());
        Optional<BlockHeader> below = certified.flatMap(b -> ancestors.header(b.parent()));
        return below.isPresent()
                && below.get().height() >= end(seal.epoch())
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
