package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.terminal.Screen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has a node execute a block again. */
@Command(
        name = "verify-block",
        description =
                "Execute a block again, from its parent's state and from nothing but a proof, and compare the roots.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain verify-block final --node node3")
final class VerifyBlockCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Target target;

    @Parameters(paramLabel = "BLOCK", description = "Height, hash, latest or final.")
    private String block;

    @Override
    public void run() {
        Screen screen = common.screen();
        try (ChainClient chain = target.connect(common.home())) {
            JsonNode json = chain.verifyBlock(block);
            String height = json.path("height").asString();
            if (!json.path("ok").asBoolean()) {
                throw CliError.REPLAY_DISAGREES.at(
                        "block " + height, json.path("difference").asString());
            }
            screen.heading("Block " + height + " was executed again and agrees with its header");
            Fields.print(screen, json);
            screen.next("gradchain block show " + height);
            screen.result(Fields.ok("replay", json));
        }
    }
}
