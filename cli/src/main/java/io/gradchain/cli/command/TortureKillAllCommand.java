package io.gradchain.cli.command;

import io.gradchain.cli.torture.KillAllRun;
import io.gradchain.cli.torture.KillPlan;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All at once. */
@Command(
        name = "kill-all",
        description = {
            "Kill -9 all nodes at once under load and start them again, round after round.",
            "Checked: nothing final is lost, no vote contradicts another, and how soon a new block is final."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain torture kill-all --kills 3",
            "  gradchain torture kill-all --engine dpos --nodes 7 --kills 10 --seed 3"
        })
final class TortureKillAllCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private TortureOptions options;

    @Option(names = "--kills", paramLabel = "N", defaultValue = "5", description = "Rounds (default: 5).")
    private int kills;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "40", description = "Transfers a second (default: 40).")
    private int rate;

    @Override
    public Integer call() {
        TortureCommand.within("--kills", kills, 1, 10_000);
        TortureCommand.within("--rate", rate, 1, 1_000);
        KillPlan plan =
                new KillPlan(options.engine(), options.nodes(), kills, rate, options.seed(), Duration.ofSeconds(60));
        return TortureCommand.finish(
                common.screen(),
                KillAllRun.run(plan, common.screen()),
                options.repeat("kill-all") + " --kills " + kills + " --rate " + rate);
    }
}
