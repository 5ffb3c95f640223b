package io.gradchain.consensus.sim.adversary;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** What an adversary has: its own key, the public rules, the committee of each epoch, the names of the others, dice. */
public record Kit(
        ChainSpec spec,
        LongFunction<Committee> committees,
        KeyPair key,
        SignatureScheme scheme,
        List<PeerId> peers,
        SplittableRandom random) {
    public Kit {
        peers = List.copyOf(peers);
    }
}
