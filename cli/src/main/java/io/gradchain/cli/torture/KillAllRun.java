package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Kills all nodes at once under load, round after round, as when the power goes off everywhere. */
public final class KillAllRun {
    private static final Duration GOAL = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 25;

    private final KillPlan plan;
    private final Scene scene;
    private final TortureNet net;
    private final List<Integer> everybody;
    private final Histogram answers = Percentiles.histogram();
    private final Histogram fresh = Percentiles.histogram();

    private KillAllRun(KillPlan plan, Scene scene) {
        this.plan = plan;
        this.scene = scene;
        this.net = scene.net();
        this.everybody = IntStream.range(0, net.size()).boxed().toList();
    }

    public static KillReport run(KillPlan plan, Screen screen) {
        Stopwatch watch = new Stopwatch();
        try (Scene scene = Scene.start(plan)) {
            KillAllRun run = new KillAllRun(plan, scene);
            SplittableRandom dice = new SplittableRandom(plan.seed());
            try (Progress progress = new Progress(screen, "kill all", "round", plan.kills())) {
                for (int round = 1; round <= plan.kills(); round++) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextLong(500, 2_000)));
                    run.round("round " + round + " of seed " + plan.seed());
                    progress.at(round, "");
                }
            }
            scene.everybodyAgrees(plan.patience());
            return run.report(watch);
        }
    }

    private void round(String story) {
        net.doors()
                .forEach(door -> door.status()
                        .ifPresent(
                                s -> scene.ledger().told(door.node(), s.finalHeight(), s.finalBlock(), s.stateRoot())));
        net.kill(everybody);
        everybody.forEach(node -> scene.judgeVotes(node, story));
        long target = scene.ledger().height() + 1;
        long start = System.nanoTime();
        net.restart();
        boolean answer = Stopwatch.await(
                () -> net.doors().stream().allMatch(door -> door.status().isPresent()), POLL_MILLIS, plan.patience());
        Percentiles.record(answers, System.nanoTime() - start);
        boolean came = answer && Stopwatch.await(() -> finalAnywhere(target), POLL_MILLIS, plan.patience());
        Percentiles.record(fresh, System.nanoTime() - start);
        if (!came) {
            scene.broken(story, "no new final block within " + plan.patience().toSeconds() + " s");
        }
    }

    private boolean finalAnywhere(long height) {
        return net.doors().stream()
                .flatMap(door -> door.status().stream())
                .anyMatch(status -> status.finalHeight() >= height);
    }

    private KillReport report(Stopwatch watch) {
        Percentiles times = Percentiles.of(fresh);
        return new KillReport(
                "kill -9 of all nodes at once",
                plan,
                new Verdict(
                        scene.violations(),
                        List.of(Verdict.Goal.atMost(
                                "new final block, max", times.max() / 1e6, (double) GOAL.toSeconds(), "s"))),
                List.of(Timing.of("answers", "all answer", answers), Timing.of("final", "a new final block", fresh)),
                0,
                scene.ledger().height(),
                scene.ledger().transactions(),
                scene.load().resent(),
                scene.judged(),
                watch.seconds(),
                watch.cpuSeconds(),
                net.folder());
    }
}
