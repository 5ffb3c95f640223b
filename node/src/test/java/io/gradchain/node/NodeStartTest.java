package io.gradchain.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.keys.Kdf;
import io.gradchain.genesis.keys.Keystore;
import io.gradchain.genesis.keys.Password;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.keys.KeyFile;
import io.gradchain.node.keys.KeystoreFile;
import io.gradchain.node.keys.PasswordSource;
import io.gradchain.node.keys.SecretFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a node is told by number, and leaves nothing open. */
@Timeout(60)
class NodeStartTest {
    private static final String WORD = "correct horse battery";

    @TempDir
    Path directory;

    @Test
    void aChainOfOneValidatorMakesItsBlocksFinal() throws Exception {
        try (Node node = Node.start(config(TestChain.spec(1), Optional.of(TestChain.key(100))))
                .orElseThrow()) {
            assertThat(node.submit(TestChain.transfer(0, 0, TestChain.account(1), 5)))
                    .isInstanceOf(io.gradchain.node.mempool.Admission.Accepted.class);
            assertThat(node.watch().height(1, 20_000).get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDirectoryInUseIsRefused() {
        NodeConfig config = config(TestChain.spec(1), Optional.empty());
        try (Node running = Node.start(config).orElseThrow()) {
            assertThat(running.config()).isEqualTo(config);
            refused(config, "data directory in use");
        }
        Node.start(config).orElseThrow().close();
    }

    @Test
    void aPortInUseIsRefusedAndTheDirectoryIsFreeAgain() {
        try (Node running =
                Node.start(config(TestChain.spec(1), Optional.empty())).orElseThrow()) {
            Path other = directory.resolve("other");
            NodeConfig peers = new NodeConfig(
                    "b", other, TestChain.spec(1), Optional.empty(), running.peerAddress(), local(), List.of());
            refused(peers, "N-103");
            NodeConfig rpc = new NodeConfig(
                    "b", other, TestChain.spec(1), Optional.empty(), local(), running.rpcAddress(), List.of());
            refused(rpc, "N-104");
        }
    }

    @Test
    void aDirectoryOfAnotherChainIsRefused() {
        Node.start(config(TestChain.spec(1), Optional.empty())).orElseThrow().close();
        refused(config(TestChain.spec(2), Optional.empty()), "another chain");
    }

    @Test
    void aDamagedVoteLogIsRefused() throws IOException {
        NodeConfig config = config(TestChain.spec(1), Optional.of(TestChain.key(100)));
        Node.start(config).orElseThrow().close();
        Path log = directory.resolve("node/votes.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[20] ^= 1;
        Files.write(log, bytes);
        refused(config, "record log damaged");
    }

    @Test
    void aKeyThatMayNotVoteHereIsRefused() {
        refused(config(TestChain.spec(1), Optional.of(TestChain.key(9))), "N-107");
        refused(
                new NodeConfig(
                        "node",
                        directory.resolve("real"),
                        real(),
                        Optional.of(TestChain.key(100)),
                        local(),
                        local(),
                        List.of()),
                "N-105");
    }

    @Test
    void aSpecNoEngineKnowsIsRefused() {
        ChainSpec test = TestChain.spec(1);
        ChainSpec unknown = new ChainSpec(
                test.name(),
                test.chainId(),
                true,
                test.genesisTimeMillis(),
                "raft",
                test.parameters(),
                test.validators(),
                test.accounts());
        refused(config(unknown, Optional.empty()), "N-106");
    }

    @Test
    void theKeyFileOfTheDirectoryMakesTheNodeAValidator() throws Exception {
        KeyPair key = TestChain.key(100);
        KeyFile.write(directory.resolve("node").resolve(NodeConfig.VALIDATOR_KEY), key)
                .orElseThrow();
        try (Node node = Node.start(config(TestChain.spec(1), Optional.empty())).orElseThrow()) {
            node.submit(TestChain.transfer(0, 0, TestChain.account(1), 5));
            assertThat(node.watch().height(1, 20_000).get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anEncryptedKeyVotesOnAnyChainOnceItsPasswordIsThere() throws Exception {
        Path node = directory.resolve("node");
        Keystore keystore = keystore(TestChain.key(100));
        KeystoreFile.write(node.resolve(NodeConfig.VALIDATOR_KEYSTORE), keystore)
                .orElseThrow();
        NodeConfig config = config(real(), Optional.empty());
        refused(config, "N-147");
        Path wrong = SecretFile.create(directory.resolve("wrong"), "guess".getBytes(UTF_8))
                .orElseThrow();
        refused(config.with(config.settings().with(PasswordSource.file(wrong))), "G-112");
        Path word = SecretFile.create(directory.resolve("word"), WORD.getBytes(UTF_8))
                .orElseThrow();
        NodeConfig opened = config.with(config.settings().with(PasswordSource.file(word)));
        try (Node running = Node.start(opened).orElseThrow()) {
            assertThat(running.submit(TestChain.transfer(0, 0, TestChain.account(1), 5)))
                    .isInstanceOf(io.gradchain.node.mempool.Admission.Accepted.class);
            assertThat(running.watch().height(1, 20_000).get(30, TimeUnit.SECONDS))
                    .isTrue();
        }
        KeyFile.write(node.resolve(NodeConfig.VALIDATOR_KEY), TestChain.key(100))
                .orElseThrow();
        refused(opened, "N-149");
    }

    private static Keystore keystore(KeyPair key) {
        return Keystore.lock(
                key.seed(),
                Password.of(WORD.toCharArray()),
                new Kdf.Scrypt(32, 16, 8, 1, new byte[32]),
                new byte[16],
                key.publicKey().hex(),
                "",
                new UUID(1, 2));
    }

    private static ChainSpec real() {
        ChainSpec test = TestChain.spec(1);
        return new ChainSpec(
                test.name(),
                test.chainId(),
                false,
                test.genesisTimeMillis(),
                test.engine(),
                test.parameters(),
                test.validators(),
                test.accounts());
    }

    private void refused(NodeConfig config, String words) {
        assertThat(Node.start(config))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().message())
                                .contains(words)
                                .contains("Hint: "));
    }

    private NodeConfig config(ChainSpec spec, Optional<KeyPair> validator) {
        return new NodeConfig("node", directory.resolve("node"), spec, validator, local(), local(), List.of());
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
