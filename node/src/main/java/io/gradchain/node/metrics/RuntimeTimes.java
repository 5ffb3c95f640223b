package io.gradchain.node.metrics;

import io.gradchain.node.runtime.RuntimeProbe;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The histograms of consensus and execution, and the last values of two of them. */
final class RuntimeTimes implements RuntimeProbe {
    private static final int RECENT = 256;

    final RecentTimes syncs = new RecentTimes(RECENT);
    final RecentTimes finality = new RecentTimes(RECENT);
    private final Timer sync;
    private final Timer built;
    private final Timer checked;
    private final Timer view;
    private final Timer toNotarized;
    private final Timer toFinal;

    RuntimeTimes(Meters meters) {
        sync = meters.histogram(
                "gradchain.vote.log.sync", "Making the records of a turn durable, before anything of it is sent.");
        String execution = "gradchain.block.execution";
        String meaning = "Executing a block: one of our own being built, or another's being checked.";
        built = meters.histogram(execution, meaning, "kind", "build");
        checked = meters.histogram(execution, meaning, "kind", "check");
        view = meters.histogram("gradchain.view.duration", "From entering a view (a slot) to entering the next.");
        toNotarized = meters.histogram(
                "gradchain.propose.to.notarized", "From the proposal of an own block to the quorum behind it.");
        toFinal = meters.histogram("gradchain.propose.to.final", "From the proposal of an own block to its finality.");
    }

    @Override
    public void logSynced(Duration took) {
        sync.record(took);
        syncs.add(took);
    }

    @Override
    public void executed(Duration took, boolean own) {
        (own ? built : checked).record(took);
    }

    @Override
    public void viewEnded(Duration took) {
        view.record(took);
    }

    @Override
    public void notarized(Duration sinceProposed) {
        toNotarized.record(sinceProposed);
    }

    @Override
    public void finalized(Duration sinceProposed) {
        toFinal.record(sinceProposed);
        finality.add(sinceProposed);
    }
}
