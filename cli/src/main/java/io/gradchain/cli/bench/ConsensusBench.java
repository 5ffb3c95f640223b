package io.gradchain.cli.bench;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.spec.ChainSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Runs a plan: for each engine and delay some runs, each on a fresh chain. */
public final class ConsensusBench {
    private static final long LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Screen screen;
    private final BenchPlan plan;

    public ConsensusBench(Screen screen, BenchPlan plan) {
        this.screen = screen;
        this.plan = plan;
    }

    /** Runs all of it; what it cannot start is refused. */
    public BenchReport run() throws InterruptedException {
        BenchReport.Machine machine = BenchReport.Machine.now();
        screen.line("%d processors, load %.1f before, fsync p50 %.1f ms p99 %.1f ms; %d nodes, %d transfers/s for %d s"
                .formatted(
                        machine.processors(),
                        machine.load(),
                        machine.fsync().p50() / 1e3,
                        machine.fsync().p99() / 1e3,
                        plan.nodes(),
                        plan.rate(),
                        plan.time().toSeconds()));
        List<BenchSeries> series = new ArrayList<>();
        for (String engine : plan.engines()) {
            for (long delay : plan.delaysMillis()) {
                screen.heading("%s, one-way delay %d ms%s"
                        .formatted(engine, delay, plan.dead() > 0 ? ", " + plan.dead() + " killed" : ""));
                List<BenchRun> runs = new ArrayList<>();
                for (int number = 1; number <= plan.runs(); number++) {
                    BenchRun run = runOnce(engine, delay, plan.seed() + number);
                    runs.add(run);
                    screen.line("  run %d of %d: final p50 %.1f ms, %.1f blocks/s, %d of %d transfers final"
                            .formatted(
                                    number,
                                    plan.runs(),
                                    run.stages().get(Stage.FINAL).p50() / 1e3,
                                    run.blocksPerSecond(),
                                    run.finished(),
                                    run.intended()));
                }
                BenchSeries done = new BenchSeries(engine, delay, runs);
                BenchTable.print(screen, done);
                series.add(done);
            }
        }
        return new BenchReport(plan, machine, series);
    }

    private BenchRun runOnce(String engine, long delay, long seed) throws InterruptedException {
        ChainSpec spec = BenchNet.spec(engine, plan.nodes());
        Load load = Load.of(plan, spec, new Ed25519(), seed);
        try (BenchNet net = BenchNet.start(spec, plan.dead())) {
            net.delay(delay);
            Observer observer = new Observer(load, net.observer().chain());
            net.observer().chain().listen(observer);
            long start = System.nanoTime() + LEAD_NANOS;
            long from = start + plan.warmUp().toNanos();
            long to = from + plan.time().toNanos();
            String url = "http://127.0.0.1:" + net.entry().rpcAddress().getPort();
            try (OpenLoop loop = new OpenLoop(load, url, start)) {
                LockSupport.parkNanos(from - System.nanoTime());
                Histogram cold = net.proposeToFinal();
                net.killDead();
                int taken = loop.join();
                observer.awaitFinal(taken, System.nanoTime() + plan.patience().toNanos());
                Histogram proposals = net.proposeToFinal();
                proposals.subtract(cold);
                return result(load, loop, observer, proposals, from, to);
            }
        }
    }

    private BenchRun result(Load load, OpenLoop loop, Observer observer, Histogram proposals, long from, long to) {
        SortedMap<Stage, Histogram> stages = new TreeMap<>();
        for (Stage stage : Stage.values()) {
            stages.put(stage, Percentiles.histogram());
        }
        stages.put(Stage.PROPOSE_FINAL, proposals);
        Gaps gaps = Gaps.of(observer.heads(), from, to, stages.get(Stage.INTERVAL));
        SortedMap<String, Integer> refused = new TreeMap<>();
        int intended = 0;
        int unfinished = 0;
        long end = System.nanoTime();
        for (int i = 0; i < load.size(); i++) {
            long meant = loop.intended(i);
            if (meant < from) {
                continue;
            }
            intended++;
            Percentiles.record(stages.get(Stage.SENT), loop.sent(i) - meant);
            if (loop.refused(i).isPresent()) {
                refused.merge(loop.refused(i).get(), 1, Integer::sum);
                continue;
            }
            unfinished += observer.finalised(i) == 0 ? 1 : 0;
            Percentiles.record(stages.get(Stage.ACK), loop.acked(i) - meant);
            Percentiles.record(stages.get(Stage.INCLUDED), or(observer.included(i), end) - meant);
            Percentiles.record(stages.get(Stage.FINAL), or(observer.finalised(i), end) - meant);
        }
        SortedMap<Stage, Percentiles> percentiles = new TreeMap<>();
        stages.forEach((stage, histogram) -> percentiles.put(stage, Percentiles.of(histogram)));
        long blocks = observer.heads().stream()
                .filter(head -> head >= from && head < to)
                .count();
        return new BenchRun(
                percentiles, intended, refused, unfinished, blocks, plan.time().toNanos() / 1e9, gaps);
    }

    private static long or(long time, long otherwise) {
        return time == 0 ? otherwise : time;
    }
}
