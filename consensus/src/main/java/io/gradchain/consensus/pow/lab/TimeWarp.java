package io.gradchain.consensus.pow.lab;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.pow.Message;
import io.gradchain.consensus.sim.adversary.Altered;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.types.Block;

/** Announces blocks of the distant past, which are refused, and of the distant future, which wait. */
final class TimeWarp extends Mouth {
    private static final long HOUR = 3_600_000;

    private final Kit kit;

    TimeWarp(ConsensusEngine honest, Kit kit) {
        super(honest);
        this.kit = kit;
    }

    @Override
    void announce(Block block, Effects out) {
        long time = kit.random().nextBoolean() ? 0 : block.header().timeMillis() + HOUR;
        tell(new Message.Announce(Altered.at(block, time)), out);
    }
}
