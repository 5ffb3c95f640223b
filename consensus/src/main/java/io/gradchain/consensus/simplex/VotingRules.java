package io.gradchain.consensus.simplex;

import io.gradchain.consensus.voting.Vote;

/** The guard every own signature passes (C-20..C-24). {@link SafetyRules} is the only one outside of tests. */
interface VotingRules {
    boolean mayPropose(long view);

    /** @param certificates what the proposal of {@code view} is justified with */
    boolean mayNotarize(long view, Basis basis, CertificateStore certificates);

    boolean mayNullify(long view);

    /** @param equivocated whether the view's leader was seen to propose twice */
    boolean mayFinalize(long view, boolean equivocated);

    /** The vote is about to be made durable and sent: now, or in an earlier run whose log is read. */
    void cast(Vote vote);

    /** No vote below {@code view} is ever built again. */
    void enter(long view);

    /** Forgets votes below the finalized floor. */
    void prune(long floor);
}
