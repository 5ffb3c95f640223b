package io.gradchain.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradchain.cli.error.Problem;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.keys.KeyPath;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Mnemonic;
import io.gradchain.genesis.keys.Password;
import io.gradchain.node.keys.KeystoreFile;
import io.gradchain.node.keys.SecretFile;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Takes in a key from its words or from a keystore. */
@Command(
        name = "import",
        description = "Take in a key from its words, or from a keystore file (EIP-2335).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gradchain keys import savings --words-file FILE",
            "  gradchain keys import savings --keystore FILE    its password becomes the key's here"
        })
final class KeysImportCommand implements Runnable {
    @Mixin
    private Common common;

    @Mixin
    private Unlock unlock;

    @Mixin
    private KeyPlace place;

    @Parameters(paramLabel = "NAME", description = "What to call it here.")
    private String name;

    @ArgGroup(multiplicity = "1")
    private From from;

    /** One of two. */
    private static final class From {
        @Option(
                names = "--words-file",
                paramLabel = "FILE",
                description = "The 12 to 24 words of BIP-39, in English; mode 600.")
        private Path words;

        @Option(names = "--keystore", paramLabel = "FILE", description = "A keystore of an Ed25519 key; mode 600.")
        private Path keystore;
    }

    @Override
    public void run() {
        Screen screen = common.screen();
        KeyRing ring = KeyRing.of(common.home());
        String free = KeyPlace.free(ring, name);
        Path file = ring.add(free, from.words != null ? ofWords(from.words) : ofKeystore(from.keystore));
        ObjectNode result = KeysShowCommand.describe(screen, name, ring.require(name), file);
        screen.next("gradchain keys show " + name, "gradchain send " + name + " 100");
        screen.result(result);
    }

    private Keystore ofWords(Path file) {
        byte[] text = Problem.unless(SecretFile.read(file));
        KeyPath path = place.path();
        KeyPair key = KeyPlace.grow(Problem.unless(Mnemonic.parse(new String(text, UTF_8))), path);
        Arrays.fill(text, (byte) 0);
        try (Password password = unlock.passwords().fresh(name)) {
            return KeystoreFile.lock(key, password, path.toString());
        }
    }

    /** Locked anew, since the other one may have asked for less work than a guess should cost. */
    private Keystore ofKeystore(Path file) {
        Keystore foreign = Problem.unless(KeystoreFile.read(file));
        KeyRing.publicKey(foreign);
        try (Password password = Problem.unless(unlock.passwords().password(file.toString()))) {
            KeyPair key = Problem.unless(KeystoreFile.unlock(foreign, password, new Ed25519()));
            return KeystoreFile.lock(key, password, foreign.path());
        }
    }
}
