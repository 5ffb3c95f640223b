package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;

/** The safety rules, and above them what earlier runs may have signed although the log does not show it (C-28). */
record FlooredRules(VotingRules rules, SignFloor floor) implements VotingRules {
    @Override
    public boolean mayPropose(long slot) {
        return floor.allows(SignMark.Lane.PROPOSAL, 0, slot) && rules.mayPropose(slot);
    }

    @Override
    public boolean mayVote(long slot, Rank justified) {
        return floor.allows(SignMark.Lane.VOTE, 0, slot) && rules.mayVote(slot, justified);
    }

    @Override
    public void proposed(long slot) {
        rules.proposed(slot);
    }

    @Override
    public void voted(long slot, Rank justified) {
        rules.voted(slot, justified);
    }

    @Override
    public void finalized(Rank block) {
        rules.finalized(block);
    }
}
