package io.gradchain.cli.keys;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.testnet.Home;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.node.keys.KeystoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of one person by name: {@code HOME/keys/NAME.json}, each behind a password. */
public record KeyRing(Path folder) {
    private static final String SUFFIX = ".json";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    public static KeyRing of(Home home) {
        return new KeyRing(home.path().resolve("keys"));
    }

    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(KeyRing::isName)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** What the file of that name says without its password; empty where there is none. */
    public Optional<Keystore> find(String name) {
        return isName(name) && Files.exists(file(name))
                ? Optional.of(Problem.unless(KeystoreFile.read(file(name))))
                : Optional.empty();
    }

    public Keystore require(String name) {
        return find(name)
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        name, "there is no key of this name", "gradchain keys lists those there are"));
    }

    /** A name that is still free here and no development key's. */
    public String free(String name) {
        if (!isName(name)) {
            throw CliError.KEY_NAME.at(name, "not a letter with up to 31 letters, digits and hyphens behind it");
        }
        if (Files.exists(file(name))) {
            throw CliError.KEY_EXISTS.at(name, "there is a key of this name already");
        }
        return name;
    }

    public Path add(String name, Keystore keystore) {
        return Problem.unless(KeystoreFile.write(file(free(name)), keystore));
    }

    public void remove(String name) {
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(file(name).toString(), e.toString());
        }
    }

    /** The key a keystore names; refused where it is none of this kind, as those of other chains. */
    public static PublicKey publicKey(Keystore keystore) {
        if (!keystore.publicKey().matches("[0-9a-fA-F]{64}")) {
            throw CliError.KEY_FOREIGN.at(keystore.uuid().toString(), "its public key is no Ed25519 key");
        }
        return PublicKey.of(HexFormat.of().parseHex(keystore.publicKey()));
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
