package io.gradchain.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.WriteBatch;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Six blocks of an engine without proofs, and one fault of each kind. */
class DatabaseCheckTest {
    private final MemoryChain memory =
            new MemoryChain(true, MemoryChain.engine((height, seal) -> 0, (evidence, of) -> Optional.empty()), 4);
    private Block middle;
    private BlockHeader tip;

    @BeforeEach
    void sixBlocks() {
        BlockHeader at = memory.zero();
        for (int i = 0; i < 6; i++) {
            Block next = memory.build(at, TestChain.transfer(0, i, TestChain.account(5), 1 + i));
            memory.chain.finalizeUpTo(next.hash(), new byte[] {1});
            middle = i == 3 ? next : middle;
            at = next.header();
        }
        tip = at;
        memory.build(tip);
        memory.chain.states().prune(1, 64, () -> true);
    }

    private CheckReport check() {
        return new DatabaseCheck(memory.store, TestChain.spec(4, "pow"), (what, done, total) -> {}).run();
    }

    private void spoil(Column column, byte[] key) {
        byte[] value = memory.store.get(column, key).orElseThrow();
        value[value.length / 2] ^= 1;
        memory.store.write(new WriteBatch().put(column, key, value), false);
    }

    private void delete(Column column, byte[] key) {
        assertThat(memory.store.get(column, key)).isPresent();
        memory.store.write(new WriteBatch().delete(column, key), false);
    }

    private void assertNamed(String... words) {
        CheckReport report = check();
        assertThat(report.ok()).isFalse();
        assertThat(report.findings()).anySatisfy(finding -> assertThat(finding).contains(words));
    }

    @Test
    void aHealthyDatabaseIsCounted() {
        CheckReport report = check();
        assertThat(report.findings()).isEmpty();
        assertThat(report.blocks()).isEqualTo(7);
        assertThat(report.transactions()).isEqualTo(6);
        assertThat(report.states()).as("four final ones and an undecided").isEqualTo(5);
        long nodes = memory.store.size(Column.STATE).keys();
        assertThat(report.nodes()).as("a few are met at two places").isBetween(nodes, nodes + 10);
    }

    @Test
    void everyNodeOfEveryKeptStateIsMissed() {
        memory.store.scan(Column.STATE, new byte[0], (key, value) -> {
            WriteBatch fault = new WriteBatch();
            memory.store.write(
                    (key[0] & 1) == 0 ? fault.delete(Column.STATE, key) : fault.put(Column.STATE, key, new byte[] {0}),
                    false);
            assertNamed("node " + Hash.of(key), "missing or broken");
            memory.store.write(new WriteBatch().put(Column.STATE, key, value), false);
            return true;
        });
        assertThat(check().ok()).isTrue();
    }

    @Test
    void aBodyThatIsSpoiled() {
        spoil(Column.BLOCKS, middle.hash().bytes());
        assertNamed("block 4: ");
    }

    @Test
    void aBodyThatIsGone() {
        delete(Column.BLOCKS, middle.hash().bytes());
        assertNamed("block 4: its body is missing");
    }

    @Test
    void aBodyWithoutItsTransactions() {
        byte[] empty = new Block(middle.header(), java.util.List.of()).encoded();
        memory.store.write(new WriteBatch().put(Column.BLOCKS, middle.hash().bytes(), empty), false);
        assertNamed("block 4: the transactions are not those of the header");
    }

    @Test
    void aHeaderOfAnother() {
        memory.store.write(new WriteBatch().put(Column.HEADERS, middle.hash().bytes(), tip.encoded()), false);
        assertNamed("block 4: the header stored under", "another hash");
    }

    @Test
    void receiptsThatAreSpoiledOrGone() {
        byte[] key = middle.hash().bytes();
        spoil(Column.RECEIPTS, key);
        assertNamed("block 4: ", "receipts");
        delete(Column.RECEIPTS, key);
        assertNamed("block 4: its receipts is missing");
    }

    @Test
    void heightsThatAreMissingOrCrossed() {
        byte[] four = height(4);
        byte[] five = memory.store.get(Column.CANONICAL, height(5)).orElseThrow();
        memory.store.write(new WriteBatch().put(Column.CANONICAL, four, five), false);
        assertNamed("block 4: its header says height 5");
        assertNamed("block 4: its parent is not block 3");
        delete(Column.CANONICAL, four);
        assertNamed("block 4: the index of heights has no entry");
    }

    @Test
    void aBeginningThatIsGone() {
        delete(Column.CANONICAL, height(0));
        delete(Column.CANONICAL, height(1));
        memory.store.write(new WriteBatch().delete(Column.METADATA, Column.Meta.STATE_FLOOR.key()), false);
        assertNamed("the chain begins at block 2, and states already at 0");
    }

    @Test
    void heightsAboveTheTip() {
        memory.store.write(
                new WriteBatch().put(Column.CANONICAL, height(9), tip.hash().bytes()), false);
        assertNamed("block 9 above the newest final one");
    }

    @Test
    void transactionsThatAreLostMovedOrDangling() {
        Hash tx = middle.transactions().getFirst().hash();
        byte[] entry = memory.store.get(Column.TRANSACTIONS, tx.bytes()).orElseThrow();
        delete(Column.TRANSACTIONS, tx.bytes());
        assertNamed("the index entry of transaction " + tx, "missing");
        entry[entry.length - 1] ^= 1;
        memory.store.write(new WriteBatch().put(Column.TRANSACTIONS, tx.bytes(), entry), false);
        assertNamed("the index says transaction " + tx + " is elsewhere");
        entry[0] ^= 1;
        memory.store.write(new WriteBatch().put(Column.TRANSACTIONS, tip.hash().bytes(), entry), false);
        assertNamed("the index has transaction " + tip.hash() + " in a block that is not final");
    }

    @Test
    void entriesOfNoBlock() {
        memory.store.write(
                new WriteBatch()
                        .put(
                                Column.HEADERS,
                                middle.transactions().getFirst().hash().bytes(),
                                tip.encoded()),
                false);
        assertNamed("headers: the entry of block", "belongs to no chain");
    }

    @Test
    void metadataOfNowhere() {
        byte[] key = Column.Meta.FINAL.key();
        memory.store.write(
                new WriteBatch().put(Column.METADATA, key, middle.hash().bytes()), false);
        assertNamed("above the newest final one");
        delete(Column.METADATA, key);
        assertNamed("metadata: there is no newest final block");
    }

    @Test
    void proofsThatProveNothing() {
        CheckReport report = new DatabaseCheck(memory.store, TestChain.spec(4, "pos"), (what, done, total) -> {}).run();
        assertThat(report.wrong()).as("six proofs of one byte").isEqualTo(6);
        assertThat(report.findings().getFirst()).isEqualTo("block 1: its proof of finality proves nothing");
    }

    private static byte[] height(long height) {
        return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    }
}
