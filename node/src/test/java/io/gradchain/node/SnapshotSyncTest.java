package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.network.PeerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that was never there joins a running network by the state of a recent block, over several epochs. */
@Timeout(120)
class SnapshotSyncTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pos", "dpos"})
    void aFreshNodeBeginsAtARecentBlockAndGoesOn(String engine) throws Exception {
        ChainSpec spec = TestChain.spec(
                4, engine, new TreeMap<>(Map.of("epoch_blocks", 4L, "max_empty_interval_ms", 40L, "slot_ms", 100L)));
        try (Testnet net = Testnet.start(folder, spec, TestChain.validators(4)).orElseThrow()) {
            Node source = net.node(0);
            source.submit(TestChain.transfer(0, 0, TestChain.account(1), 5));
            reach(source, 13);
            NodeConfig config = config(spec, net);
            Hash seen;
            try (Node fresh = Node.start(config).orElseThrow()) {
                BlockHeader start = fresh.chain().finalizedHeader();
                assertThat(start.height()).isGreaterThanOrEqualTo(8);
                assertThat(fresh.chain().at(2)).as("not kept").isEmpty();
                assertThat(fresh.chain().at(start.height())).isPresent();
                assertThat(fresh.trees()
                                .account(start.stateRoot(), TestChain.account(1))
                                .balance()
                                .units())
                        .isEqualTo(TestChain.FUNDS.units() + 5);
                source.submit(TestChain.transfer(0, 1, TestChain.account(1), 7));
                reach(fresh, start.height() + 8);
                long height = fresh.chain().finalizedHeader().height();
                reach(source, height);
                seen = fresh.chain().finalHeader(height).orElseThrow().hash();
                assertThat(source.chain().finalHeader(height).orElseThrow().hash())
                        .isEqualTo(seen);
                assertThat(fresh.runtime().halted()).isEmpty();
            }
            try (Node again = Node.start(config).orElseThrow()) {
                assertThat(again.chain().isFinal(seen)).as("no second snapshot").isTrue();
                reach(again, again.chain().finalizedHeader().height() + 2);
                assertThat(again.runtime().halted()).isEmpty();
            }
        }
    }

    @Test
    void aChainOfWorkHasNoSnapshot() {
        ChainSpec spec = TestChain.spec(1, "pow");
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        NodeConfig config = new NodeConfig("fresh", folder, spec, Optional.empty(), any, any, List.of())
                .with(NodeSettings.usual().with(SyncMode.SNAPSHOT));
        assertThat(Node.start(config))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(NodeError.NO_SNAPSHOT));
    }

    private NodeConfig config(ChainSpec spec, Testnet net) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<PeerAddress> peers = net.up().stream()
                .map(node -> PeerAddress.of("127.0.0.1", node.peerAddress().getPort()))
                .toList();
        return new NodeConfig("fresh", folder.resolve("fresh"), spec, Optional.empty(), any, any, peers)
                .with(NodeSettings.usual().with(SyncMode.SNAPSHOT));
    }

    private static void reach(Node node, long height) throws Exception {
        assertThat(node.watch().height(height, 60_000).get(70, TimeUnit.SECONDS))
                .isTrue();
    }
}
