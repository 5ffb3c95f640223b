package io.gradchain.cli.torture;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How honest clients fared under attack.
 *
 * @param times submit to final, quiet and under attack
 * @param attackers what each did and met
 * @param banSeconds until the first offender was thrown out; negative if none was
 * @param heapKibibytes of the attacked node after a collection, at the end
 * @param cpuSeconds of this process during the attack, the attackers and honest clients together
 * @param nodeCpuSeconds of the attacked node during the attack
 */
public record FloodReport(
        FloodPlan plan,
        Verdict verdict,
        List<Timing> times,
        List<String> attackers,
        double banSeconds,
        long heapKibibytes,
        double cpuSeconds,
        double nodeCpuSeconds,
        Path folder)
        implements Report {
    public FloodReport {
        times = List.copyOf(times);
        attackers = List.copyOf(attackers);
    }

    @Override
    public void print(Screen screen) {
        screen.heading("flood of node1 of %d × %s for %d s, %d honest transfers/s to all in turn"
                .formatted(plan.nodes(), plan.engine(), plan.time().toSeconds(), plan.rate()));
        TextTable table = new TextTable("submit to final", "transfers", "p50 ms", "p95 ms", "max ms");
        times.forEach(timing -> table.row(timing.row()));
        screen.table(table);
        screen.line("");
        attackers.forEach(words -> screen.line("  " + words));
        screen.line(
                "  heap of the attacked node after GC: %d MiB; of CPU the node used %.1f s, attackers and clients %.1f s in the %d s of the attack"
                        .formatted(
                                heapKibibytes >> 10,
                                nodeCpuSeconds,
                                cpuSeconds,
                                plan.time().toSeconds()));
        verdict.print(screen);
    }

    @Override
    public void put(ObjectNode out) {
        out.put("engine", plan.engine())
                .put("nodes", plan.nodes())
                .put("seconds", plan.time().toSeconds())
                .put("rate", plan.rate())
                .put("messages", plan.messages())
                .put("handshakes", plan.handshakes())
                .put("slowClients", plan.slowClients())
                .put("spam", plan.spam())
                .put("seed", plan.seed())
                .put("banSeconds", banSeconds)
                .put("heapKibibytes", heapKibibytes)
                .put("cpuSeconds", cpuSeconds)
                .put("nodeCpuSeconds", nodeCpuSeconds);
        ObjectNode millis = out.putObject("submitToFinalMillis");
        times.forEach(timing -> Report.put(millis.putObject(timing.id()), timing.times()));
        attackers.forEach(out.putArray("attackers")::add);
    }
}
