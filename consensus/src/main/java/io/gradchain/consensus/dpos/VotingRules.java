package io.gradchain.consensus.dpos;

/** The guard every own signature passes (C-220). {@link SafetyRules} is the only one outside of tests. */
interface VotingRules {
    boolean mayPropose(long slot);

    /** @param justified what the block of {@code slot} names as certified */
    boolean mayVote(long slot, Rank justified);

    /** The signature is about to be made durable and sent: now, or in an earlier run whose log is read. */
    void proposed(long slot);

    void voted(long slot, Rank justified);

    /** A block became final: nothing below it is signed any more. */
    void finalized(Rank block);
}
