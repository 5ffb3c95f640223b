package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.VoteBook;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;

/** One epoch's people: who votes, who produces when, and the votes seen of them. */
final class Era {
    private final Electorate electorate;
    private final VoteBook book;
    private final Schedule schedule;

    Era(Electorate electorate, BlockHeader root) {
        this.electorate = electorate;
        this.book = new VoteBook(electorate);
        this.schedule = new Schedule(root.mix(), electorate.committee().size());
    }

    /** Stake elects; once elected, all count the same (C-204). */
    static Committee equal(Committee committee) {
        List<Committee.Member> members = committee.members().stream()
                .map(member -> new Committee.Member(member.key(), 1))
                .toList();
        return new Committee(committee.epoch(), members);
    }

    long epoch() {
        return electorate.committee().epoch();
    }

    Electorate electorate() {
        return electorate;
    }

    VoteBook book() {
        return book;
    }

    int producer(long slot) {
        return schedule.producer(slot);
    }

    boolean isProducer(long slot, int signer, Address proposer) {
        return signer == producer(slot) && electorate.address(signer).equals(proposer);
    }

    boolean isOurs(long slot) {
        return electorate.votes() && producer(slot) == electorate.self();
    }
}
