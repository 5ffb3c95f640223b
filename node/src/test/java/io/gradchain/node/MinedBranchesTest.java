package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.mempool.Admission;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real miners whose network is cut in two by the lab: one against three. */
@Timeout(120)
class MinedBranchesTest {
    private static final long WAIT = 60_000;
    private static final int LONER = 3;

    @TempDir
    Path directory;

    @Test
    void theLighterBranchIsLeftAndWhatWasInItIsMinedAgain() throws Exception {
        ChainSpec spec = TestChain.spec(4, "pow", parameters());
        try (Testnet net =
                Testnet.start(directory, spec, TestChain.validators(4)).orElseThrow()) {
            Node loner = net.node(LONER);
            Node other = net.node(0);
            assertThat(other.watch().height(2, WAIT).get()).isTrue();
            cut(net);
            SignedTransaction lost = TestChain.transfer(0, 0, TestChain.account(7), 10);
            assertThat(loner.submit(lost)).isInstanceOf(Admission.Accepted.class);
            assertThat(loner.watch().transaction(lost.hash(), WAIT).get())
                    .as("deep enough on the loner's branch to be called final")
                    .isTrue();
            long alone = loner.chain().head().height();
            assertThat(other.chain().inclusion(lost.hash())).isEmpty();
            assertThat(other.watch().height(alone + 10, WAIT).get()).isTrue();
            net.up().forEach(node -> node.lab().heal());
            for (Node node : net.up()) {
                assertThat(node.watch().height(alone + 14, WAIT).get()).isTrue();
            }
            assertThat(other.watch().transaction(lost.hash(), WAIT).get())
                    .as("the transaction is final on the heavier branch too")
                    .isTrue();
            long height = alone + 14;
            List<Hash> roots = net.up().stream()
                    .map(node -> node.chain().at(height).orElseThrow().header().stateRoot())
                    .distinct()
                    .toList();
            assertThat(roots).hasSize(1);
        }
    }

    private static void cut(Testnet net) {
        PublicKey loner = net.node(LONER).identity().publicKey();
        for (int i = 0; i < LONER; i++) {
            net.node(i).lab().partition(List.of(loner));
        }
        net.node(LONER)
                .lab()
                .partition(net.up().stream()
                        .map(node -> node.identity().publicKey())
                        .filter(key -> !key.equals(loner))
                        .toList());
    }

    private static SortedMap<String, Long> parameters() {
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("block_time_ms", 300L);
        parameters.put("half_life_ms", 20_000L);
        parameters.put("initial_difficulty", 100_000L);
        parameters.put("confirmations", 3L);
        parameters.put("miner_duty_permille", 150L);
        return parameters;
    }
}
