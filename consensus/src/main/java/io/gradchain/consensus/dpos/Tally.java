package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.consensus.voting.VoteBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts votes into certificates, and notices what contradicts what (C-204, C-205). */
final class Tally {
    /** Votes of at most this many slots ahead of ours are kept. */
    static final int LOOKAHEAD = 10;
    /** Slots below the final one for which contradictory votes are still noticed. */
    static final int EVIDENCE_WINDOW = 16;

    private static final int MAX_EARLY = 256;

    private final Eras eras;
    private final Certificates certificates;
    private final BlockTree tree;
    private final List<Message.Cast> early = new ArrayList<>();
    private final Deque<Message.Certified> fresh = new ArrayDeque<>();
    private final Set<String> reported = new TreeSet<>();

    Tally(Eras eras, Certificates certificates, BlockTree tree) {
        this.eras = eras;
        this.certificates = certificates;
        this.tree = tree;
    }

    /**
     * Counts a vote, ours or a peer's; one of the next epoch waits for it to begin.
     *
     * @param now the slot by our clock
     * @return what is wrong with whoever sent it
     */
    Optional<Penalty> count(Message.Cast cast, long now, Effects out) {
        Vote vote = cast.vote();
        long finalSlot = tree.finalized().seal().slot();
        Optional<Era> era = eras.of(cast.epoch());
        boolean ours =
                era.filter(known -> known.electorate().self() == vote.signer()).isPresent();
        if (vote.view() <= finalSlot - EVIDENCE_WINDOW || (vote.view() > now + LOOKAHEAD && !ours)) {
            return Optional.empty();
        }
        if (era.isEmpty()) {
            if (cast.epoch() == eras.last() + 1 && early.size() < MAX_EARLY) {
                early.add(cast);
            }
            return Optional.empty();
        }
        VoteBook book = era.get().book();
        boolean decided = vote.view() <= finalSlot || certificates.isDecided(cast.epoch(), vote.view());
        if (decided && !book.contradicts(vote)) {
            return Optional.empty();
        }
        switch (book.add(vote, false)) {
            case VoteBook.Outcome.Counted counted -> {
                Committee committee = era.get().electorate().committee();
                out.heard(committee.member(vote.signer()).key(), vote.view());
                long weight = book.weight(vote.ballot(), vote.view(), vote.block());
                if (!decided && committee.isQuorum(weight)) {
                    certified(cast.epoch(), Certificate.of(book.votes(vote.ballot(), vote.view(), vote.block())));
                }
            }
            case VoteBook.Outcome.Duplicate duplicate -> {}
            case VoteBook.Outcome.Forged forged -> {
                return Optional.of(Penalty.FORGED_VOTE);
            }
            case VoteBook.Outcome.Contradiction(Evidence evidence) -> blame(evidence, out);
        }
        return Optional.empty();
    }

    /** Counts what waited for an epoch to begin. */
    void epochBegan(long now, Effects out) {
        List<Message.Cast> held = List.copyOf(early);
        early.clear();
        held.forEach(cast -> count(cast, now, out));
    }

    /** Once for each member, kind and epoch. */
    void blame(Evidence evidence, Effects out) {
        Vote vote = evidence.first();
        if (reported.add(evidence.epoch() + " " + vote.signer() + " " + vote.ballot())) {
            out.reportFault(evidence.encoded());
        }
    }

    /** A verified certificate to act upon before the turn ends. */
    void certified(long epoch, Certificate certificate) {
        fresh.add(new Message.Certified(epoch, certificate));
    }

    boolean hasFresh() {
        return !fresh.isEmpty();
    }

    Message.Certified takeFresh() {
        return fresh.remove();
    }
}
