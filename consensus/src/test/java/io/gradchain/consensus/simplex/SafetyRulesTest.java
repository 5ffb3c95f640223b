package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.genesis.crypto.Hash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The guard alone: rules I1 to I4 of C-20. */
class SafetyRulesTest {
    private final Desk desk = new Desk(4, 3);
    private final Hash genesis = desk.genesis.hash();
    private final Hash block = desk.block(1, 0, desk.genesis.header()).hash();
    private final CertificateStore store = new CertificateStore(0, genesis);
    private final SafetyRules rules = new SafetyRules();

    @BeforeEach
    void start() {
        rules.enter(1);
    }

    private void cast(Ballot ballot, long view) {
        rules.cast(desk.vote(ballot, view, ballot == Ballot.NULLIFY ? Hash.ZERO : block, 3));
    }

    @Test
    void i1_onlyOneNotarizePerView() {
        assertThat(rules.mayNotarize(1, new Basis.Parent(0, genesis), store)).isTrue();
        cast(Ballot.NOTARIZE, 1);
        assertThat(rules.mayNotarize(1, new Basis.Parent(0, genesis), store)).isFalse();
    }

    @Test
    void i2_neverNullifyAndFinalizeInOneView() {
        cast(Ballot.NOTARIZE, 1);
        assertThat(rules.mayNullify(1)).isTrue();
        assertThat(rules.mayFinalize(1, false)).isTrue();
        cast(Ballot.NULLIFY, 1);
        assertThat(rules.mayFinalize(1, false)).isFalse();
        cast(Ballot.FINALIZE, 2);
        assertThat(rules.mayNullify(2)).isFalse();
    }

    @Test
    void i3_aBlockNeedsItsParentsCertificateAndEverySkippedViews() {
        rules.enter(4);
        store.add(desk.certificate(Ballot.NOTARIZE, 1, block, 0, 1, 2));
        store.add(desk.certificate(Ballot.NULLIFY, 3, Hash.ZERO, 0, 1, 2));
        assertThat(rules.mayNotarize(4, new Basis.Parent(1, block), store))
                .as("view 2 is open")
                .isFalse();
        store.add(desk.certificate(Ballot.NULLIFY, 2, Hash.ZERO, 0, 1, 2));
        assertThat(rules.mayNotarize(4, new Basis.Parent(1, block), store)).isTrue();
        assertThat(rules.mayNotarize(4, new Basis.Parent(1, genesis), store))
                .as("another parent")
                .isFalse();
        assertThat(rules.mayNotarize(4, new Basis.Parent(0, genesis), store))
                .as("view 1 is not nullified")
                .isFalse();
    }

    @Test
    void i4_nothingIsBuiltForAnOldView() {
        rules.enter(5);
        assertThat(rules.mayPropose(4)).isFalse();
        assertThat(rules.mayNullify(4)).isFalse();
        assertThat(rules.mayFinalize(4, false)).isFalse();
        assertThat(rules.mayNotarize(4, new Basis.Parent(0, genesis), store)).isFalse();
        rules.prune(100);
        assertThat(rules.mayNullify(5)).isTrue();
    }

    @Test
    void i4_aVoteReadFromTheLogBindsLikeOneJustCast() {
        SafetyRules recovered = new SafetyRules();
        recovered.cast(desk.vote(Ballot.NULLIFY, 9, Hash.ZERO, 3));
        assertThat(recovered.mayFinalize(9, false)).isFalse();
        assertThat(recovered.mayNotarize(9, new Basis.Parent(0, genesis), store))
                .isFalse();
        assertThat(recovered.mayNullify(8)).isFalse();
    }

    @Test
    void aProposalIsAVote() {
        assertThat(rules.mayPropose(1)).isTrue();
        cast(Ballot.PROPOSE, 1);
        assertThat(rules.mayPropose(1)).isFalse();
    }

    @Test
    void anEquivocatedViewIsNotFinalized() {
        assertThat(rules.mayFinalize(1, true)).isFalse();
    }
}
