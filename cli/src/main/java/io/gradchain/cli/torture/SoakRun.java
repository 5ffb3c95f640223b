package io.gradchain.cli.torture;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Progress;
import io.gradchain.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/** Steady load for a long time, and samples of what each process holds. */
public final class SoakRun {
    private static final double SHARE = 0.7;
    private static final double MOST_PERCENT = 10;
    /** Pools may breathe by so many threads and descriptors. */
    private static final double BREATH = 4;

    private static final int ACCOUNTS = 64;
    private static final long SETTLE_MILLIS = 20_000;

    private SoakRun() {}

    /** Refused where the system does not tell what a process holds. */
    public static SoakReport run(SoakPlan plan, Screen screen) {
        if (!ProcessSample.possibleHere()) {
            throw CliError.BAD_OPTION.at("torture soak", "needs /proc and a JDK's jcmd", "run it on Linux with a JDK");
        }
        Stopwatch watch = new Stopwatch();
        Scene.Setting setting = new Scene.Setting(plan.engine(), plan.nodes(), ACCOUNTS, 20, 1, plan.seed());
        try (Scene scene = Scene.start(setting)) {
            double saturation = plan.rate().isPresent() ? 0 : Saturation.find(scene.load(), screen);
            double rate = plan.rate().isPresent() ? plan.rate().getAsInt() : Math.max(1, SHARE * saturation);
            scene.load().rate(rate);
            scene.load().cut();
            List<SoakReport.NodeSamples> nodes = sample(plan, scene, screen);
            Window window = scene.load().cut();
            scene.load().rate(1);
            if (!scene.load().settle(window, SETTLE_MILLIS)) {
                scene.broken(
                        "after the load",
                        "%d of %d transfers did not become final"
                                .formatted(window.intended() - window.settled(), window.intended()));
            }
            return new SoakReport(
                    plan,
                    verdict(scene, nodes),
                    saturation,
                    rate,
                    window.settled(),
                    window.percentiles(),
                    nodes,
                    watch.cpuSeconds(),
                    scene.net().folder());
        }
    }

    private static List<SoakReport.NodeSamples> sample(SoakPlan plan, Scene scene, Screen screen) {
        TortureNet net = scene.net();
        List<List<ProcessSample>> samples = new ArrayList<>();
        net.doors().forEach(door -> samples.add(new ArrayList<>()));
        long start = System.nanoTime();
        try (Progress progress = new Progress(screen, "soak", "sample", plan.samples())) {
            for (int i = 1; i <= plan.samples(); i++) {
                LockSupport.parkNanos(start + plan.time().toNanos() * i / plan.samples() - System.nanoTime());
                for (int node = 0; node < net.size(); node++) {
                    Optional<ProcessHandle> process = net.process(node);
                    if (process.isEmpty()) {
                        scene.broken("sample " + i, net.name(node) + " died");
                        continue;
                    }
                    ProcessSample.of(
                                    (System.nanoTime() - start) / 1e9,
                                    process.get().pid(),
                                    net.data(node))
                            .ifPresent(samples.get(node)::add);
                }
                progress.at(i, "%,d transfers final".formatted(scene.ledger().transactions()));
            }
        }
        List<SoakReport.NodeSamples> nodes = new ArrayList<>();
        for (int node = 0; node < net.size(); node++) {
            nodes.add(new SoakReport.NodeSamples(net.name(node), samples.get(node)));
        }
        return nodes;
    }

    private static Verdict verdict(Scene scene, List<SoakReport.NodeSamples> nodes) {
        return new Verdict(
                scene.violations(),
                List.of(
                        Verdict.Goal.atMost("growth of RSS", percent(nodes, ProcessSample::rss), MOST_PERCENT, "%"),
                        Verdict.Goal.atMost(
                                "growth of the heap after GC", percent(nodes, ProcessSample::heap), MOST_PERCENT, "%"),
                        Verdict.Goal.atMost("more threads", more(nodes, ProcessSample::threads), BREATH, ""),
                        Verdict.Goal.atMost("more descriptors", more(nodes, ProcessSample::files), BREATH, "")));
    }

    private static double percent(List<SoakReport.NodeSamples> nodes, ToLongFunction<ProcessSample> value) {
        return nodes.stream()
                .mapToDouble(node -> Growth.of(node.samples(), value).percent())
                .max()
                .orElse(0);
    }

    private static double more(List<SoakReport.NodeSamples> nodes, ToLongFunction<ProcessSample> value) {
        return nodes.stream()
                .mapToDouble(node -> Growth.of(node.samples(), value).absolute())
                .max()
                .orElse(0);
    }
}
