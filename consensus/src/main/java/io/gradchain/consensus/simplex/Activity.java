package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last view each member was seen to vote in: a leader that fell silent is not waited for (C-44). */
final class Activity {
    private final Committee committee;
    private final List<PublicKey> silentBefore;
    private final long[] lastVote;

    /** @param silentBefore members that were silent at the end of the epoch before: they are until they speak */
    Activity(Committee committee, List<PublicKey> silentBefore) {
        this.committee = committee;
        this.silentBefore = List.copyOf(silentBefore);
        this.lastVote = new long[committee.size()];
        Arrays.fill(lastVote, -1);
    }

    void saw(int member, long view) {
        lastVote[member] = Math.max(lastVote[member], view);
    }

    /** Silent in all of the last n views before {@code view} while a quorum voted in them. */
    boolean isSilent(int member, long view) {
        long since = view - committee.size();
        if (since < 1) {
            return wasSilent(member);
        }
        if (lastVote[member] >= since) {
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
        return lastVote[member] < view - committee.size() / 2 || wasSilent(member);
    }

    private boolean wasSilent(int member) {
        return lastVote[member] < 0
                && silentBefore.contains(committee.member(member).key());
    }

    /** Who would not be waited for in {@code view}. */
    List<PublicKey> silent(long view) {
        List<PublicKey> silent = new ArrayList<>();
        for (int i = 0; i < committee.size(); i++) {
            if (isSilent(i, view)) {
                silent.add(committee.member(i).key());
            }
        }
        return silent;
    }
}
