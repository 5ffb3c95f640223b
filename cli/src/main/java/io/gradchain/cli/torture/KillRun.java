package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Kills one node after the other under load; {@link Recovery} says when one is back. */
public final class KillRun {
    private static final Duration GOAL = Duration.ofSeconds(5);
    private static final int EARLY_EVERY = 4;
    private static final int EARLIEST_MILLIS = 50;
    private static final long POLL_MILLIS = 25;

    private final KillPlan plan;
    private final Scene scene;
    private final TortureNet net;
    private final SortedMap<Recovery.Phase, Histogram> phases = Recovery.histograms();
    private final long[] compared;
    private long lastMillis = 1_000;
    private int early;

    private KillRun(KillPlan plan, Scene scene) {
        this.plan = plan;
        this.scene = scene;
        this.net = scene.net();
        this.compared = new long[net.size()];
    }

    public static KillReport run(KillPlan plan, Screen screen) {
        Stopwatch watch = new Stopwatch();
        try (Scene scene = Scene.start(plan)) {
            KillRun run = new KillRun(plan, scene);
            run.all(screen);
            return run.report(watch);
        }
    }

    private void all(Screen screen) {
        SplittableRandom dice = new SplittableRandom(plan.seed());
        int victim = 0;
        boolean started = false;
        try (Progress progress = new Progress(screen, "kill", "kill", plan.kills())) {
            for (int kill = 1; kill <= plan.kills(); kill++) {
                SplittableRandom own = dice.split();
                boolean during = kill % EARLY_EVERY == 0;
                int drawn = own.nextInt(net.size());
                double moment = own.nextDouble();
                if (during) {
                    net.restart();
                    LockSupport.parkNanos(
                            TimeUnit.MILLISECONDS.toNanos(EARLIEST_MILLIS + (long) (moment * lastMillis)));
                    early += Recovery.takesPart(scene, victim) ? 0 : 1;
                } else {
                    if (started) {
                        recover(victim, kill - 1);
                    }
                    victim = drawn;
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + (long) (moment * 900)));
                }
                strike(victim, story(kill, victim));
                started = true;
                progress.at(kill, "%d during recovery, last recovery %,d ms".formatted(early, lastMillis));
            }
            recover(victim, plan.kills());
        }
        scene.everybodyAgrees(plan.patience());
    }

    private String story(int kill, int victim) {
        return "kill %d of seed %d, %s".formatted(kill, plan.seed(), net.name(victim));
    }

    private void strike(int victim, String story) {
        // The client of this very node hears the last final block it ever told.
        net.door(victim)
                .status()
                .ifPresent(s -> scene.ledger().told(net.name(victim), s.finalHeight(), s.finalBlock(), s.stateRoot()));
        net.kill(List.of(victim));
        scene.judgeVotes(victim, story);
    }

    private void recover(int victim, int kill) {
        Recovery life = new Recovery(scene, victim, scene.ledger().height());
        net.restart();
        boolean came = Stopwatch.await(life::done, POLL_MILLIS, plan.patience());
        life.record(phases);
        lastMillis = life.millis();
        if (!came) {
            scene.broken(
                    story(kill, victim),
                    "not back after %d s: %s".formatted(plan.patience().toSeconds(), life));
        }
        net.door(victim)
                .status()
                .filter(s -> !s.halted().isEmpty())
                .ifPresent(s -> scene.broken(story(kill, victim), "halted: " + s.halted()));
        compared[victim] = scene.compare(victim, compared[victim], story(kill, victim));
    }

    private KillReport report(Stopwatch watch) {
        Percentiles back = Percentiles.of(phases.get(Recovery.Phase.BACK));
        Verdict verdict = new Verdict(
                scene.violations(),
                List.of(
                        Verdict.Goal.atMost("recovery p95", back.p95() / 1e6, (double) GOAL.toSeconds(), "s"),
                        Verdict.Goal.atLeast(
                                "kills during recovery", early, Math.min(5, plan.kills() / EARLY_EVERY / 2), "")));
        return new KillReport(
                "kill -9 of one node",
                plan,
                verdict,
                phases.entrySet().stream()
                        .map(e -> Timing.of(e.getKey().name(), e.getKey().title(), e.getValue()))
                        .toList(),
                early,
                scene.ledger().height(),
                scene.ledger().transactions(),
                scene.load().resent(),
                scene.judged(),
                watch.seconds(),
                watch.cpuSeconds(),
                net.folder());
    }
}
