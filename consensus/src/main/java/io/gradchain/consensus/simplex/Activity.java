package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import java.util.SortedMap;
import java.util.TreeMap;

/** The last view each member was seen to vote in: a leader that fell silent is not waited for (C-44). */
final class Activity {
    private final Committee committee;
    private final Past past;
    private final long[] lastVote;

    /**
     * What was seen in earlier epochs; their views count backwards from 0.
     *
     * @param views how many there were since our start
     * @param lastVotes of the last epoch's members, by key
     */
    record Past(long views, SortedMap<PublicKey, Long> lastVotes) {
        Past {
            lastVotes = new TreeMap<>(lastVotes);
        }

        static Past none() {
            return new Past(0, new TreeMap<>());
        }
    }

    Activity(Committee committee, Past past) {
        this.committee = committee;
        this.past = past;
        this.lastVote = new long[committee.size()];
        for (int i = 0; i < lastVote.length; i++) {
            lastVote[i] = past.lastVotes.getOrDefault(committee.member(i).key(), -1L);
        }
    }

    void saw(int member, long view) {
        lastVote[member] = Math.max(lastVote[member], view);
    }

    /** Silent in all of the last n views before {@code view} while a quorum voted in them. */
    boolean isSilent(int member, long view) {
        long since = view - committee.size();
        if (since < 1 - past.views || lastVote[member] >= since) {
            return false;
        }
        long active = 0;
        for (int i = 0; i < lastVote.length; i++) {
            if (lastVote[i] >= since) {
                active += committee.member(i).weight();
            }
        }
        return committee.isQuorum(active);
    }

    /** Whether a vote past the quorum is worth a verification, so that a slow member is not taken for a silent one. */
    boolean wantsSignOfLife(int member, long view) {
        return lastVote[member] < view - committee.size() / 2;
    }

    /** What the next epoch is to know, which begins after {@code view}. */
    Past until(long view) {
        SortedMap<PublicKey, Long> votes = new TreeMap<>();
        for (int i = 0; i < lastVote.length; i++) {
            votes.put(committee.member(i).key(), lastVote[i] - view);
        }
        return new Past(past.views + view, votes);
    }
}
