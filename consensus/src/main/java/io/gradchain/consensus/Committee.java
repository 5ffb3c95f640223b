package io.gradchain.consensus;

import io.gradchain.genesis.crypto.PublicKey;
import java.util.List;

/** The ordered, weighted voters of one epoch. A quorum is more than two thirds of the weight (C-3). */
public record Committee(long epoch, List<Member> members) {
    public Committee {
        members = List.copyOf(members);
    }

    /** A voter; weights are positive and total at most 2⁶¹, so three times a weight fits a long. */
    public record Member(PublicKey key, long weight) {}

    public long totalWeight() {
        long total = 0;
        for (Member member : members) {
            total += member.weight;
        }
        return total;
    }

    public boolean isQuorum(long weight) {
        return 3 * weight > 2 * totalWeight();
    }

    /** The position of {@code key}, or -1. */
    public int indexOf(PublicKey key) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).key.equals(key)) {
                return i;
            }
        }
        return -1;
    }

    public int size() {
        return members.size();
    }
}
