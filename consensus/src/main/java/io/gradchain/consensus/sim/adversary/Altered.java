package io.gradchain.consensus.sim.adversary;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;

/** Variants of a block its proposer can sign too. */
public final class Altered {
    private Altered() {}

    /** As valid as the original, and another block. */
    public static Block later(Block block) {
        return with(
                block.header(), block.header().timeMillis() + 1, block.header().stateRoot(), block);
    }

    /** Of another time. */
    public static Block at(Block block, long timeMillis) {
        return with(block.header(), timeMillis, block.header().stateRoot(), block);
    }

    /** Claims a state that executing it does not give. */
    public static Block wrongRoot(Block block) {
        return with(block.header(), block.header().timeMillis(), block.hash(), block);
    }

    private static Block with(BlockHeader h, long time, Hash stateRoot, Block block) {
        BlockHeader header = new BlockHeader(
                h.chainId(),
                h.height(),
                time,
                h.parent(),
                h.proposer(),
                h.txRoot(),
                h.receiptRoot(),
                stateRoot,
                h.gasUsed(),
                h.nextCommittee(),
                h.mix(),
                h.vrfProof(),
                h.seal());
        return new Block(header, block.transactions());
    }
}
