package io.gradchain.consensus.simplex.lab;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.sim.Blame;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.simplex.MessageCodec.Decoded;
import io.gradchain.consensus.simplex.MessageCodec.Logged;
import io.gradchain.consensus.voting.Audit;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The {@link Audit} of chained Simplex's records. */
final class VoteBlame implements Blame {
    private final ChainSpec spec;
    private final SignatureScheme scheme;
    private final LongFunction<Optional<Committee>> committees;
    private final Audit audit;

    VoteBlame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        this.spec = spec;
        this.scheme = scheme;
        this.committees = committees;
        this.audit = new Audit(spec, scheme, committees);
    }

    @Override
    public void read(byte[] record) {
        long epoch = 0;
        long incarnation = 0;
        if (codec(epoch, incarnation).decode(record) instanceof Decoded.Foreign foreign) {
            epoch = foreign.epoch();
            incarnation = foreign.incarnation();
        }
        switch (codec(epoch, incarnation).decodeLogged(record)) {
            case Logged.Own(Vote vote) -> audit.add(epoch, incarnation, vote);
            case Logged.Proof proof -> audit.add(epoch, incarnation, proof.certificate());
            case Logged.Other _, Logged.Unreadable _ -> {}
        }
    }

    private MessageCodec codec(long epoch, long incarnation) {
        return new MessageCodec(new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation));
    }

    @Override
    public List<Guilt> guilty() {
        Map<PublicKey, Guilt> guilty = new TreeMap<>();
        for (Evidence evidence : audit.evidence()) {
            committees
                    .apply(evidence.epoch())
                    .flatMap(committee -> evidence.verify(spec, committee, scheme))
                    .ifPresent(key -> guilty.putIfAbsent(key, guilt(key, evidence)));
        }
        return List.copyOf(guilty.values());
    }

    private static Guilt guilt(PublicKey key, Evidence evidence) {
        return new Guilt(key, evidence.epoch(), words(evidence.first()), words(evidence.second()));
    }

    private static String words(Vote vote) {
        String what =
                switch (vote.ballot()) {
                    case PROPOSE -> "Propose";
                    case NOTARIZE -> "Notarize";
                    case NULLIFY -> "Nullify";
                    case FINALIZE -> "Finalize";
                    case BUILD -> "Build";
                };
        String block = vote.ballot() == Ballot.NULLIFY
                ? ""
                : " of block " + vote.block().shortHex() + "…";
        return what + " in view " + vote.view() + block;
    }
}
