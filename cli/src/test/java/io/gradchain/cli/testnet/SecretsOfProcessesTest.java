package io.gradchain.cli.testnet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.cli.chain.ChainClient;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.consensus.Engines;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.node.NodeConfig;
import io.gradchain.node.keys.KeystoreFile;
import io.gradchain.node.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What every user of a machine can see of a node in the background. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SecretsOfProcessesTest {
    private static final String WORD = "correct horse battery";

    @TempDir
    private Path home;

    @Test
    void aNodeWithAnEncryptedKeyVotesAndItsProcessShowsNoSecret() throws Exception {
        System.setProperty("gradchain.home", home.toString());
        ChainFolder folder = new Home(home).testnet();
        Plan plan = Plan.make(Engines.DEFAULT, 1, Optional.empty());
        folder.write(plan);
        KeyPair key = DevKeys.of(new Ed25519(), "node1");
        KeystoreFile.write(folder.data("node1").resolve(NodeConfig.VALIDATOR_KEYSTORE), locked(key))
                .orElseThrow();
        Path word =
                SecretFile.create(home.resolve("word"), WORD.getBytes(UTF_8)).orElseThrow();
        Path log = folder.log("node1");
        Files.createDirectories(log.getParent());
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules=jdk.incubator.vector",
                        "-Dgradchain.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.gradchain.cli.Main",
                        "node",
                        "run",
                        "node1",
                        "--password-file",
                        word.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(isFinal(plan.rpcPorts().getFirst())).as(() -> read(log)).isTrue();
            Path process = Path.of("/proc").resolve(Long.toString(node.pid()));
            for (Path seen : List.of(process.resolve("cmdline"), process.resolve("environ"), log)) {
                assertThat(Files.readString(seen, ISO_8859_1))
                        .as(seen.toString())
                        .isNotEmpty()
                        .doesNotContain(WORD)
                        .doesNotContain(HexFormat.of().formatHex(key.seed()));
            }
            assertThat(read(log)).doesNotContain("NOT ENCRYPTED");
        } finally {
            node.destroy();
            assertThat(node.waitFor(20, TimeUnit.SECONDS)).isTrue();
            System.clearProperty("gradchain.home");
        }
    }

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

    /** Whether the node there made a block final within a minute. */
    private static boolean isFinal(int port) {
        for (int i = 0; i < 600; i++) {
            try (ChainClient chain = new ChainClient("http://127.0.0.1:" + port)) {
                if (chain.status().height() > 0) {
                    return true;
                }
            } catch (CommandFailed notYet) {
                // It is starting.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return false;
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
