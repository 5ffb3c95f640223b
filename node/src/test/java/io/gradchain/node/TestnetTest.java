package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.mempool.Admission;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TestnetTest {
    private static final long WAIT = 30_000;

    @TempDir
    Path directory;

    private final Map<Integer, Long> nonces = new HashMap<>();

    @Test
    void fourValidatorsMakeTransfersFinalAndAgreeOnTheState() throws Exception {
        try (Testnet net = start()) {
            for (int i = 0; i < 40; i++) {
                transfer(net.node(i % 4), i % 4);
            }
            allAgree(net);
            long height = finalHeight(net);
            assertThat(net.node(2).trees().account(stateRoot(net.node(2), height), TestChain.account(7)))
                    .extracting(account -> account.balance().units())
                    .isEqualTo(TestChain.FUNDS.units() + 40 * 10);
        }
    }

    @Test
    void aNodeThatWasStoppedCatchesUp() throws Exception {
        try (Testnet net = start()) {
            transfer(net.node(0), 0);
            net.stop(3);
            for (int i = 0; i < 20; i++) {
                transfer(net.node(i % 3), i % 3);
            }
            long missed = finalHeight(net);
            Node back = net.start(3).orElseThrow();
            assertThat(await(back.watch().height(missed, WAIT))).isTrue();
            transfer(back, 3);
            allAgree(net);
        }
    }

    @Test
    void aNodeThatWasKilledComesBackWithAllThatWasFinal() throws Exception {
        try (Testnet net = start()) {
            for (int round = 0; round < 4; round++) {
                transfer(net.node(round), round);
                long before = net.node(round).chain().finalizedHeader().height();
                net.kill(round);
                Node back = net.start(round).orElseThrow();
                assertThat(back.chain().finalizedHeader().height()).isGreaterThanOrEqualTo(before);
                transfer(back, round);
            }
            allAgree(net);
        }
    }

    @Test
    void oneValidatorMakesBlocksAtOnceAndTheOthersFollow() throws Exception {
        ChainSpec solo = TestChain.spec(3, "solo");
        try (Testnet net =
                Testnet.start(directory, solo, TestChain.validators(3)).orElseThrow()) {
            for (int i = 0; i < 12; i++) {
                transfer(net.node(i % 3), i % 3);
            }
            net.kill(0);
            Node back = net.start(0).orElseThrow();
            transfer(back, 0);
            net.stop(2);
            transfer(back, 1);
            net.start(2).orElseThrow();
            transfer(net.node(2), 2);
            allAgree(net);
        }
    }

    private Testnet start() {
        return Testnet.start(directory, TestChain.spec(4), TestChain.validators(4))
                .orElseThrow();
    }

    private void transfer(Node entry, int from) throws Exception {
        long nonce = nonces.merge(from, 1L, Long::sum) - 1;
        SignedTransaction tx = TestChain.transfer(from, nonce, TestChain.account(7), 10);
        assertThat(entry.submit(tx)).isInstanceOf(Admission.Accepted.class);
        assertThat(await(entry.watch().transaction(tx.hash(), WAIT)))
                .as(
                        "transfer %d of account %d through %s is final",
                        nonce, from, entry.config().name())
                .isTrue();
    }

    private static void allAgree(Testnet net) throws Exception {
        long height = finalHeight(net);
        for (Node node : net.up()) {
            assertThat(await(node.watch().height(height, WAIT))).isTrue();
        }
        List<Hash> roots = net.up().stream()
                .map(node -> stateRoot(node, height))
                .distinct()
                .toList();
        assertThat(roots).hasSize(1);
    }

    private static long finalHeight(Testnet net) {
        return net.up().stream()
                .mapToLong(node -> node.chain().finalizedHeader().height())
                .max()
                .orElseThrow();
    }

    private static Hash stateRoot(Node node, long height) {
        return node.chain().finalAt(height).orElseThrow().header().stateRoot();
    }

    private static boolean await(java.util.concurrent.CompletableFuture<Boolean> future) throws Exception {
        return future.get(WAIT + 5_000, TimeUnit.MILLISECONDS);
    }
}
