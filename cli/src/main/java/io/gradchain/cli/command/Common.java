package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.Home;
import picocli.CommandLine.Option;

/** The options every command takes. */
final class Common {
    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    Screen screen() {
        return Screen.standard(json);
    }

    Home home() {
        return Home.ofEnvironment();
    }
}
