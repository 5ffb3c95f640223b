package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.voting.Vote;

/** The safety rules of one epoch, and above them what earlier runs may have signed although the log does not show it (C-28). */
record FlooredRules(VotingRules rules, SignFloor floor, long epoch) implements VotingRules {
    @Override
    public boolean mayPropose(long view) {
        return floor.allows(SignMark.Lane.PROPOSAL, epoch, view) && rules.mayPropose(view);
    }

    @Override
    public boolean mayNotarize(long view, Basis basis, CertificateStore certificates) {
        return mayVote(view) && rules.mayNotarize(view, basis, certificates);
    }

    @Override
    public boolean mayNullify(long view) {
        return mayVote(view) && rules.mayNullify(view);
    }

    @Override
    public boolean mayFinalize(long view, boolean equivocated) {
        return mayVote(view) && rules.mayFinalize(view, equivocated);
    }

    private boolean mayVote(long view) {
        return floor.allows(SignMark.Lane.VOTE, epoch, view);
    }

    @Override
    public void cast(Vote vote) {
        rules.cast(vote);
    }

    @Override
    public void enter(long view) {
        rules.enter(view);
    }

    @Override
    public void prune(long lowest) {
        rules.prune(lowest);
    }
}
