package io.gradchain.cli.simulate;

import io.gradchain.consensus.sim.SimulationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What many runs came to. */
public final class Tally {
    private final List<Long> proposeToFinal = new ArrayList<>();
    private final List<Long> intervals = new ArrayList<>();
    private int runs;
    private long blocks;
    private long views;
    private long events;
    private long evidence;
    private long restarts;
    private long deepestReorg;
    private int bad;
    private Optional<SimulationReport> firstBad = Optional.empty();
    private Optional<SimulationReport> stalled = Optional.empty();

    /** Takes the runs in the order of their seeds. */
    public void add(SimulationReport report) {
        runs++;
        blocks += report.finalHeight();
        views += report.views();
        events += report.events();
        evidence += report.evidence().size();
        restarts += report.restarts();
        deepestReorg = Math.max(deepestReorg, report.deepestReorg());
        proposeToFinal.addAll(report.proposeToFinal());
        intervals.addAll(report.intervals());
        if (!report.good()) {
            bad++;
            firstBad = firstBad.or(() -> Optional.of(report));
        }
        if (stalled.isEmpty() || report.worstStall() > stalled.get().worstStall()) {
            stalled = Optional.of(report);
        }
    }

    public int runs() {
        return runs;
    }

    public long blocks() {
        return blocks;
    }

    public long views() {
        return views;
    }

    public long events() {
        return events;
    }

    public long evidence() {
        return evidence;
    }

    public long restarts() {
        return restarts;
    }

    public long deepestReorg() {
        return deepestReorg;
    }

    /** Runs with a violation, or without progress. */
    public int bad() {
        return bad;
    }

    public Optional<SimulationReport> firstBad() {
        return firstBad;
    }

    /** The run in which nothing new became final for longest. */
    public SimulationReport mostStalled() {
        return stalled.orElseThrow();
    }

    public Percentiles proposeToFinal() {
        return Percentiles.of(proposeToFinal);
    }

    public Percentiles intervals() {
        return Percentiles.of(intervals);
    }
}
