package io.gradchain.cli.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.keys.KeyRing;
import io.gradchain.cli.testnet.Home;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.Testnet;
import io.gradchain.node.keys.KeystoreFile;
import io.gradchain.node.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys of one's own. Everything any command says is kept, and in the end nothing of it may tell a secret. */
@Timeout(180)
final class KeysCommandTest {
    private static final String WORD = "tr0ub4dor-and-3";
    private static final String WORDS =
            "hamster diagram private dutch cause delay private meat slide toddler razor book"
                    + " happy fancy gospel tennis maple dilemma loan word shrug inflict delay length";

    @TempDir
    Path folder;

    private final StringBuilder heard = new StringBuilder();
    private Shell shell;
    private Path word;

    @BeforeEach
    void start() {
        shell = new Shell(folder.resolve("home"));
        word = secret("word", WORD);
    }

    /** All that was printed, and all that was left behind but the files that hold the secrets by intent. */
    @AfterEach
    void nothingHeardTellsASecret() throws IOException {
        shell.close();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                heard.append(Files.readString(file, ISO_8859_1));
            }
        }
        assertThat(heard).isNotEmpty();
        String all = heard.toString();
        assertThat(all).doesNotContain(WORD).doesNotContain("another-pass");
        String[] words = WORDS.split(" ", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            assertThat(all).doesNotContain(words[i] + " " + words[i + 1]);
        }
        assertThat(all).doesNotContain(HexFormat.of().formatHex(key().seed()));
    }

    private int run(String... args) {
        int status = shell.run(args);
        heard.append(shell.said()).append(shell.complaint());
        return status;
    }

    private void refused(String code, String... args) {
        assertThat(run(args)).as(shell.said()).isNotZero();
        assertThat(shell.complaint()).contains(code, "hint");
    }

    private Path secret(String name, String text) {
        return SecretFile.create(folder.resolve(name), text.getBytes(UTF_8)).orElseThrow();
    }

    /** Not the usual one: that takes a second each time. */
    private static Keystore locked(KeyPair key) {
        return Keystore.lock(
                key.seed(),
                Password.of(WORD.toCharArray()),
                new Kdf.Scrypt(32, 16, 8, 1, new byte[32]),
                new byte[16],
                key.publicKey().hex(),
                "",
                new UUID(1, 2));
    }

    private static KeyPair key() {
        return KeyPair.fromSeed(new Ed25519(), new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32
        });
    }

    @Test
    void aNewKeyShowsItsWordsOnceAndTheyBringItBack() throws IOException {
        // What is said here is a secret by intent: it is not kept.
        assertThat(shell.run("keys", "new", "cold", "--password-file", word.toString(), "--show-words", "--json"))
                .as(shell.said())
                .isZero();
        String address = shell.json().path("address").asString();
        List<String> words =
                shell.json().path("words").valueStream().map(w -> w.asString()).toList();
        assertThat(words).hasSize(24);
        assertThat(shell.said()).doesNotContain(WORD);
        Path file = ring().file("cold");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.readString(file)).contains("\"n\":262144", "m/44'/1'/0'/0'");
        assertThat(run("keys", "show", "cold", "--json")).isZero();
        assertThat(shell.json().path("address").asString()).isEqualTo(address);
        assertThat(shell.json().has("words")).isFalse();
        String written = secret("words", String.join("\n", words)).toString();
        assertThat(run("keys", "import", "warm", "--words-file", written, "--password-file", word.toString()))
                .as(shell.complaint())
                .isZero();
        assertThat(shell.said()).contains(address);
        for (int i = 0; i + 1 < words.size(); i++) {
            assertThat(heard).doesNotContain(words.get(i) + " " + words.get(i + 1));
        }
    }

    @Test
    void aKeyOfOnesOwnPaysOnceItsPasswordIsThere() {
        ring().add("savings", locked(key()));
        try (Testnet net = Testnet.start(
                        folder.resolve("chain"),
                        Presets.localPos(1),
                        List.of(DevKeys.of(new Ed25519(), DevKeys.validator(1))))
                .orElseThrow()) {
            String url = "http://127.0.0.1:"
                    + net.up().iterator().next().rpcAddress().getPort();
            assertThat(run("send", "savings", "5", "--node", url))
                    .as(shell.complaint())
                    .isZero();
            refused("N-147", "send", "bob", "1", "--from", "savings", "--node", url);
            String guess = secret("guess", "another-pass").toString();
            refused("G-112", "send", "bob", "1", "--from", "savings", "--password-file", guess, "--node", url);
            assertThat(run(
                            "send",
                            "bob",
                            "1.5",
                            "--from",
                            "savings",
                            "--password-file",
                            word.toString(),
                            "--node",
                            url,
                            "--json"))
                    .as(shell.said())
                    .isZero();
            assertThat(run("account", "show", "savings", "--node", url)).isZero();
            assertThat(shell.said()).contains("3.");
            refused("X-21", "send", "bob", "1", "--from", "nobody", "--node", url);
            assertThat(shell.complaint()).contains("savings");
        }
    }

    @Test
    void aKeyIsListedExportedAndRemoved() throws IOException {
        ring().add("savings", locked(key()));
        assertThat(run("keys", "list", "--json")).isZero();
        assertThat(shell.json().path("own").get(0).path("name").asString()).isEqualTo("savings");
        Path copy = folder.resolve("copy.json");
        assertThat(run("keys", "export", "savings", "--keystore", copy.toString()))
                .isZero();
        assertThat(KeystoreFile.read(copy).orElseThrow().publicKey())
                .isEqualTo(key().publicKey().hex());
        refused("N-146", "keys", "export", "savings", "--keystore", copy.toString());
        refused("X-161", "keys", "remove", "savings");
        assertThat(run("keys", "remove", "savings", "--yes")).isZero();
        refused("X-21", "keys", "show", "savings");
        assertThat(run("keys", "import", "savings", "--keystore", copy.toString(), "--password-file", word.toString()))
                .as(shell.complaint())
                .isZero();
        assertThat(shell.said()).contains(key().publicKey().hex());
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        refused("N-145", "keys", "import", "again", "--keystore", copy.toString(), "--password-file", word.toString());
    }

    @Test
    void mistakesAreRefusedBeforeAnyWork() {
        ring().add("savings", locked(key()));
        String file = word.toString();
        refused("X-160", "keys", "new", "cold", "--password-file", file);
        refused("X-157", "keys", "new", "cold", "--show-words");
        refused("X-155", "keys", "new", "alice", "--show-words", "--password-file", file);
        refused("X-155", "keys", "new", "../cold", "--show-words", "--password-file", file);
        refused("X-156", "keys", "new", "savings", "--show-words", "--password-file", file);
        refused(
                "X-159",
                "keys",
                "new",
                "cold",
                "--show-words",
                "--password-file",
                secret("s", "short").toString());
        refused("X-20", "keys", "import", "cold", "--password-file", file);
        String bad = secret("bad", WORDS.replace("length", "lengthy")).toString();
        refused("G-109", "keys", "import", "cold", "--words-file", bad, "--password-file", file);
        String swapped = secret("swapped", WORDS.replace("hamster diagram", "diagram hamster"))
                .toString();
        refused("G-109", "keys", "import", "cold", "--words-file", swapped, "--password-file", file);
        refused("G-111", "keys", "import", "cold", "--keystore", file, "--password-file", file);
    }

    private KeyRing ring() {
        return KeyRing.of(new Home(folder.resolve("home")));
    }
}
