package io.gradchain.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadersTest {
    private static Committee committee(long... weights) {
        List<Committee.Member> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            byte[] key = new byte[PublicKey.BYTES];
            key[0] = (byte) i;
            members.add(new Committee.Member(PublicKey.of(key), weights[i]));
        }
        return new Committee(0, members);
    }

    private static List<Integer> schedule(int views, long... weights) {
        Leaders leaders = new Leaders(committee(weights));
        List<Integer> schedule = new ArrayList<>();
        for (long view = 1; view <= views; view++) {
            schedule.add(leaders.of(view));
        }
        return schedule;
    }

    @Test
    void equalWeightsTakeTurns() {
        assertThat(schedule(8, 5, 5, 5, 5)).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void unequalWeightsAreSpreadSmoothly() {
        assertThat(schedule(7, 5, 1, 1)).containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void hugeWeightsAreFollowedToAThousandthAndNobodyIsLeftOut() {
        long huge = 1L << 59;
        List<Integer> schedule = schedule(102_400, huge, huge / 2, 1);
        assertThat(schedule.stream().filter(i -> i == 0).count()).isBetween(68_000L, 68_500L);
        assertThat(schedule).contains(2);
    }
}
