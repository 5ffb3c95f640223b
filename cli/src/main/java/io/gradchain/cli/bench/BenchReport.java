package io.gradchain.cli.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that was measured, and on what. */
public record BenchReport(BenchPlan plan, Machine machine, List<BenchSeries> series) {
    public BenchReport {
        series = List.copyOf(series);
    }

    /**
     * Where it was measured.
     *
     * @param load runnable processes of the last minute before it began; negative where the system does not tell
     * @param fsync of a small record in the folder of the databases, before it began
     */
    public record Machine(
            int processors, long heapMebibytes, String jvm, String system, double load, Percentiles fsync) {
        static Machine now() {
            Runtime runtime = Runtime.getRuntime();
            return new Machine(
                    runtime.availableProcessors(),
                    runtime.maxMemory() >> 20,
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    DiskProbe.run());
        }
    }

    /** Whether every transfer of every run became final. */
    public boolean complete() {
        return series.stream().allMatch(s -> s.refused() == 0 && s.unfinished() == 0);
    }

    public ObjectNode json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("ok", true).put("complete", complete());
        writePlan(out.putObject("plan"));
        ObjectNode on = out.putObject("machine");
        on.put("processors", machine.processors)
                .put("heapMebibytes", machine.heapMebibytes)
                .put("jvm", machine.jvm)
                .put("system", machine.system)
                .put("loadBefore", machine.load)
                .put("fsync", true);
        ObjectNode fsync = on.putObject("fsyncMicros");
        Percentiles.COLUMNS.forEach(
                column -> fsync.put(column.name(), column.value().applyAsLong(machine.fsync)));
        ArrayNode list = out.putArray("series");
        for (BenchSeries one : series) {
            ObjectNode json = list.addObject().put("engine", one.engine()).put("delayMillis", one.delayMillis());
            writeSummary(json.putObject("summary"), one);
            ArrayNode runs = json.putArray("runs");
            one.runs().forEach(run -> writeRun(runs.addObject(), run));
        }
        return out;
    }

    private void writePlan(ObjectNode out) {
        plan.engines().forEach(out.putArray("engines")::add);
        plan.delaysMillis().forEach(out.putArray("delaysMillis")::add);
        out.put("nodes", plan.nodes())
                .put("rate", plan.rate())
                .put("warmUpMillis", plan.warmUp().toMillis())
                .put("timeMillis", plan.time().toMillis())
                .put("runs", plan.runs())
                .put("dead", plan.dead())
                .put("seed", plan.seed());
    }

    private static void writeSummary(ObjectNode out, BenchSeries series) {
        ObjectNode stages = out.putObject("stagesMillis");
        for (Stage stage : Stage.values()) {
            ObjectNode json = stages.putObject(stage.id());
            Percentiles.COLUMNS.forEach(
                    column -> writeSpread(json.putObject(column.name()), series.millis(stage, column)));
        }
        writeSpread(out.putObject("blocksPerSecond"), series.blocksPerSecond());
        writeSpread(out.putObject("longestGapMillis"), series.gapMillis(0));
        writeSpread(out.putObject("secondGapMillis"), series.gapMillis(1));
        out.put("transfers", series.intended()).put("refused", series.refused()).put("unfinished", series.unfinished());
    }

    private static void writeSpread(ObjectNode out, BenchSeries.Spread spread) {
        out.put("median", spread.median()).put("min", spread.min()).put("max", spread.max());
    }

    private static void writeRun(ObjectNode out, BenchRun run) {
        out.put("transfers", run.intended()).put("finished", run.finished()).put("unfinished", run.unfinished());
        ObjectNode refused = out.putObject("refused");
        run.refused().forEach(refused::put);
        out.put("blocks", run.blocks()).put("blocksPerSecond", run.blocksPerSecond());
        ArrayNode gaps = out.putArray("longestGaps");
        run.gaps()
                .longest()
                .forEach(gap -> gaps.addObject().put("atMillis", gap.atMillis()).put("millis", gap.millis()));
        ObjectNode stages = out.putObject("stagesMicros");
        run.stages().forEach((stage, percentiles) -> {
            ObjectNode json = stages.putObject(stage.id()).put("count", percentiles.count());
            Percentiles.COLUMNS.forEach(
                    column -> json.put(column.name(), column.value().applyAsLong(percentiles)));
        });
    }

    /** A row a run and stage, with a header. */
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add("engine,nodes,rate,delay_ms,dead,run,stage,count,p50_us,p90_us,p95_us,p99_us,max_us,"
                + "blocks_per_second,longest_gap_ms,transfers,refused,unfinished");
        for (BenchSeries one : series) {
            for (int i = 0; i < one.runs().size(); i++) {
                BenchRun run = one.runs().get(i);
                for (Stage stage : Stage.values()) {
                    Percentiles p = run.stages().get(stage);
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s,%d,%d,%d,%d,%d,%s,%d,%d,%d,%d,%d,%d,%.3f,%d,%d,%d,%d",
                            one.engine(),
                            plan.nodes(),
                            plan.rate(),
                            one.delayMillis(),
                            plan.dead(),
                            i + 1,
                            stage.id(),
                            p.count(),
                            p.p50(),
                            p.p90(),
                            p.p95(),
                            p.p99(),
                            p.max(),
                            run.blocksPerSecond(),
                            run.gaps().longest().getFirst().millis(),
                            run.intended(),
                            run.refusals(),
                            run.unfinished()));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
