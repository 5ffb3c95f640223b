package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.keys.Prompt;
import io.gradchain.cli.terminal.Screen;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Forgets a key. */
@Command(
        name = "remove",
        description = "Delete a key of yours for good; only its words or a copy bring it back.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain keys remove savings")
final class KeysRemoveCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "NAME", description = "One of gradchain keys.")
    private String name;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public void run() {
        Screen screen = common.screen();
        KeyRing ring = KeyRing.of(common.home());
        ring.require(name);
        if (!yes
                && !Prompt.terminal()
                        .line("Type " + name + " to delete this key for good")
                        .map(String::strip)
                        .equals(Optional.of(name))) {
            throw CliError.NOT_CONFIRMED.at(name, "the key stays where it is");
        }
        ring.remove(name);
        screen.line("Key " + name + " is gone.");
        screen.next("gradchain keys");
        screen.result(JsonNodeFactory.instance.objectNode().put("ok", true).put("name", name));
    }
}
