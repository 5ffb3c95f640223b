package io.gradchain.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.Node;
import io.gradchain.node.Testnet;
import io.gradchain.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairCommandTest {
    private static final ChainSpec SPEC = Presets.localPos(1);
    private static final Ed25519 SCHEME = new Ed25519();

    @TempDir
    private Path home;

    private Path node;

    @Test
    void tellsWhatIsDamagedKeepsACopyAndLetsTheNodeStart() throws Exception {
        Path folder = Files.createDirectories(home.resolve("testnet"));
        Files.writeString(folder.resolve("testnet.json"), "{\"engine\":\"pos\",\"rpcPorts\":[1],\"peerPorts\":[2]}");
        node = folder.resolve("node1");
        try (Shell shell = new Shell(home)) {
            try (Testnet net = start(folder)) {
                transfer(net.node(0), 0);
                transfer(net.node(0), 1);
                assertThat(shell.run("repair", "node1")).isEqualTo(1);
                assertThat(shell.complaint()).contains("S-101");
            }
            assertThat(shell.run("repair", "node1")).as(shell.complaint()).isZero();
            assertThat(shell.said()).contains("votes.log: sound", "sign.guard: sound", "db: opens");

            flip(70);
            assertThat(Testnet.start(folder, SPEC, keys()))
                    .isInstanceOfSatisfying(
                            Attempt.Refused.class,
                            refused -> assertThat(refused.refusal().message()).contains("S-106", "gradchain repair"));
            byte[] damaged = Files.readAllBytes(node.resolve(DataDirectory.VOTES));
            assertThat(shell.run("repair", node.toString(), "--dry-run")).isZero();
            assertThat(shell.said()).contains("damaged at byte 64", "would");
            assertThat(Files.readAllBytes(node.resolve(DataDirectory.VOTES))).isEqualTo(damaged);
            assertThat(shell.run("repair", "node1")).isZero();
            assertThat(shell.said()).contains("votes.log.damaged-1", "only observes until a final block lies above ");
            assertThat(Files.readAllBytes(node.resolve("votes.log.damaged-1"))).isEqualTo(damaged);
            start(folder).close();

            Files.delete(node.resolve(DataDirectory.GUARD));
            flip(70);
            assertThat(shell.run("repair", "node1")).isZero();
            assertThat(shell.said()).contains("Vote again with a new key");
            try (Testnet net = start(folder)) {
                assertThat(net.node(0).runtime().halted()).isEmpty();
                assertThat(net.node(0).chain().finalizedHeader().height()).isEqualTo(2);
            }
        }
    }

    private static List<io.gradchain.genesis.crypto.KeyPair> keys() {
        return List.of(DevKeys.of(SCHEME, DevKeys.validator(1)));
    }

    private static Testnet start(Path folder) {
        return Testnet.start(folder, SPEC, keys()).orElseThrow();
    }

    private void flip(int at) throws IOException {
        Path log = node.resolve(DataDirectory.VOTES);
        byte[] bytes = Files.readAllBytes(log);
        bytes[at] ^= 1;
        Files.write(log, bytes);
    }

    private static void transfer(Node entry, long nonce) throws Exception {
        SignedTransaction tx = new Transaction(
                        SPEC.chainId(),
                        DevKeys.address(SCHEME, "alice"),
                        nonce,
                        500_000,
                        1,
                        Long.MAX_VALUE,
                        new Payload.Transfer(DevKeys.address(SCHEME, "bob"), new Amount(1)))
                .sign(SCHEME, DevKeys.of(SCHEME, "alice"));
        entry.submit(tx);
        assertThat(entry.watch().transaction(tx.hash(), 30_000).get(40, TimeUnit.SECONDS))
                .isTrue();
    }
}
