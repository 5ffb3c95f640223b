package io.gradchain.consensus.dpos.lab;

import io.gradchain.consensus.dpos.Message;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Corrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows its blocks when the slot is long over and others were built without them. */
final class LateProducer extends Corrupted {
    private final Speech speech;
    private final List<byte[]> held = new ArrayList<>();

    LateProducer(ConsensusEngine honest, Speech speech) {
        super(honest);
        this.speech = speech;
    }

    @Override
    public void on(Event event, Effects out) {
        if (event instanceof Event.Slot && speech.random().nextInt(3) == 0) {
            held.forEach(out::broadcast);
            held.clear();
        }
        super.on(event, out);
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        if (speech.read(message).orElse(null) instanceof Message.Proposal proposal && speech.isOurs(proposal)) {
            held.add(message);
        } else {
            forward(to, message, out);
        }
    }
}
