package io.gradchain.consensus.sim;

import io.gradchain.genesis.crypto.Hash;
import java.util.List;

/**
 * What a run showed.
 *
 * @param engine that was simulated
 * @param violations of safety, in words; empty in a good run
 * @param live whether the goal was reached in time
 * @param finalHeight the highest final block of an honest node
 * @param views the highest view an honest node entered
 * @param millis virtual time at the end
 * @param events steps taken
 * @param evidence encoded evidence honest nodes reported
 * @param penalties reasons for which honest nodes penalised peers
 * @param proposeToFinal ms from proposing to the first honest node's finality, a value for each block, in order
 * @param intervals ms between the proposals of successive final blocks
 * @param worstStall the longest ms in which nothing new became final
 * @param deepestReorg most blocks an honest node ever took back after calling them final
 * @param restarts how often a node came back
 * @param guilty after a violation: whom the disks of honest nodes prove guilty, in words, by committee position
 * @param traceHash of every delivery and trace point with its time: equal for equal seeds
 */
public record SimulationReport(
        String engine,
        Scenario scenario,
        List<String> violations,
        boolean live,
        long finalHeight,
        long views,
        long millis,
        long events,
        List<byte[]> evidence,
        List<String> penalties,
        List<Long> proposeToFinal,
        List<Long> intervals,
        long worstStall,
        long deepestReorg,
        int restarts,
        List<String> guilty,
        Hash traceHash) {
    public SimulationReport {
        violations = List.copyOf(violations);
        evidence = List.copyOf(evidence);
        penalties = List.copyOf(penalties);
        proposeToFinal = List.copyOf(proposeToFinal);
        intervals = List.copyOf(intervals);
        guilty = List.copyOf(guilty);
    }

    public boolean good() {
        return live && violations.isEmpty();
    }

    /** For a failing test: what went wrong, and all that distinguishes this run from others. */
    public String describe() {
        return (live ? "live" : "NOT LIVE") + " final=" + finalHeight + " views=" + views + " ms=" + millis + " events="
                + events + " violations=" + violations + "\n" + engine + " " + scenario + replay();
    }

    private String replay() {
        long seed = scenario.seed();
        int validators = scenario.validators();
        return scenario.equals(Scenario.drawn(seed, validators))
                ? "\nreplay: gradchain simulate --engine " + engine + " --validators " + validators
                        + " --faults drawn --seed " + seed
                : "";
    }
}
