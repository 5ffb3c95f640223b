package io.gradchain.consensus.voting;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verified votes by view, kind and signer: the first of each kind, which is all an honest member casts. Signatures found
 * here are not verified again inside certificates.
 */
public final class VoteBook {
    private final Electorate electorate;
    private final SortedMap<Long, Vote[]> views = new TreeMap<>();

    public VoteBook(Electorate electorate) {
        this.electorate = electorate;
    }

    /** What a vote turned out to be. */
    public sealed interface Outcome {
        record Counted() implements Outcome {}

        record Duplicate() implements Outcome {}

        record Forged() implements Outcome {}

        /** Signed, and in contradiction to an earlier vote of the same member. */
        record Contradiction(Evidence evidence) implements Outcome {}
    }

    /** @param trusted our own vote, or one whose signature was verified inside a certificate */
    public Outcome add(Vote vote, boolean trusted) {
        int members = electorate.committee().size();
        if (vote.signer() >= members) {
            return new Outcome.Forged();
        }
        Vote known = find(vote.ballot(), vote.view(), vote.signer());
        if (known != null && known.block().equals(vote.block())) {
            return new Outcome.Duplicate();
        }
        if (!trusted && !electorate.verify(vote)) {
            return new Outcome.Forged();
        }
        if (known != null) {
            return contradiction(known, vote);
        }
        Vote[] votes = views.computeIfAbsent(vote.view(), v -> new Vote[Ballot.values().length * members]);
        votes[slot(vote.ballot(), vote.signer())] = vote;
        Vote opposite =
                switch (vote.ballot()) {
                    case NULLIFY -> find(Ballot.FINALIZE, vote.view(), vote.signer());
                    case FINALIZE -> find(Ballot.NULLIFY, vote.view(), vote.signer());
                    case PROPOSE, NOTARIZE, BUILD -> null;
                };
        return opposite != null ? contradiction(opposite, vote) : new Outcome.Counted();
    }

    private Outcome contradiction(Vote first, Vote second) {
        SigningContext context = electorate.context();
        return new Outcome.Contradiction(new Evidence(context.epoch(), context.incarnation(), first, second));
    }

    /** The member's first vote of that kind, or null. */
    public Vote find(Ballot ballot, long view, int signer) {
        Vote[] votes = views.get(view);
        return votes == null ? null : votes[slot(ballot, signer)];
    }

    private int slot(Ballot ballot, int signer) {
        return (ballot.code() - 1) * electorate.committee().size() + signer;
    }

    /** True when the vote, if its signature is right, is evidence against its signer. */
    public boolean contradicts(Vote vote) {
        for (Ballot ballot : Ballot.values()) {
            Vote known =
                    vote.signer() < electorate.committee().size() ? find(ballot, vote.view(), vote.signer()) : null;
            if (known != null && known.conflictsWith(vote)) {
                return true;
            }
        }
        return false;
    }

    public boolean holds(Vote vote) {
        return vote.signer() < electorate.committee().size()
                && vote.equals(find(vote.ballot(), vote.view(), vote.signer()));
    }

    /** The votes of that kind for that block, in the order of signers. */
    public List<Vote> votes(Ballot ballot, long view, Hash block) {
        List<Vote> votes = new ArrayList<>();
        for (int signer = 0; signer < electorate.committee().size(); signer++) {
            Vote vote = find(ballot, view, signer);
            if (vote != null && vote.block().equals(block)) {
                votes.add(vote);
            }
        }
        return votes;
    }

    public long weight(Ballot ballot, long view, Hash block) {
        Committee committee = electorate.committee();
        Vote[] votes = views.get(view);
        long weight = 0;
        for (int signer = 0; votes != null && signer < committee.size(); signer++) {
            Vote vote = votes[slot(ballot, signer)];
            if (vote != null && vote.block().equals(block)) {
                weight += committee.member(signer).weight();
            }
        }
        return weight;
    }

    /** True when the certificate is a quorum's; only signatures not seen before cost a verification. */
    public boolean verify(Certificate certificate) {
        Committee committee = electorate.committee();
        return committee.isQuorum(certificate.weight(committee))
                && certificate.votes().stream().allMatch(vote -> holds(vote) || electorate.verify(vote));
    }

    public void prune(long floor) {
        views.headMap(floor).clear();
    }
}
