package io.gradchain.cli.command;

import io.gradchain.cli.bench.BenchPlan;
import io.gradchain.cli.bench.BenchReport;
import io.gradchain.cli.bench.ConsensusBench;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.lab.Quantity;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.consensus.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measurements. */
@Command(
        name = "bench",
        description = "Measure this program on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchCommand.Consensus.class, BenchSyncCommand.class, BenchSnapshotCommand.class})
final class BenchCommand implements Runnable {
    @Mixin
    private Common common;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        common.screen().line(spec.commandLine().getUsageMessage());
        common.screen().next("gradchain bench consensus");
    }

    /** Engines under load. */
    @Command(
            name = "consensus",
            description = {
                "Measure inclusion and finality of transfers on a fresh testnet in this JVM, with fsync.",
                "Open loop: times count from when a transfer was meant to be sent, so a stall hides nothing."
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  gradchain bench consensus --time 10s",
                "  gradchain bench consensus --engines pos,pow --delay 0,50ms,100ms --out report",
                "  gradchain bench consensus --dead 1          the last validator is killed when measuring begins"
            })
    static final class Consensus implements Callable<Integer> {
        @Mixin
        private Common common;

        @Option(
                names = "--engines",
                paramLabel = "NAME",
                split = ",",
                defaultValue = Engines.DEFAULT,
                completionCandidates = EngineNames.class,
                description = "One after the other: ${COMPLETION-CANDIDATES} (default: pos).")
        private List<String> engines;

        @Option(
                names = "--nodes",
                paramLabel = "N",
                defaultValue = "4",
                description = "Validators, 1 to 16 (default: 4).")
        private int nodes;

        @Option(
                names = "--rate",
                paramLabel = "N",
                defaultValue = "200",
                description = "Transfers a second (default: 200).")
        private int rate;

        @Option(
                names = "--time",
                paramLabel = "TIME",
                defaultValue = "30s",
                description = "Measured a run (default: 30s).")
        private String time;

        @Option(
                names = "--warm-up",
                paramLabel = "TIME",
                defaultValue = "5s",
                description = "Load before it that does not count (default: 5s).")
        private String warmUp;

        @Option(
                names = "--runs",
                paramLabel = "N",
                defaultValue = "3",
                description = "Each on a fresh chain (default: 3).")
        private int runs;

        @Option(
                names = "--delay",
                paramLabel = "TIME",
                split = ",",
                defaultValue = "0",
                description = "One-way delay of every link; several are measured in turn (default: 0).")
        private List<String> delays;

        @Option(
                names = "--dead",
                paramLabel = "N",
                defaultValue = "0",
                description = "So many of the last validators are killed when measuring begins (default: 0).")
        private int dead;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Of the sending times (default: 1).")
        private long seed;

        @Option(
                names = "--patience",
                paramLabel = "TIME",
                defaultValue = "60s",
                description = "After the last transfer, before open ones count as unfinished (default: 60s).")
        private String patience;

        @Option(names = "--out", paramLabel = "DIR", description = "Write results.json and results.csv there.")
        private Optional<Path> out = Optional.empty();

        @Override
        public Integer call() throws InterruptedException {
            BenchPlan plan = plan();
            Screen screen = common.screen();
            BenchReport report = new ConsensusBench(screen, plan).run();
            out.ifPresent(folder -> write(folder, report));
            screen.next("gradchain bench consensus --delay 0,50ms,100ms --out report");
            screen.result(report.json());
            return 0;
        }

        private BenchPlan plan() {
            within("--nodes", nodes, 1, 16);
            within("--rate", rate, 1, 5_000);
            within("--runs", runs, 1, 100);
            within("--dead", dead, 0, nodes - 1);
            BenchPlan plan = new BenchPlan(
                    engines.stream().map(EngineNames::require).toList(),
                    nodes,
                    rate,
                    Duration.ofMillis(Quantity.millis("--warm-up", warmUp)),
                    Duration.ofMillis(Quantity.millis("--time", time)),
                    runs,
                    delays.stream()
                            .map(text -> Quantity.millis("--delay", text))
                            .toList(),
                    dead,
                    seed,
                    Duration.ofMillis(Quantity.millis("--patience", patience)));
            plan.delaysMillis().forEach(delay -> within("--delay", delay, 0, 10_000));
            within("--time", plan.time().toMillis(), 1_000, 3_600_000);
            within("--warm-up", plan.warmUp().toMillis(), 0, 600_000);
            return plan;
        }

        private static void within(String option, long value, long least, long most) {
            if (value < least || value > most) {
                throw CliError.BAD_OPTION.at(option + " " + value, "is not " + least + " to " + most);
            }
        }

        private static void write(Path folder, BenchReport report) {
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("results.json"), report.json().toPrettyString() + "\n");
                Files.writeString(folder.resolve("results.csv"), report.csv());
            } catch (IOException e) {
                throw CliError.FILE_UNWRITABLE.at(folder.toString(), e.toString());
            }
        }
    }
}
