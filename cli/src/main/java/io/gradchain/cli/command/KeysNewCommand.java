package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.keys.KeyPath;
import io.gradchain.genesis.keys.Mnemonic;
import io.gradchain.genesis.keys.Password;
import io.gradchain.node.keys.Entropy;
import io.gradchain.node.keys.KeystoreFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a key of the user's own. */
@Command(
        name = "new",
        description = "Make a key behind a password; its 24 words are shown once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain keys new savings",
            "  gradchain keys new my-validator --validator",
            "  gradchain keys new savings --password-file FILE --show-words"
        })
final class KeysNewCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Unlock unlock;

    @Mixin
    private KeyPlace place;

    @Parameters(paramLabel = "NAME", description = "Small letters, digits and hyphens.")
    private String name;

    @Option(names = "--show-words", description = "Print the words even where no terminal is, into a pipe or a file.")
    private boolean show;

    @Override
    public void run() {
        Screen screen = common.screen();
        KeyRing ring = KeyRing.of(common.home());
        String free = KeyPlace.free(ring, name);
        if (!show && !screen.terminal()) {
            throw CliError.WORDS_UNSEEN.at(
                    "keys new", "this is no terminal, and without its words a key is lost with its file");
        }
        byte[] entropy = Entropy.bytes(Mnemonic.ENTROPY_BYTES);
        Mnemonic mnemonic = Mnemonic.ofEntropy(entropy);
        Arrays.fill(entropy, (byte) 0);
        KeyPath path = place.path();
        KeyPair key = KeyPlace.grow(mnemonic, path);
        Path file;
        try (Password password = unlock.passwords().fresh(name)) {
            file = ring.add(free, KeystoreFile.lock(key, password, path.toString()));
        }
        ObjectNode result = KeysShowCommand.describe(screen, name, ring.require(name), file);
        if (screen.json()) {
            ArrayNode shown = result.putArray("words");
            mnemonic.words().forEach(shown::add);
        } else {
            words(screen, mnemonic.words());
        }
        screen.next("gradchain keys show " + name, "gradchain send " + name + " 100");
        screen.result(result);
    }

    private static void words(Screen screen, List<String> words) {
        screen.heading("Write these words down, in this order. They are shown this once:");
        for (int row = 0; row < words.size(); row += 4) {
            StringBuilder line = new StringBuilder();
            for (int i = row; i < row + 4; i++) {
                line.append("  %2d %-10s".formatted(i + 1, words.get(i)));
            }
            screen.line(line.toString().stripTrailing());
        }
        screen.line("Whoever has them has the key; without them a lost file or password is the end of it.");
    }
}
