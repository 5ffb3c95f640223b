package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.network.PeerAddress;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.file.LogSalvage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key on two nodes, and a validator that lost its log: real nodes over sockets. */
class DoubledKeyTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private long nonce;

    @Test
    void theSecondNodeOfAKeyStopsAndALostLogIsWaitedFor() throws Exception {
        secondNodeThenLostLog("pos");
    }

    @Test
    @Tag("marathon")
    void alsoWhereSlotsPass() throws Exception {
        secondNodeThenLostLog("dpos");
    }

    private void secondNodeThenLostLog(String engine) throws Exception {
        ChainSpec spec = TestChain.spec(4, engine);
        Auditor votes = Labs.find(engine).orElseThrow().auditor(spec);
        try (Testnet net =
                Testnet.start(directory, spec, TestChain.validators(4)).orElseThrow()) {
            transfer(net.node(1));
            NodeConfig twin = new NodeConfig(
                    "twin",
                    directory.resolve("twin"),
                    spec,
                    Optional.of(TestChain.key(100)),
                    local(),
                    local(),
                    peers(net));
            try (Node second = Node.start(twin).orElseThrow()) {
                await(net, () -> second.runtime().halted().startsWith("N-112"), "the twin hears its key");
                assertThat(net.node(0).runtime().halted()).as("the first").isEmpty();
            }
            assertThat(scan(
                            directory.resolve("twin"),
                            spec,
                            Labs.find(engine).orElseThrow().auditor(spec)))
                    .as("the twin never signed")
                    .isTrue();

            Path home = directory.resolve(net.nameOf(0));
            net.stop(0);
            assertThat(scan(home, spec, votes)).isFalse();
            Files.delete(home.resolve(DataDirectory.VOTES));
            transfer(net.node(1));
            Node amnesiac = net.start(0).orElseThrow();
            await(net, () -> amnesiac.runtime().awaited().isEmpty() && !isEmpty(home, spec), "it votes again");
            assertThat(amnesiac.runtime().halted()).isEmpty();
            net.stop(0);
            scan(home, spec, votes);
        }
    }

    /** Whether there are no own signatures in the log; all that are must contradict nothing. */
    private static boolean scan(Path home, ChainSpec spec, Auditor votes) {
        List<byte[]> records = records(home, spec);
        records.forEach(record -> assertThat(votes.persisted(0, record)).isEmpty());
        return records.isEmpty();
    }

    private static boolean isEmpty(Path home, ChainSpec spec) {
        return records(home, spec).isEmpty();
    }

    private static List<byte[]> records(Path home, ChainSpec spec) {
        return LogSalvage.read(home.resolve(DataDirectory.VOTES), spec.hash())
                .orElseThrow()
                .records();
    }

    /** With transfers meanwhile: votes are cast where there is something to vote for. */
    private void await(Testnet net, BooleanSupplier condition, String what) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            transfer(net.node(1));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private void transfer(Node entry) throws Exception {
        SignedTransaction tx = TestChain.transfer(0, nonce++, TestChain.account(1), 1);
        entry.submit(tx);
        assertThat(entry.watch().transaction(tx.hash(), 30_000).get(40, TimeUnit.SECONDS))
                .isTrue();
    }

    private static List<PeerAddress> peers(Testnet net) {
        return net.up().stream()
                .map(node -> PeerAddress.of("127.0.0.1", node.peerAddress().getPort()))
                .toList();
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
