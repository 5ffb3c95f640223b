package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.network.MessageKind;
import io.gradchain.node.network.PeerError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** F17 with whole nodes: four validators go on while authenticated peers flood one of them. */
@Timeout(180)
class FloodedFinalityTest {
    private static final long WAIT = 20_000;

    @TempDir
    Path directory;

    private long nonce;

    @Test
    void aFloodOfGarbageAndSpamStopsNeitherFinalityNorOtherPeers() throws Exception {
        try (Testnet net = start()) {
            latencies(net, 3);
            try (HostilePeer garbage = new HostilePeer(net.node(0))) {
                long start = System.nanoTime();
                garbage.flood(MessageKind.CONSENSUS, List.of(new byte[] {99, 1, 2, 3}));
                // The goodbye may be lost in the middle of what it sends itself.
                assertThat(garbage.ended(10)).isIn(PeerError.MISBEHAVED, PeerError.CLOSED_BY_PEER);
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                        .isLessThan(5_000);
                assertThat(net.node(0).network().bans()).hasSize(1);
            }
            List<byte[]> spam = spam(200);
            try (HostilePeer fast = new HostilePeer(net.node(0))) {
                fast.flood(MessageKind.TRANSACTION, spam);
                latencies(net, 5);
                assertThat(net.node(0).network().bans()).hasSize(1);
            }
            submitAll(net.node(1), spam, 100_000);
            latencies(net, 2);
        }
    }

    /** Prints what a flood of transactions through two peers costs; for a machine with nothing else to do. */
    @Test
    @Tag("marathon")
    void finalityUnderAFloodIsAtMostTwiceAsSlow() throws Exception {
        try (Testnet net = start()) {
            latencies(net, 50);
            long quiet = p95(latencies(net, 200));
            List<byte[]> spam = spam(2_000);
            long flooded;
            try (HostilePeer one = new HostilePeer(net.node(0));
                    HostilePeer two = new HostilePeer(net.node(1))) {
                one.flood(MessageKind.TRANSACTION, spam);
                two.flood(MessageKind.TRANSACTION, spam);
                flooded = p95(latencies(net, 200));
            }
            System.out.println("submit to final, p95: quiet " + quiet / 1_000 + " ms, flooded " + flooded / 1_000
                    + " ms; " + net.node(0).network().counts());
            assertThat(flooded).isLessThanOrEqualTo(2 * quiet);
        }
    }

    private Testnet start() {
        return Testnet.start(directory, TestChain.spec(4), TestChain.validators(4))
                .orElseThrow();
    }

    /** Transfers one after the other, submitted to the node that is flooded; microseconds until each is final there. */
    private long[] latencies(Testnet net, int count) throws Exception {
        long[] micros = new long[count];
        for (int i = 0; i < count; i++) {
            SignedTransaction tx = TestChain.transfer(0, nonce++, TestChain.account(7), 10);
            long start = System.nanoTime();
            assertThat(net.node(0).submit(tx)).isInstanceOf(Admission.Accepted.class);
            assertThat(net.node(0).watch().transaction(tx.hash(), WAIT).get(WAIT + 5_000, TimeUnit.MILLISECONDS))
                    .as("transfer %d is final", nonce)
                    .isTrue();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        return micros;
    }

    private static long p95(long[] micros) {
        Arrays.sort(micros);
        return micros[micros.length * 95 / 100];
    }

    /** Well signed transfers: some that can be paid, most of accounts that own nothing. */
    private static List<byte[]> spam(int count) {
        List<byte[]> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SignedTransaction tx =
                    i % 10 == 0 ? TestChain.transfer(1 + i % 5, i / 10, TestChain.account(6), 1) : poor(i);
            list.add(tx.encoded());
        }
        return list;
    }

    private static SignedTransaction poor(int i) {
        var key = TestChain.key(20 + i % 60);
        Payload payload = new Payload.Transfer(TestChain.account(6), new Amount(1));
        return new Transaction(TestChain.CHAIN_ID, TestChain.address(key), i / 60, 300_000, 1, Long.MAX_VALUE, payload)
                .sign(TestChain.SCHEME, key);
    }

    private static void submitAll(Node node, List<byte[]> spam, int count) {
        List<SignedTransaction> decoded =
                spam.stream().map(SignedTransaction::decode).toList();
        for (int i = 0; i < count; i++) {
            node.mempool().submit(decoded.get(i % decoded.size()), true);
            if (i % 10_000 == 0) {
                assertThat(node.mempool().size()).isLessThanOrEqualTo(Mempool.MAX_TRANSACTIONS);
            }
        }
        // Five accounts can pay, with 64 each at most; the sixth is ours.
        assertThat(node.mempool().size()).isLessThanOrEqualTo(6 * Mempool.MAX_PER_SENDER);
    }
}
