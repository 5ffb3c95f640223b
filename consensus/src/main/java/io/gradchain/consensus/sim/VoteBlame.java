package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.voting.Audit;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Blame by votes that contradict each other (C-30); an engine adds how its records are read. */
public abstract class VoteBlame implements Blame {
    private final ChainSpec spec;
    private final SignatureScheme scheme;
    private final LongFunction<Optional<Committee>> committees;
    private final Audit audit;

    protected VoteBlame(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        this.spec = spec;
        this.scheme = scheme;
        this.committees = committees;
        this.audit = new Audit(spec, scheme, committees);
    }

    /** Where votes and certificates that were read go. */
    protected final Audit audit() {
        return audit;
    }

    @Override
    public final List<Guilt> guilty() {
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
