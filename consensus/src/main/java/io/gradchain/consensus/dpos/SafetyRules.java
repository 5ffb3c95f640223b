package io.gradchain.consensus.dpos;

/**
 * The safety rules over what we signed so far (C-220). It only ever says no: it knows nothing of blocks, timers or peers,
 * and it is rebuilt from the vote log after a crash.
 */
final class SafetyRules implements VotingRules {
    private long proposed;
    private long voted;
    private Rank lock = new Rank(0, 0);

    /** V3. A slot once voted in is not produced in either. */
    @Override
    public boolean mayPropose(long slot) {
        return slot > proposed && slot > voted;
    }

    /** V1 and V2. */
    @Override
    public boolean mayVote(long slot, Rank justified) {
        return slot > voted && !justified.isBelow(lock);
    }

    @Override
    public void proposed(long slot) {
        proposed = Math.max(proposed, slot);
    }

    @Override
    public void voted(long slot, Rank justified) {
        voted = Math.max(voted, slot);
        lock = lock.max(justified);
    }

    /** What the log may have forgotten concerns slots below this one and locks no higher. */
    @Override
    public void finalized(Rank block) {
        voted(block.slot(), block);
    }
}
