package io.gradchain.cli.command;

import io.gradchain.cli.lab.Quantity;
import io.gradchain.cli.torture.FloodPlan;
import io.gradchain.cli.torture.FloodRun;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Strangers that mean no good. */
@Command(
        name = "flood",
        description = {
            "Measure honest transfers in quiet, then while babbling peers, half-open handshakes, slow clients and bad",
            "transactions come to one node all at once. Checked: every honest transfer becomes final, and how much later."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain torture flood --time 30s",
            "  gradchain torture flood --time 10s --messages 1000 --handshakes 0 --spam 5000"
        })
final class TortureFloodCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private TortureOptions options;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Measured in quiet, and again under attack (default: 30s).")
    private String time;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Honest transfers a second (default: 20).")
    private int rate;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "10000",
            description = "A second, of each of two babbling peers (default: 10000).")
    private int messages;

    @Option(
            names = "--handshakes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "That stay half-open (default: 1000).")
    private int handshakes;

    @Option(names = "--slow", paramLabel = "N", defaultValue = "100", description = "Slow RPC clients (default: 100).")
    private int slow;

    @Option(
            names = "--spam",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Bad transactions over the time, half by RPC, half by a peer (default: 100000).")
    private int spam;

    @Override
    public Integer call() {
        long millis = Quantity.millis("--time", time);
        TortureCommand.within("--time", millis, 1_000, 3_600_000);
        TortureCommand.within("--rate", rate, 1, 1_000);
        TortureCommand.within("--messages", messages, 1, 100_000);
        TortureCommand.within("--handshakes", handshakes, 0, 10_000);
        TortureCommand.within("--slow", slow, 0, 10_000);
        TortureCommand.within("--spam", spam, 0, 10_000_000);
        FloodPlan plan = new FloodPlan(
                options.engine(),
                options.nodes(),
                Duration.ofMillis(millis),
                rate,
                messages,
                handshakes,
                slow,
                spam,
                options.seed());
        return TortureCommand.finish(
                common.screen(),
                FloodRun.run(plan, common.screen()),
                options.repeat("flood")
                        + " --time %s --rate %d --messages %d --handshakes %d --slow %d --spam %d"
                                .formatted(time, rate, messages, handshakes, slow, spam));
    }
}
