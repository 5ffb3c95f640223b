package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.mempool.Admission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validators are killed at random moments while transactions pour in; nothing final may be lost, no node may halt. */
@Tag("marathon")
class KillMarathonTest {
    private static final int KILLS = 25;
    private static final long WAIT = 60_000;

    @TempDir
    Path directory;

    @Test
    void killsAtRandomMomentsLoseNothingFinal() throws Exception {
        long seed = Long.getLong("seed", 20_261_122);
        SplittableRandom random = new SplittableRandom(seed);
        long[] nonces = new long[4];
        try (Testnet net = Testnet.start(directory, TestChain.spec(4), TestChain.validators(4))
                .orElseThrow()) {
            for (int kill = 0; kill < KILLS; kill++) {
                String when = "seed " + seed + ", kill " + kill;
                int victim = random.nextInt(4);
                int entry = (victim + 1 + random.nextInt(3)) % 4;
                List<Hash> sent = burst(net.node(entry), nonces, random);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
                BlockHeader before = net.node(victim).chain().finalizedHeader();
                net.kill(victim);
                for (Hash tx : sent) {
                    assertThat(net.node(entry).watch().transaction(tx, WAIT).get(90, TimeUnit.SECONDS))
                            .as("%s: three of four validators make %s final", when, tx)
                            .isTrue();
                }
                Node back = net.start(victim).orElseThrow();
                assertThat(back.chain()
                                .finalAt(before.height())
                                .map(b -> b.block().hash()))
                        .as("%s: what was final is there again", when)
                        .contains(before.hash());
                long height = net.node(entry).chain().finalizedHeader().height();
                assertThat(back.watch().height(height, WAIT).get(90, TimeUnit.SECONDS))
                        .as("%s: %s catches up to %d", when, net.nameOf(victim), height)
                        .isTrue();
                assertThat(net.up())
                        .as(when)
                        .allSatisfy(node -> assertThat(node.runtime().halted()).isEmpty());
            }
            agree(net);
        }
    }

    private static List<Hash> burst(Node entry, long[] nonces, SplittableRandom random) {
        List<Hash> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(4);
            SignedTransaction tx = TestChain.transfer(from, nonces[from], TestChain.account(7), 1 + i);
            if (entry.submit(tx) instanceof Admission.Accepted) {
                nonces[from]++;
                sent.add(tx.hash());
            }
        }
        assertThat(sent).isNotEmpty();
        return sent;
    }

    private static void agree(Testnet net) throws Exception {
        long height = net.up().stream()
                .mapToLong(node -> node.chain().finalizedHeader().height())
                .max()
                .orElseThrow();
        List<Hash> roots = new ArrayList<>();
        for (Node node : net.up()) {
            assertThat(node.watch().height(height, WAIT).get(90, TimeUnit.SECONDS))
                    .isTrue();
            roots.add(node.chain().finalAt(height).orElseThrow().header().stateRoot());
        }
        assertThat(roots.stream().distinct()).hasSize(1);
    }
}
