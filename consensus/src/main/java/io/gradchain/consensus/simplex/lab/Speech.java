package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What an adversary of this engine speaks with in one epoch: its own signatures and the bytes of messages. */
record Speech(Kit kit, Electorate electorate, MessageCodec codec, List<PeerId> peers, SplittableRandom random) {
    Speech {
        peers = List.copyOf(peers);
    }

    static Speech of(Kit kit) {
        return of(kit, 0);
    }

    private static Speech of(Kit kit, long epoch) {
        SigningContext context =
                new SigningContext(kit.spec().chainId(), kit.spec().hash(), epoch, 0);
        Electorate self = new Electorate(kit.committees().apply(epoch), context, kit.scheme(), Optional.of(kit.key()));
        return new Speech(kit, self, new MessageCodec(context), kit.peers(), kit.random());
    }

    /** The same in the epoch {@code message} is of. */
    Speech in(byte[] message) {
        return codec.decode(message) instanceof MessageCodec.Decoded.Foreign(long epoch, long incarnation)
                ? of(kit, epoch)
                : this;
    }
}
