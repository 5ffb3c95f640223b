package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.WorldState;
import io.gradchain.node.execution.staking.Validator;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three honest nodes and, in a process of its own, a validator that signs twice. */
@Timeout(180)
class DoubleSigningTest {
    private static final Ed25519 SCHEME = new Ed25519();
    private static final int GUILTY = DoubleSigner.NUMBER - 1;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"pos", "dpos"})
    void whoSignsTwiceIsSlashedAndTombstoned(String engine) throws Exception {
        ChainSpec spec = Presets.local(engine, DoubleSigner.NUMBER);
        List<KeyPair> keys = new ArrayList<>();
        for (int number = 1; number <= DoubleSigner.NUMBER; number++) {
            keys.add(DevKeys.of(SCHEME, DevKeys.validator(number)));
        }
        try (Testnet net = Testnet.start(directory, spec, keys).orElseThrow()) {
            int port = net.node(GUILTY).peerAddress().getPort();
            net.stop(GUILTY);
            Process guilty = start(engine, port, net.up());
            try {
                Validator punished = awaitTombstone(net, spec, keys.get(GUILTY).publicKey());
                long bonded = spec.validators().get(GUILTY).weight();
                assertThat(punished.self()).isEqualTo(bonded - bonded / 20);
                for (int i = 0; i < GUILTY; i++) {
                    assertThat(validator(net.node(i), spec, keys.get(i).publicKey())
                                    .tombstoned())
                            .as("an honest validator keeps its name")
                            .isFalse();
                }
            } finally {
                guilty.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(String engine, int port, List<Node> others) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DoubleSigner.class.getName(),
                engine,
                directory.resolve("guilty").toString(),
                Integer.toString(port)));
        others.forEach(node -> command.add(
                node.peerAddress().getPort() + "," + node.identity().publicKey().hex()));
        File log = directory.resolve("guilty.log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    /** Sends transfers, so that there are blocks to sign, until every honest node knows the sentence. */
    private static Validator awaitTombstone(Testnet net, ChainSpec spec, PublicKey guilty) throws Exception {
        KeyPair alice = DevKeys.of(SCHEME, "alice");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        for (long nonce = 0; System.nanoTime() < end; nonce++) {
            Node entry = net.node((int) (nonce % GUILTY));
            SignedTransaction tx = new Transaction(
                            spec.chainId(),
                            DevKeys.address(SCHEME, "alice"),
                            nonce,
                            500_000,
                            1,
                            Long.MAX_VALUE,
                            new Payload.Transfer(DevKeys.address(SCHEME, "bob"), new Amount(1)))
                    .sign(SCHEME, alice);
            entry.submit(tx);
            assertThat(entry.watch().transaction(tx.hash(), 30_000).get())
                    .as("transfer %d is final", nonce)
                    .isTrue();
            if (net.up().stream().allMatch(node -> validator(node, spec, guilty).tombstoned())) {
                return validator(entry, spec, guilty);
            }
        }
        throw new AssertionError("nobody was sentenced within 120 s");
    }

    private static Validator validator(Node node, ChainSpec spec, PublicKey key) {
        return ProtocolRules.of(spec)
                .staking(new WorldState(
                        node.trees(), node.chain().finalizedHeader().stateRoot()))
                .orElseThrow()
                .validator(key)
                .orElseThrow();
    }
}
