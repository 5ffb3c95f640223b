package io.gradchain.cli.command;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.chain.Signer;
import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.keys.Passwords;
import io.gradchain.cli.keys.Prompt;
import io.gradchain.cli.testnet.Home;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.node.keys.KeystoreFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command comes to the key it signs with: a development key by its name, one of the user's by its password. */
final class Unlock {
    private static final SignatureScheme SCHEME = new Ed25519();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Whose first line is the password; mode 600 (default: it is asked for).")
    Optional<Path> passwordFile = Optional.empty();

    Passwords passwords() {
        return new Passwords(passwordFile, Prompt.terminal());
    }

    Signer signer(Home home, String name) {
        if (Target.isDevName(name)) {
            return Signer.of(name, DevKeys.of(SCHEME, name));
        }
        KeyRing ring = KeyRing.of(home);
        return ring.find(name)
                .map(keystore -> Signer.of(name, open(keystore, name)))
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        "--from " + name,
                        "there is no key of this name",
                        "the keys are " + String.join(", ", DevKeys.PEOPLE) + ", node1…"
                                + (ring.names().isEmpty() ? "" : ", and yours: " + String.join(", ", ring.names()))));
    }

    Sender sender(ChainClient chain, Home home, String name) {
        return new Sender(chain, signer(home, name), SCHEME);
    }

    private KeyPair open(Keystore keystore, String name) {
        try (Password password = Problem.unless(passwords().password(name))) {
            return Problem.unless(KeystoreFile.unlock(keystore, password, SCHEME));
        }
    }
}
