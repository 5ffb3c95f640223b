package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a peer that missed it needs to hear again: certificates that lead to our view, and our own votes (C-17, C-45). */
final class Words {
    private static final int MAX_LAGGARDS = 256;

    private final Epoch epoch;
    private final Set<PeerId> laggards = new TreeSet<>();

    Words(Epoch epoch) {
        this.epoch = epoch;
    }

    void viewEnded() {
        laggards.clear();
    }

    /** All of them, as messages. */
    List<byte[]> own() {
        List<byte[]> words = new ArrayList<>();
        leadingHere().forEach(certificate -> words.add(epoch.codec.encode(new Message.Certified(certificate))));
        epoch.log.votesFrom(epoch.view() - 1).forEach(vote -> repeat(vote).ifPresent(words::add));
        return words;
    }

    /** Empty for a proposal whose block is gone. */
    Optional<byte[]> repeat(Vote vote) {
        if (vote.ballot() != Ballot.PROPOSE) {
            return Optional.of(epoch.codec.encode(new Message.Cast(vote)));
        }
        return epoch.tree.find(vote.block()).map(block -> epoch.codec.encode(new Message.Propose(vote, block)));
    }

    /** A peer that gives up an old view twice did not hear how it ended. */
    void help(PeerId from, long at, Effects out) {
        if (at < epoch.view() - 1 || laggards.size() == MAX_LAGGARDS || !laggards.add(from)) {
            leadingHere().forEach(entry -> out.send(from, epoch.codec.encode(new Message.Certified(entry))));
        }
    }

    private List<Certificate> leadingHere() {
        List<Certificate> found = new ArrayList<>();
        epoch.certificates.highestFinalized().ifPresent(found::add);
        epoch.certificates
                .entry(epoch.view() - 1)
                .filter(entry -> !found.contains(entry))
                .ifPresent(found::add);
        return found;
    }
}
