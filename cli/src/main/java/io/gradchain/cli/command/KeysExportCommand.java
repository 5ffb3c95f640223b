package io.gradchain.cli.command;

import io.gradchain.cli.error.Problem;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.node.keys.KeystoreFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** Copies a key out of the home folder, as it is locked. */
@Command(
        name = "export",
        description = "Copy a key of yours into a keystore file (EIP-2335); its password stays the same.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain keys export savings --keystore backup.json",
            "  gradchain keys export my-validator --keystore DIR/validator.json    a node votes with it"
        })
final class KeysExportCommand implements Runnable {
    @Mixin
    private Common common;

    @Parameters(paramLabel = "NAME", description = "One of gradchain keys.")
    private String name;

    @Option(names = "--keystore", required = true, paramLabel = "FILE", description = "A new file.")
    private Path file;

    @Override
    public void run() {
        Screen screen = common.screen();
        Problem.unless(KeystoreFile.write(file, KeyRing.of(common.home()).require(name)));
        screen.line("Key " + name + " is in " + file + " too, behind the same password.");
        screen.next("gradchain keys import NAME --keystore " + file);
        screen.result(JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("name", name)
                .put("file", file.toString()));
    }
}
