package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What an adversary of this engine speaks with: its own signatures and the bytes of messages. */
record Speech(Electorate electorate, MessageCodec codec, List<PeerId> peers, SplittableRandom random) {
    Speech {
        peers = List.copyOf(peers);
    }

    static Speech of(Kit kit) {
        SigningContext context = new SigningContext(
                kit.spec().chainId(), kit.spec().hash(), kit.committee().epoch(), 0);
        Electorate self = new Electorate(kit.committee(), context, kit.scheme(), Optional.of(kit.key()));
        return new Speech(self, new MessageCodec(context), kit.peers(), kit.random());
    }
}
