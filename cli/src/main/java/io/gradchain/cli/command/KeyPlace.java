package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.keys.KeyRing;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.keys.ExtendedKey;
import io.gradchain.genesis.keys.KeyPath;
import io.gradchain.genesis.keys.Mnemonic;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** Which of the keys that grow from words is meant. */
final class KeyPlace {
    @Option(names = "--validator", description = "A key to vote with, not one to pay with.")
    private boolean validator;

    @Option(
            names = "--index",
            paramLabel = "N",
            defaultValue = "0",
            description = "The words have many keys of a kind; this is number N (default: 0).")
    private int index;

    KeyPath path() {
        if (index < 0) {
            throw CliError.BAD_OPTION.at("--index " + index, "it is below 0", "say 0 or more");
        }
        return KeyPath.of(validator ? KeyPath.Role.VALIDATOR : KeyPath.Role.ACCOUNT, index);
    }

    static KeyPair grow(Mnemonic words, KeyPath path) {
        byte[] seed = words.seed("");
        try {
            return ExtendedKey.derive(new Ed25519(), seed, path);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** {@code name}, if neither the user nor the whole world has a key of that name. */
    static String free(KeyRing ring, String name) {
        if (Target.isDevName(name)) {
            throw CliError.KEY_NAME.at(name, "it is a development key's, which the whole world knows");
        }
        return ring.free(name);
    }
}
