package io.gradchain.consensus.simplex;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Vote;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The four safety rules over what we signed so far (C-20). It only ever says no: it knows nothing of timers, blocks or
 * peers, and it is rebuilt from the vote log after a crash.
 */
final class SafetyRules implements VotingRules {
    private final SortedMap<Long, Set<Ballot>> cast = new TreeMap<>();
    private long view;

    @Override
    public boolean mayPropose(long view) {
        return isCurrent(view) && !has(view, Ballot.PROPOSE) && !has(view, Ballot.NULLIFY);
    }

    /** I1 and I3. A view once nullified is not notarized either: it could no longer become final through us. */
    @Override
    public boolean mayNotarize(long view, Basis basis, CertificateStore certificates) {
        return isCurrent(view)
                && !has(view, Ballot.NOTARIZE)
                && !has(view, Ballot.NULLIFY)
                && certificates.justify(view, basis) instanceof Justification.Justified;
    }

    /** Half of I2. */
    @Override
    public boolean mayNullify(long view) {
        return isCurrent(view) && !has(view, Ballot.NULLIFY) && !has(view, Ballot.FINALIZE);
    }

    /** The other half of I2. */
    @Override
    public boolean mayFinalize(long view, boolean equivocated) {
        return isCurrent(view) && !equivocated && !has(view, Ballot.FINALIZE) && !has(view, Ballot.NULLIFY);
    }

    @Override
    public void cast(Vote vote) {
        cast.computeIfAbsent(vote.view(), v -> EnumSet.noneOf(Ballot.class)).add(vote.ballot());
        enter(vote.view());
    }

    @Override
    public void enter(long view) {
        this.view = Math.max(this.view, view);
    }

    /** Safe because {@link #view} lies above every finalized view, and below it nothing is signed any more. */
    @Override
    public void prune(long floor) {
        cast.headMap(Math.min(floor, view)).clear();
    }

    /** I4: what concerns an old view is re-sent from the log or not at all. */
    private boolean isCurrent(long view) {
        return view >= this.view;
    }

    private boolean has(long view, Ballot ballot) {
        Set<Ballot> votes = cast.get(view);
        return votes != null && votes.contains(ballot);
    }
}
