package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.pow.Seal;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;

/** Tells of a head of endless work on a parent that nobody has, beside its real one. */
final class Boaster extends Mouth {
    private static final int CLAIMED_BITS = 200;

    private final Kit kit;

    Boaster(ConsensusEngine honest, Kit kit) {
        super(honest);
        this.kit = kit;
    }

    @Override
    void announce(Block block, Effects out) {
        BlockHeader h = block.header();
        byte[] nowhere = new byte[Hash.BYTES];
        kit.random().nextBytes(nowhere);
        Seal seal = new Seal(BigInteger.ONE, BigInteger.ONE.shiftLeft(CLAIMED_BITS), 0);
        BlockHeader claimed = new BlockHeader(
                h.chainId(),
                h.height() + 1_000,
                h.timeMillis(),
                Hash.of(nowhere),
                h.proposer(),
                h.txRoot(),
                h.receiptRoot(),
                h.stateRoot(),
                h.gasUsed(),
                h.nextCommittee(),
                h.mix(),
                h.vrfProof(),
                seal.encoded());
        tell(new Message.Head(claimed), out);
        tell(new Message.Announce(block), out);
    }
}
