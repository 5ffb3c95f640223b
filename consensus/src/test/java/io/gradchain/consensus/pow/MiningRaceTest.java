package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Engines that draw their luck, on a network without delay: what the difficulty makes of it. */
class MiningRaceTest {
    private static final double BLOCK_TIME = 2_000;

    /** Miners in virtual time; the first {@code active} of them are switched on. */
    private static final class Race {
        private final List<Workbench> miners = new ArrayList<>();
        private final long[] due;
        private long now = 1_000_000;

        Race(int miners, long seed) {
            due = new long[miners];
            for (int i = 0; i < miners; i++) {
                Map<String, Long> parameters = new TreeMap<>();
                parameters.put("initial_difficulty", 2_000L * miners);
                parameters.put("simulated_hashes_per_second", 1_000L);
                parameters.put("seed", seed);
                this.miners.add(new Workbench(i, parameters));
                due[i] = Long.MAX_VALUE;
            }
        }

        /** ms between {@code blocks} blocks and the ones before them. */
        List<Long> run(int active, int blocks) {
            List<Long> intervals = new ArrayList<>();
            for (int i = 0; i < due.length; i++) {
                due[i] = i < active ? draw(i) : Long.MAX_VALUE;
            }
            long last = now;
            while (intervals.size() < blocks) {
                int luckiest = 0;
                for (int i = 1; i < due.length; i++) {
                    luckiest = due[i] < due[luckiest] ? i : luckiest;
                }
                now = due[luckiest];
                Workbench finder = miners.get(luckiest);
                finder.fire(Miner.DRAW);
                finder.build(now);
                Block found = finder.find();
                intervals.add(now - last);
                last = now;
                for (int i = 0; i < due.length; i++) {
                    if (i != luckiest) {
                        miners.get(i).announce(0, found);
                    }
                    assertThat(miners.get(i).head()).isEqualTo(found.hash());
                    due[i] = i < active ? draw(i) : Long.MAX_VALUE;
                }
            }
            return intervals;
        }

        private long draw(int miner) {
            return now + miners.get(miner).timers.get(Miner.DRAW);
        }
    }

    private static double mean(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** F15: from four miners to one and back; after 64 blocks the interval is back, in the mean of 20 seeds. */
    @Test
    void theDifficultyFollowsTheMiners() {
        List<Long> steady = new ArrayList<>();
        List<Long> slow = new ArrayList<>();
        List<Long> fast = new ArrayList<>();
        List<Long> leftAlone = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            Race race = new Race(4, seed);
            steady.addAll(race.run(4, 64));
            slow.addAll(race.run(1, 8));
            race.run(1, 56);
            leftAlone.addAll(race.run(1, 32));
            fast.addAll(race.run(4, 8));
            race.run(4, 56);
            back.addAll(race.run(4, 32));
        }
        assertThat(mean(slow)).isGreaterThan(1.5 * BLOCK_TIME);
        assertThat(mean(fast)).isLessThan(BLOCK_TIME / 1.5);
        Offset<Double> quarter = within(BLOCK_TIME / 4);
        assertThat(mean(steady)).isCloseTo(BLOCK_TIME, quarter);
        assertThat(mean(leftAlone)).isCloseTo(BLOCK_TIME, quarter);
        assertThat(mean(back)).isCloseTo(BLOCK_TIME, quarter);
    }

    /** Who asks at any moment waits as the exponential law says. */
    @Test
    void inclusionFollowsTheExponentialLaw() {
        Race race = new Race(2, 7);
        race.run(2, 200);
        List<Long> intervals = race.run(2, 10_000);
        assertThat(mean(intervals)).isCloseTo(BLOCK_TIME, within(BLOCK_TIME / 20));
        long total = intervals.stream().mapToLong(Long::longValue).sum();
        SplittableRandom random = new SplittableRandom(9);
        long[] arrivals = random.longs(100_000, 0, total).sorted().toArray();
        long[] waits = new long[arrivals.length];
        long end = 0;
        int block = 0;
        for (int i = 0; i < arrivals.length; i++) {
            while (end <= arrivals[i]) {
                end += intervals.get(block++);
            }
            waits[i] = end - arrivals[i];
        }
        Arrays.sort(waits);
        for (int percentile : new int[] {50, 90, 95, 99}) {
            double law = -BLOCK_TIME * Math.log(1 - percentile / 100.0);
            assertThat((double) waits[waits.length * percentile / 100])
                    .as("p" + percentile)
                    .isCloseTo(law, within(law / 10));
        }
    }
}
