package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the processes held up.
 *
 * @param saturation final transfers a second at the most; 0 if it was not looked for
 * @param rate of the load
 * @param submitToFinal of the soak, from when each transfer was meant to be sent
 */
public record SoakReport(
        SoakPlan plan,
        Verdict verdict,
        double saturation,
        double rate,
        long finalTransfers,
        Percentiles submitToFinal,
        List<NodeSamples> nodes,
        double cpuSeconds,
        Path folder)
        implements Report {
    public SoakReport {
        nodes = List.copyOf(nodes);
    }

    /** The samples of one process. */
    record NodeSamples(String name, List<ProcessSample> samples) {
        NodeSamples {
            samples = List.copyOf(samples);
        }
    }

    @Override
    public void print(Screen screen) {
        screen.heading("soak of %d × %s for %,d s at %.0f transfers/s%s"
                .formatted(
                        plan.nodes(),
                        plan.engine(),
                        plan.time().toSeconds(),
                        rate,
                        saturation > 0 ? ", 70 %% of %.0f/s".formatted(saturation) : ""));
        screen.line("  %,d final, submit to final p50 %,d ms p95 %,d ms; this process used %.0f s of CPU"
                .formatted(finalTransfers, submitToFinal.p50() / 1_000, submitToFinal.p95() / 1_000, cpuSeconds));
        TextTable table = new TextTable("node", "RSS MiB", "", "heap after GC MiB", "", "threads", "files", "disk MiB");
        for (NodeSamples node : nodes) {
            ProcessSample last = node.samples.getLast();
            table.row(
                    node.name,
                    "" + (last.rss() >> 10),
                    "%+.1f %%"
                            .formatted(
                                    Growth.of(node.samples, ProcessSample::rss).percent()),
                    "" + (last.heap() >> 10),
                    "%+.1f %%"
                            .formatted(
                                    Growth.of(node.samples, ProcessSample::heap).percent()),
                    "" + last.threads(),
                    "" + last.files(),
                    "" + (last.disk() >> 10));
        }
        screen.table(table);
        screen.line("  growth: median of the last third of the samples against that of the second third");
        verdict.print(screen);
    }

    @Override
    public void put(ObjectNode out) {
        out.put("engine", plan.engine())
                .put("seconds", plan.time().toSeconds())
                .put("saturation", saturation)
                .put("rate", rate)
                .put("seed", plan.seed())
                .put("finalTransfers", finalTransfers)
                .put("cpuSeconds", cpuSeconds);
        Report.put(out.putObject("submitToFinalMillis"), submitToFinal);
        ArrayNode list = out.putArray("nodes");
        for (NodeSamples node : nodes) {
            ArrayNode samples = list.addObject().put("name", node.name).putArray("samples");
            for (ProcessSample s : node.samples) {
                samples.addObject()
                        .put("seconds", s.seconds())
                        .put("rssKibibytes", s.rss())
                        .put("heapKibibytes", s.heap())
                        .put("threads", s.threads())
                        .put("files", s.files())
                        .put("diskKibibytes", s.disk());
            }
        }
    }
}
