package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.node.network.MessageKind;
import io.gradchain.node.sync.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures honest transfers in quiet, then with every attacker at the first node at once. */
public final class FloodRun {
    private static final double MOST_TIMES = 2;
    private static final long WARM_UP_SECONDS = 5;
    private static final int ACCOUNTS = 32;
    private static final long SETTLE_MILLIS = 20_000;
    private static final int NOISE_BYTES = 200;

    private FloodRun() {}

    public static FloodReport run(FloodPlan plan, Screen screen) {
        Scene.Setting setting = new Scene.Setting(plan.engine(), plan.nodes(), ACCOUNTS, plan.rate(), 1, plan.seed());
        try (Scene scene = Scene.start(setting)) {
            pause(TimeUnit.SECONDS.toMillis(WARM_UP_SECONDS));
            scene.load().cut();
            screen.line("  quiet, %d s…".formatted(plan.time().toSeconds()));
            pause(plan.time().toMillis());
            Window quiet = scene.load().cut();
            screen.line("  under attack, %d s…".formatted(plan.time().toSeconds()));
            Stopwatch watch = new Stopwatch();
            double before = nodeCpu(scene.net());
            List<Attacker> attackers = attackers(plan, scene.net());
            scene.load().cut();
            pause(plan.time().toMillis());
            Window attacked = scene.load().cut();
            double cpu = watch.cpuSeconds();
            double nodeCpu = nodeCpu(scene.net()) - before;
            List<String> stories = new ArrayList<>();
            attackers.forEach(attacker -> stories.add(attacker.name() + ": " + attacker.story()));
            long heap = heap(scene.net());
            attackers.parallelStream().forEach(Attacker::close);
            if (!scene.load().settle(attacked, SETTLE_MILLIS)) {
                scene.broken(
                        "after the flood",
                        "%d of %d honest transfers did not become final"
                                .formatted(attacked.intended() - attacked.settled(), attacked.intended()));
            }
            return report(
                    plan, scene, quiet.percentiles(), attacked.percentiles(), attackers, stories, heap, cpu, nodeCpu);
        }
    }

    private static List<Attacker> attackers(FloodPlan plan, TortureNet net) {
        Target target = new Target(
                net.spec(),
                net.plan().peerPorts().getFirst(),
                net.plan().rpcPorts().getFirst());
        SplittableRandom dice = new SplittableRandom(plan.seed());
        // The first of those who paid for the accounts of the load, and pay no more.
        Wallet victim = new Wallet(net.spec(), DevKeys.PEOPLE.getFirst());
        long next = Math.ceilDiv(ACCOUNTS, DevKeys.PEOPLE.size());
        SpamSource byPeer = new SpamSource(net.spec(), "poor-peer", victim, next, dice.nextLong());
        SpamSource byRpc = new SpamSource(net.spec(), "poor-client", victim, next, dice.nextLong());
        byte[] status = new Status(0, net.spec().hash()).encoded();
        List<Attacker> all = new ArrayList<>();
        all.add(new BabblingPeer("peer with noise", target, MessageKind.CONSENSUS, plan.messages(), () -> {
            byte[] noise = new byte[NOISE_BYTES];
            dice.nextBytes(noise);
            return noise;
        }));
        all.add(new BabblingPeer(
                "peer with well-formed messages", target, MessageKind.STATUS, plan.messages(), () -> status));
        all.add(new BabblingPeer(
                "peer with spam", target, MessageKind.TRANSACTION, plan.spamPerSecond(), byPeer::next));
        all.add(SilentSockets.handshakes(target, plan.handshakes()));
        all.add(SilentSockets.slowClients(target, plan.slowClients()));
        all.add(new SpamClients(target, byRpc, plan.spamPerSecond()));
        return all;
    }

    /** Seconds of the attacked node since its start. */
    private static double nodeCpu(TortureNet net) {
        return net.process(0)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(used -> used.toMillis() / 1e3)
                .orElse(0.0);
    }

    private static long heap(TortureNet net) {
        return net.process(0)
                .flatMap(process -> ProcessSample.of(0, process.pid(), net.data(0)))
                .map(ProcessSample::heap)
                .orElse(0L);
    }

    private static FloodReport report(
            FloodPlan plan,
            Scene scene,
            Percentiles quiet,
            Percentiles attacked,
            List<Attacker> attackers,
            List<String> stories,
            long heap,
            double cpu,
            double nodeCpu) {
        Optional<Double> banned = attackers.stream()
                .filter(BabblingPeer.class::isInstance)
                .flatMap(peer -> ((BabblingPeer) peer).thrownOutAfter().stream())
                .min(Double::compare);
        for (int i = 0; i < scene.net().size(); i++) {
            if (scene.net().process(i).isEmpty()) {
                scene.broken("under the flood", scene.net().name(i) + " died");
            }
        }
        double ratio = quiet.p95() == 0 ? 0 : attacked.p95() / (double) quiet.p95();
        return new FloodReport(
                plan,
                new Verdict(
                        scene.violations(),
                        List.of(Verdict.Goal.atMost("p95 under attack, of the quiet one", ratio, MOST_TIMES, "×"))),
                List.of(new Timing("quiet", "quiet", quiet), new Timing("attacked", "under attack", attacked)),
                stories,
                banned.orElse(-1.0),
                heap,
                cpu,
                nodeCpu,
                scene.net().folder());
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
