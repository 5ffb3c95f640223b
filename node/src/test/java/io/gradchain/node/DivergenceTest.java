package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.WriteBatch;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F20: one node computes something else than all others, here because a balance changed on its disk. */
class DivergenceTest {
    private static final int DIVERGENT = 3;

    @TempDir
    private Path directory;

    private long nonce;

    @Test
    void theNodeThatDivergesStopsAtTheBlockAndSaysHowAndTheOthersGoOn() throws Exception {
        divergeWith("dpos");
    }

    @Test
    @Tag("marathon")
    void alsoWhereAQuorumEndsAView() throws Exception {
        divergeWith("pos");
    }

    private void divergeWith(String engine) throws Exception {
        ChainSpec spec = TestChain.spec(4, engine);
        try (Testnet net =
                Testnet.start(directory, spec, TestChain.validators(4)).orElseThrow()) {
            transfer(net.node(0));
            net.stop(DIVERGENT);
            falsify(directory.resolve(net.nameOf(DIVERGENT)), spec);
            Node divergent = net.start(DIVERGENT).orElseThrow();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (divergent.runtime().halted().isEmpty()) {
                assertThat(System.nanoTime()).as("it notices").isLessThan(end);
                transfer(net.node(0));
            }
            assertThat(divergent.runtime().halted())
                    .containsPattern("(at height \\d+|Block\\[\\d+ [0-9a-f]+\\] is invalid here): B-1[23]")
                    .contains(" against ");
            transfer(net.node(0));
            assertThat(net.node(1).runtime().halted()).isEmpty();
        }
    }

    /** Adds a unit to account 1 wherever a leaf of it is kept: under the old hashes, so nobody sees it but who executes. */
    private static void falsify(Path home, ChainSpec spec) {
        byte[] key =
                Hashing.hash(Domain.STATE_KEY, TestChain.account(1).bytes()).bytes();
        WriteBatch batch = new WriteBatch();
        try (DataDirectory data = DataDirectory.open(home, spec.hash()).orElseThrow()) {
            data.store().scan(Column.STATE, new byte[0], (hash, node) -> {
                if (node[0] == 0 && Arrays.equals(node, 1, 33, key, 0, 32)) {
                    byte[] changed = node.clone();
                    // The value: its u32 length, version, u64 nonce, then the last byte of the u64 balance.
                    changed[33 + 4 + 1 + 8 + 7] ^= 1;
                    batch.put(Column.STATE, hash, changed);
                }
                return true;
            });
            data.store().write(batch, true);
        }
    }

    private void transfer(Node entry) throws Exception {
        SignedTransaction tx = TestChain.transfer(0, nonce++, TestChain.account(1), 1);
        entry.submit(tx);
        assertThat(entry.watch().transaction(tx.hash(), 30_000).get(40, TimeUnit.SECONDS))
                .isTrue();
    }
}
