package io.gradchain.cli.bench;

import java.util.SortedMap;

/**
 * What one run gave, over the measured time.
 *
 * @param intended transfers that were meant to be sent in it
 * @param refused of them by code; they appear in no percentile
 * @param unfinished taken but not final in time; they count in the percentiles with as long as they waited
 * @param blocks by which the observer's head rose
 * @param seconds measured
 */
public record BenchRun(
        SortedMap<Stage, Percentiles> stages,
        int intended,
        SortedMap<String, Integer> refused,
        int unfinished,
        long blocks,
        double seconds,
        Gaps gaps) {

    int refusals() {
        return refused.values().stream().mapToInt(Integer::intValue).sum();
    }

    int finished() {
        return intended - refusals() - unfinished;
    }

    double blocksPerSecond() {
        return blocks / seconds;
    }
}
