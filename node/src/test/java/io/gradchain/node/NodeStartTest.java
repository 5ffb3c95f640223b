package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.keys.KeyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a node is told by number, and leaves nothing open. */
@Timeout(60)
class NodeStartTest {
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
        ChainSpec test = TestChain.spec(1);
        ChainSpec real = new ChainSpec(
                test.name(),
                test.chainId(),
                false,
                test.genesisTimeMillis(),
                test.engine(),
                test.parameters(),
                test.validators(),
                test.accounts());
        refused(
                new NodeConfig(
                        "node",
                        directory.resolve("real"),
                        real,
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
