package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.types.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the source that was deployed with a contract. */
@Command(
        name = "source",
        description = "Show the source a contract was deployed with; gradchain verify tells whether it is true.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain contract source tumours --out tumours.grad")
final class ContractSourceCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "CONTRACT", description = "A name, @last, or an address.")
    private String contract;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it there, as a new file, instead of showing it.")
    private Optional<Path> out = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        Address address = Target.address(common.home(), contract);
        try (ChainClient chain = target.connect(common.home())) {
            JsonNode stored = chain.source(address);
            String source = VerifyCommand.text(contract, stored);
            if (out.isPresent()) {
                write(out.get(), source);
                screen.line("  " + out.get() + ", " + source.lines().count() + " lines, sizes " + stored.path("sizes"));
            } else {
                source.lines().forEach(screen::line);
            }
            screen.next("gradchain verify " + contract);
            screen.result(Fields.ok("contract", stored));
        }
    }

    private static void write(Path file, String source) {
        try {
            if (Files.exists(file)) {
                throw CliError.BAD_OPTION.at("--out " + file, "this file is there already");
            }
            Files.writeString(file, source);
        } catch (IOException e) {
            throw CliError.BAD_OPTION.at("--out " + file, "cannot be written: " + e.getMessage());
        }
    }
}
