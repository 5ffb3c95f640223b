package io.gradchain.consensus.simplex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private final Desk desk = new Desk(4, 3);
    private final Block a = desk.block(1, 0, desk.genesis.header());
    private final Hash b = desk.genesis.hash();

    private Evidence of(Vote first, Vote second) {
        return new Evidence(0, 0, first, second);
    }

    private void proves(Evidence evidence, Evidence.Kind kind) {
        assertThat(evidence.kind()).isEqualTo(kind);
        assertThat(Evidence.decode(evidence.encoded())).isEqualTo(evidence);
        assertThat(evidence.verify(desk.spec, desk.committee, desk.scheme))
                .contains(desk.keys.get(2).publicKey());
    }

    private Vote vote(Ballot ballot, Hash block) {
        return desk.vote(ballot, 3, block, 2);
    }

    @Test
    void allFourKindsAreProven() {
        proves(of(vote(Ballot.PROPOSE, a.hash()), vote(Ballot.PROPOSE, b)), Evidence.Kind.DOUBLE_PROPOSE);
        proves(of(vote(Ballot.NOTARIZE, a.hash()), vote(Ballot.NOTARIZE, b)), Evidence.Kind.CONFLICTING_NOTARIZE);
        proves(of(vote(Ballot.FINALIZE, a.hash()), vote(Ballot.FINALIZE, b)), Evidence.Kind.CONFLICTING_FINALIZE);
        proves(of(vote(Ballot.NULLIFY, Hash.ZERO), vote(Ballot.FINALIZE, b)), Evidence.Kind.NULLIFY_FINALIZE);
        proves(of(vote(Ballot.FINALIZE, b), vote(Ballot.NULLIFY, Hash.ZERO)), Evidence.Kind.NULLIFY_FINALIZE);
    }

    @Test
    void whatAnHonestMemberMaySignIsNoEvidence() {
        Vote notarize = vote(Ballot.NOTARIZE, b);
        assertThatThrownBy(() -> of(notarize, notarize)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(notarize, vote(Ballot.NULLIFY, Hash.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(notarize, desk.vote(Ballot.NOTARIZE, 4, a.hash(), 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(notarize, desk.vote(Ballot.NOTARIZE, 3, a.hash(), 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aForgedSignatureProvesNothing() {
        Vote real = vote(Ballot.NOTARIZE, b);
        Vote forged = new Vote(Ballot.NOTARIZE, 3, a.hash(), 2, real.signature());
        assertThat(of(real, forged).verify(desk.spec, desk.committee, desk.scheme))
                .isEmpty();
        assertThat(new Evidence(0, 1, real, vote(Ballot.NOTARIZE, a.hash()))
                        .verify(desk.spec, desk.committee, desk.scheme))
                .isEmpty();
    }

    @Test
    void anEngineThatSeesBothVotesReportsThemOnce() {
        for (int i = 0; i < 3; i++) {
            desk.hear(desk.vote(Ballot.NOTARIZE, 1, a.hash(), 2));
            desk.hear(desk.vote(Ballot.NOTARIZE, 1, b, 2));
        }
        assertThat(desk.faults).hasSize(1);
        assertThat(Evidence.decode(desk.faults.getFirst()).verify(desk.spec, desk.committee, desk.scheme))
                .contains(desk.keys.get(2).publicKey());
        assertThat(desk.penalties).isEmpty();
    }

    @Test
    void aLeaderThatProposesTwiceIsReportedAndItsBlockNotFinalizedByUs() {
        Block twin = desk.chain.build(
                desk.genesis.header(), a.header().proposer(), a.header().seal(), 5, 9);
        desk.hear(0, desk.propose(a));
        desk.check();
        desk.hear(0, desk.propose(twin));
        assertThat(desk.faults).hasSize(1);
        assertThat(Evidence.decode(desk.faults.getFirst()).kind()).isEqualTo(Evidence.Kind.DOUBLE_PROPOSE);
        desk.hear(desk.certificate(Ballot.NOTARIZE, 1, a.hash(), 0, 1, 2));
        assertThat(desk.view).isEqualTo(2);
        assertThat(desk.cast(Ballot.FINALIZE)).isEmpty();
    }
}
