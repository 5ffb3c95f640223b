package io.gradchain.cli.command;

import io.gradchain.cli.torture.KillPlan;
import io.gradchain.cli.torture.KillRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One node after the other. */
@Command(
        name = "kill",
        description = {
            "Kill -9 one node after the other under load; every fourth kill comes while the victim still recovers.",
            "Checked: nothing final is lost, no vote contradicts another, all nodes agree, and how long recovery takes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain torture kill --kills 20",
            "  gradchain torture kill --engine pow --kills 50 --seed 7 --json"
        })
final class TortureKillCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private TortureOptions options;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "20", description = "How many (default: 20).")
    private int kills;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "40", description = "Transfers a second (default: 40).")
    private int rate;

    @Override
    public Integer call() {
        TortureCommand.within("--kills", kills, 1, 100_000);
        TortureCommand.within("--rate", rate, 1, 1_000);
        KillPlan plan = new KillPlan(
                options.engine(), options.nodes(), kills, rate, options.seed(), Duration.ofSeconds(60));
        return TortureCommand.finish(
                common.screen(),
                KillRun.run(plan, common.screen()),
                options.repeat("kill") + " --kills " + kills + " --rate " + rate);
    }
}
