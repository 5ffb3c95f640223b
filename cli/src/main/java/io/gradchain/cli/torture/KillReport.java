package io.gradchain.cli.torture;

import io.gradchain.cli.bench.Percentiles;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.terminal.TextTable;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of the kills.
 *
 * @param recovery times from the start of the process
 * @param early kills that came before the node took part again
 * @param finalBlocks that clients were told of
 * @param votes records of the killed nodes that were judged
 * @param folder where the databases are, if a promise was broken
 */
public record KillReport(
        String what,
        KillPlan plan,
        Verdict verdict,
        SortedMap<Recovery.Phase, Percentiles> recovery,
        int early,
        long finalBlocks,
        int finalTransactions,
        int resent,
        int votes,
        double seconds,
        double cpuSeconds,
        Path folder)
        implements Report {

    @Override
    public void print(Screen screen) {
        screen.heading("%s, %d × %s, %d kills, seed %d".formatted(what, plan.nodes(), plan.engine(), plan.kills(), plan.seed()));
        TextTable table = new TextTable("from process start", "times", "p50 ms", "p95 ms", "max ms");
        recovery.forEach((phase, times) -> table.row(
                phase.title(),
                "" + times.count(),
                "%,d".formatted(times.p50() / 1_000),
                "%,d".formatted(times.p95() / 1_000),
                "%,d".formatted(times.max() / 1_000)));
        screen.table(table);
        screen.line("  %d kills during recovery; %,d final blocks with %,d transfers, %,d sent again; %,d votes judged"
                .formatted(early, finalBlocks, finalTransactions, resent, votes));
        screen.line("  %.0f s, of which this process used %.0f s of CPU".formatted(seconds, cpuSeconds));
        verdict.print(screen);
    }

    @Override
    public void put(ObjectNode out) {
        out.put("what", what)
                .put("engine", plan.engine())
                .put("nodes", plan.nodes())
                .put("kills", plan.kills())
                .put("rate", plan.rate())
                .put("seed", plan.seed())
                .put("killsDuringRecovery", early)
                .put("finalBlocks", finalBlocks)
                .put("finalTransfers", finalTransactions)
                .put("sentAgain", resent)
                .put("votesJudged", votes)
                .put("seconds", seconds)
                .put("cpuSeconds", cpuSeconds);
        ObjectNode millis = out.putObject("recoveryMillis");
        recovery.forEach((phase, times) -> Report.put(millis.putObject(phase.name().toLowerCase(Locale.ROOT)), times));
    }
}
