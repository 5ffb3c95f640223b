package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Votes gathered from the logs of any number of validators, and what they prove against their signers (C-30). A fork needs
 * more than a third of the weight in contradictions, and the logs of the honest alone hold them: two final blocks of one
 * view share signers of Finalize; of two views, the later one's ancestors need a Nullify quorum of the earlier (C-20).
 */
public final class Audit {
    private record Context(long epoch, long incarnation) implements Comparable<Context> {
        @Override
        public int compareTo(Context other) {
            int epochs = Long.compare(epoch, other.epoch);
            return epochs != 0 ? epochs : Long.compare(incarnation, other.incarnation);
        }
    }

    private final ChainSpec spec;
    private final SignatureScheme scheme;
    private final LongFunction<Optional<Committee>> committees;
    private final Map<Context, VoteBook> books = new TreeMap<>();
    private final List<Evidence> evidence = new ArrayList<>();

    /** @param committees by epoch; votes of an epoch whose committee is not known prove nothing */
    public Audit(ChainSpec spec, SignatureScheme scheme, LongFunction<Optional<Committee>> committees) {
        this.spec = spec;
        this.scheme = scheme;
        this.committees = committees;
    }

    /** Takes a vote, hostile as it may be: one without a right signature counts for nothing. */
    public void add(long epoch, long incarnation, Vote vote) {
        Context context = new Context(epoch, incarnation);
        if (!books.containsKey(context)) {
            Optional<Committee> committee = committees.apply(epoch);
            if (committee.isEmpty()) {
                return;
            }
            SigningContext signed = new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation);
            books.put(context, new VoteBook(new Electorate(committee.get(), signed, scheme, Optional.empty())));
        }
        if (books.get(context).add(vote, false) instanceof VoteBook.Outcome.Contradiction(Evidence found)) {
            evidence.add(found);
        }
    }

    /** Every vote of a certificate, a quorum's or not. */
    public void add(long epoch, long incarnation, Certificate certificate) {
        certificate.votes().forEach(vote -> add(epoch, incarnation, vote));
    }

    /** In the order in which the second votes were added; each verifies by {@link Evidence#verify}. */
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }
}
