package io.gradchain.cli.command;

import io.gradchain.cli.bench.SyncBench;
import io.gradchain.cli.error.CliError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a node catches up. */
@Command(
        name = "sync",
        description = "Measure how fast a fresh node gets a chain from others, over loopback, in this JVM.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  taskset -c 0 gradchain bench sync --blocks 10000",
            "  taskset -c 0 gradchain bench sync --blocks 3000 --transfers 10"
        })
final class BenchSyncCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--blocks", paramLabel = "N", defaultValue = "10000", description = "Default: 10000.")
    private int blocks;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            defaultValue = "0",
            description = "In each block, 0 to 1000 (default: 0).")
    private int transfers;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "2", description = "Who serve, 1 to 8 (default: 2).")
    private int peers;

    @Override
    public Integer call() throws InterruptedException {
        within("--blocks", blocks, 1, 1_000_000);
        within("--transfers", transfers, 0, 1_000);
        within("--peers", peers, 1, 8);
        common.screen().result(new SyncBench(common.screen()).run(blocks, transfers, peers));
        return 0;
    }

    private static void within(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw CliError.BAD_OPTION.at(option + " " + value, "is not " + least + " to " + most);
        }
    }
}
