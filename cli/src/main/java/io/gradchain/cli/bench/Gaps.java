package io.gradchain.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Times without a new block, from the begin of the measured time to its end.
 *
 * @param longest first the longest
 */
public record Gaps(List<Gap> longest) {
    private static final int KEPT = 5;

    public Gaps {
        longest = List.copyOf(longest);
    }

    /** One of them, in ms, and when it began. */
    public record Gap(long atMillis, long millis) {}

    /** Reads the rises of the head between {@code from} and {@code to}; those between two blocks go to {@code intervals}. */
    static Gaps of(List<Long> heads, long from, long to, Histogram intervals) {
        List<Gap> gaps = new ArrayList<>();
        long last = from;
        boolean block = false;
        for (long head : heads) {
            if (head >= from && head < to) {
                if (block) {
                    Percentiles.record(intervals, head - last);
                }
                gaps.add(gap(from, last, head));
                last = head;
                block = true;
            }
        }
        gaps.add(gap(from, last, to));
        return new Gaps(gaps.stream()
                .sorted(Comparator.comparingLong(Gap::millis).reversed())
                .limit(KEPT)
                .toList());
    }

    private static Gap gap(long from, long begin, long end) {
        return new Gap((begin - from) / 1_000_000, (end - begin) / 1_000_000);
    }
}
