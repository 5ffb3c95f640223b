package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says everything, late and in any order. */
public final class Delayer extends Corrupted {
    private static final int CAPACITY = 64;

    private record Held(Optional<PeerId> to, byte[] message) {}

    private final Kit kit;
    private final List<Held> held = new ArrayList<>();

    public Delayer(ConsensusEngine honest, Kit kit) {
        super(honest);
        this.kit = kit;
    }

    @Override
    public void on(Event event, Effects out) {
        super.on(event, out);
        while (!held.isEmpty() && (held.size() > CAPACITY || kit.random().nextInt(4) == 0)) {
            Held next = held.remove(kit.random().nextInt(held.size()));
            forward(next.to(), next.message(), out);
        }
    }

    @Override
    protected void say(Optional<PeerId> to, byte[] message, Effects out) {
        held.add(new Held(to, message));
    }
}
