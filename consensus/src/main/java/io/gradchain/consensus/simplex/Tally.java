package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.consensus.voting.VoteBook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Counts votes: a quorum of them becomes a certificate, two that contradict each other evidence (C-30). */
final class Tally {
    private final Epoch epoch;
    private final Deque<Fresh> fresh = new ArrayDeque<>();
    private final Set<Vote> reported = new TreeSet<>((a, b) ->
            a.signer() != b.signer() ? a.signer() - b.signer() : a.ballot().compareTo(b.ballot()));

    Tally(Epoch epoch) {
        this.epoch = epoch;
    }

    /** A verified certificate not yet acted upon; {@code from} is empty when we assembled it. */
    record Fresh(Certificate certificate, Optional<PeerId> from) {}

    enum Noted {
        /** Genuine, and the first of its kind by its signer. */
        COUNTED,
        KNOWN,
        REFUSED
    }

    /** @param from empty for our own vote */
    Noted note(Vote vote, Optional<PeerId> from, Effects out) {
        return switch (epoch.book.add(vote, from.isEmpty())) {
            case VoteBook.Outcome.Counted counted -> {
                count(vote, out);
                yield Noted.COUNTED;
            }
            case VoteBook.Outcome.Duplicate duplicate -> {
                // Said again while nothing moves; the very same bytes are as genuine as they were.
                if (epoch.book.holds(vote)) {
                    heard(vote, out);
                }
                yield Noted.KNOWN;
            }
            case VoteBook.Outcome.Forged forged -> {
                from.ifPresent(peer -> Epoch.penalise(peer, Penalty.FORGED_VOTE, out));
                yield Noted.REFUSED;
            }
            case VoteBook.Outcome.Contradiction(Evidence evidence) -> {
                blame(evidence, out);
                yield Noted.REFUSED;
            }
        };
    }

    private void count(Vote vote, Effects out) {
        long at = vote.view();
        saw(vote, out);
        if (vote.ballot() != Ballot.PROPOSE
                && epoch.electorate.committee().isQuorum(epoch.book.weight(vote.ballot(), at, vote.block()))
                && !epoch.certificates.has(vote.ballot(), at)) {
            Certificate certificate = Certificate.of(epoch.book.votes(vote.ballot(), at, vote.block()));
            fresh.add(new Fresh(certificate, Optional.empty()));
        }
    }

    /** A vote whose view needs no more votes: of interest only as a sign of life of a silent member (C-44). */
    void noteLate(Vote vote, Effects out) {
        if (vote.signer() < epoch.electorate.committee().size()
                && epoch.activity.wantsSignOfLife(vote.signer(), epoch.view())
                && epoch.electorate.verify(vote)) {
            saw(vote, out);
        }
    }

    private void saw(Vote vote, Effects out) {
        epoch.activity.saw(vote.signer(), vote.view());
        heard(vote, out);
    }

    private void heard(Vote vote, Effects out) {
        out.heard(epoch.electorate.committee().member(vote.signer()).key(), vote.view());
    }

    /** Queues a certificate of a peer, if it is a quorum's. */
    void submit(Certificate certificate, PeerId from, Effects out) {
        if (epoch.book.verify(certificate)) {
            fresh.add(new Fresh(certificate, Optional.of(from)));
        } else {
            Epoch.penalise(from, Penalty.FORGED_CERTIFICATE, out);
        }
    }

    /** The next certificate to act upon, or null. */
    Fresh next() {
        return fresh.poll();
    }

    /** Learns from the votes inside a certificate that was verified. */
    void learn(Certificate certificate, Effects out) {
        for (Vote vote : certificate.votes()) {
            saw(vote, out);
            if (vote.view() >= epoch.evidenceFloor()
                    && epoch.book.add(vote, true) instanceof VoteBook.Outcome.Contradiction(Evidence evidence)) {
                blame(evidence, out);
            }
        }
    }

    private void blame(Evidence evidence, Effects out) {
        if (evidence.second().signer() == epoch.electorate.self() && epoch.floor.isWatchful()) {
            epoch.ownKeyHeard(evidence.second(), out);
            return;
        }
        if (evidence.kind() == Evidence.Kind.DOUBLE_PROPOSE) {
            epoch.proposals.equivocated(evidence.first().view());
        }
        if (reported.add(evidence.second())) {
            out.reportFault(evidence.encoded());
        }
    }
}
