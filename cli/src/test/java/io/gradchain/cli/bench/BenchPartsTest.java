package io.gradchain.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class BenchPartsTest {
    private static final long MILLI = 1_000_000;

    @Test
    void sendingTimesAreAPoissonProcessThatFollowsFromTheSeed() {
        Load load = load(3);
        assertThat(load.offsets()).isSorted().isEqualTo(load(3).offsets()).isNotEqualTo(load(4).offsets());
        // 4000 expected in 20 s: five standard deviations are 316.
        assertThat(load.size()).isBetween(3_684, 4_316);
        assertThat(load.offsets()[load.size() - 1]).isLessThan(20_000 * MILLI);
        // Of exponential gaps 1/e are above the mean of 5 ms.
        long above = 0;
        for (int i = 1; i < load.size(); i++) {
            above += load.offsets()[i] - load.offsets()[i - 1] > 5 * MILLI ? 1 : 0;
        }
        assertThat(above / (double) load.size()).isBetween(0.33, 0.41);
        assertThat(load.indexes()).hasSize(load.size());
    }

    private static Load load(long seed) {
        BenchPlan plan = new BenchPlan(
                List.of("pos"), 4, 200, Duration.ZERO, Duration.ofSeconds(20), 1, List.of(0L), 0, 1, Duration.ZERO);
        return Load.of(plan, BenchNet.spec("pos", 4), new Ed25519(), seed);
    }

    @Test
    void gapsReachFromTheBeginToTheEndAndIntervalsOnlyFromBlockToBlock() {
        Histogram intervals = Percentiles.histogram();
        List<Long> heads = List.of(5 * MILLI, 130 * MILLI, 140 * MILLI, 340 * MILLI, 999 * MILLI);
        Gaps gaps = Gaps.of(heads, 100 * MILLI, 600 * MILLI, intervals);
        assertThat(gaps.longest())
                .containsExactly(
                        new Gaps.Gap(240, 260), new Gaps.Gap(40, 200), new Gaps.Gap(0, 30), new Gaps.Gap(30, 10));
        assertThat(intervals.getTotalCount()).isEqualTo(2);
        assertThat(Gaps.of(List.of(), 0, 7 * MILLI, intervals).longest()).containsExactly(new Gaps.Gap(0, 7));
    }

    @Test
    void aSeriesGivesMedianLeastAndMost() {
        List<BenchRun> runs = Arrays.stream(new long[] {30, 10, 20})
                .mapToObj(
                        blocks -> new BenchRun(new TreeMap<>(), 0, new TreeMap<>(), 0, blocks, 10, new Gaps(List.of())))
                .toList();
        assertThat(new BenchSeries("pos", 0, runs).blocksPerSecond()).isEqualTo(new BenchSeries.Spread(2, 1, 3));
        assertThat(new BenchSeries("pos", 0, runs.subList(0, 2)).blocksPerSecond())
                .isEqualTo(new BenchSeries.Spread(1, 1, 3));
    }
}
