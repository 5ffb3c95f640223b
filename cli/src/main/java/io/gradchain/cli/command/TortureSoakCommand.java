package io.gradchain.cli.command;

import io.gradchain.cli.lab.Quantity;
import io.gradchain.cli.torture.SoakPlan;
import io.gradchain.cli.torture.SoakRun;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Steady load. */
@Command(
        name = "soak",
        description = {
            "Find how many transfers a second become final, then load the testnet with 70 % of it for a long time.",
            "Checked: memory, threads and descriptors of every process stop growing, and every transfer becomes final."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain torture soak --time 1800s",
            "  gradchain torture soak --engine dpos --time 60s --rate 100"
        })
final class TortureSoakCommand implements Callable<Integer> {
    private static final long MILLIS_A_SAMPLE = 10_000;

    @Mixin
    private Common common;

    @Mixin
    private TortureOptions options;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "120s",
            description = "Under load, after the search for the rate (default: 120s).")
    private String time;

    @Option(names = "--rate", paramLabel = "N", description = "Transfers a second, without a search.")
    private Optional<Integer> rate = Optional.empty();

    @Override
    public Integer call() {
        long millis = Quantity.millis("--time", time);
        TortureCommand.within("--time", millis, 3_000, 86_400_000);
        rate.ifPresent(r -> TortureCommand.within("--rate", r, 1, 5_000));
        int samples = Math.clamp(millis / MILLIS_A_SAMPLE, 9, 180);
        SoakPlan plan = new SoakPlan(
                options.engine(),
                options.nodes(),
                Duration.ofMillis(millis),
                samples,
                rate.map(OptionalInt::of).orElse(OptionalInt.empty()),
                options.seed());
        return TortureCommand.finish(
                common.screen(),
                SoakRun.run(plan, common.screen()),
                options.repeat("soak") + " --time " + time
                        + rate.map(r -> " --rate " + r).orElse(""));
    }
}
