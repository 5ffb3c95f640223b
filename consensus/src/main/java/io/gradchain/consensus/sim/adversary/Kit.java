package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.voting.Electorate;
import java.util.List;
import java.util.SplittableRandom;

/** What an adversary has: its own key, the public rules, the names of the others, dice. */
public record Kit(Electorate electorate, MessageCodec codec, List<PeerId> peers, SplittableRandom random) {
    public Kit {
        peers = List.copyOf(peers);
    }
}
