package io.gradchain.cli.command;

import io.gradchain.cli.bench.SyncBench;
import io.gradchain.cli.error.CliError;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast a node begins at a big state. */
@Command(
        name = "snapshot",
        description = "Measure how a fresh node gets a big state from others, over loopback, in this JVM.",
        footerHeading = "%nExample:%n",
        footer = "  JAVA_TOOL_OPTIONS=-Xmx256m gradchain bench snapshot --mib 1024")
final class BenchSnapshotCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Option(names = "--mib", paramLabel = "N", defaultValue = "64", description = "Size of the state (default: 64).")
    private int mib;

    @Option(names = "--peers", paramLabel = "N", defaultValue = "2", description = "Who serve, 1 to 8 (default: 2).")
    private int peers;

    @Override
    public Integer call() {
        if (mib < 1 || mib > 65_536 || peers < 1 || peers > 8) {
            throw CliError.BAD_OPTION.at("--mib " + mib + " --peers " + peers, "is not 1 to 65536 and 1 to 8");
        }
        common.screen().result(new SyncBench(common.screen()).snapshot(mib, peers));
        return 0;
    }
}
