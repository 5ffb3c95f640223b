package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import java.util.Optional;

/** Listens and never speaks. */
public final class Silent extends Corrupted {
    public Silent(ConsensusEngine honest) {
        super(honest);
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {}
}
