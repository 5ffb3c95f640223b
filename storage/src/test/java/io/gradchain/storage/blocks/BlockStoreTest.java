package io.gradchain.storage.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BlockStoreTest {
    private static final Ed25519 SCHEME = new Ed25519();
    private static final KeyPair KEY = KeyPair.fromSeed(SCHEME, new byte[32]);
    private static final Address ACCOUNT = Address.ofPolicy(new Policy.SingleKey(KEY.publicKey()));

    private final KeyValueStore store = new MemoryStore();
    private final BlockStore blocks = new BlockStore(store);
    private final Block zero = put(block(0, Hash.ZERO, 0));
    private final Block one = put(block(1, zero.hash(), 1));
    private final Block two = put(block(2, one.hash(), 2));

    @Test
    void aStoredBlockComesBackWithItsReceipts() {
        assertThat(blocks.block(two.hash())).contains(two);
        assertThat(blocks.block(two.hash()).orElseThrow().encoded()).isEqualTo(two.encoded());
        assertThat(blocks.header(two.hash())).contains(two.header());
        assertThat(blocks.contains(two.hash())).isTrue();
        assertThat(blocks.receipts(two.hash()).orElseThrow())
                .extracting(Receipt::gasUsed)
                .containsExactly(21L);
        assertThat(blocks.contains(Hash.ZERO)).isFalse();
        assertThat(blocks.receipts(Hash.ZERO)).isEmpty();
    }

    @Test
    void theHeadsBranchIsIndexedFromBlockZeroOn() {
        assertThat(blocks.head()).isEmpty();
        BlockStore.HeadSwitch change = switchTo(two);
        assertThat(change.joined()).containsExactly(zero, one, two);
        assertThat(change.left()).isEmpty();
        assertThat(blocks.head()).contains(two.hash());
        assertThat(blocks.canonical(0)).contains(zero.hash());
        assertThat(blocks.canonical(2)).contains(two.hash());
        assertThat(blocks.canonical(3)).isEmpty();
        Hash transaction = two.transactions().getFirst().hash();
        assertThat(blocks.transaction(transaction)).contains(new BlockStore.Location(two.hash(), 0));
    }

    @Test
    void aReorgMovesTheIndexesAndKeepsBothForks() {
        switchTo(two);
        Block rival = put(block(2, one.hash(), 20));
        Block longer = put(block(3, rival.hash(), 30));
        BlockStore.HeadSwitch change = switchTo(longer);
        assertThat(change.left()).containsExactly(two);
        assertThat(change.joined()).containsExactly(rival, longer);
        assertThat(blocks.canonical(2)).contains(rival.hash());
        assertThat(blocks.transaction(two.transactions().getFirst().hash())).isEmpty();
        assertThat(blocks.transaction(rival.transactions().getFirst().hash())).isPresent();
        assertThat(blocks.block(two.hash())).isPresent();

        BlockStore.HeadSwitch back = switchTo(two);
        assertThat(back.left()).containsExactly(longer, rival);
        assertThat(back.joined()).containsExactly(two);
        assertThat(blocks.canonical(3)).isEmpty();
    }

    @Test
    void aTransactionOnBothForksStaysIndexedWhereTheHeadHasIt() {
        switchTo(two);
        Block rival = put(new Block(header(2, one.hash(), 99), two.transactions()));
        switchTo(rival);
        Hash transaction = two.transactions().getFirst().hash();
        assertThat(blocks.transaction(transaction)).contains(new BlockStore.Location(rival.hash(), 0));
    }

    @Test
    void goingBackToAnAncestorShortensTheBranch() {
        switchTo(two);
        assertThat(switchTo(zero).left()).containsExactly(two, one);
        assertThat(blocks.canonical(1)).isEmpty();
        assertThat(switchTo(zero).left()).isEmpty();
    }

    @Test
    void theFinalTipHasItsProof() {
        assertThat(blocks.finalTip()).isEmpty();
        WriteBatch batch = new WriteBatch();
        blocks.markFinal(batch, one.hash(), new byte[] {1, 2});
        assertThat(blocks.finalTip()).as("before the write").isEmpty();
        store.write(batch, true);
        assertThat(blocks.finalTip()).contains(one.hash());
        assertThat(blocks.finalityProof(one.hash())).contains(new byte[] {1, 2});
        assertThat(blocks.finalityProof(two.hash())).isEmpty();
    }

    @Test
    void anUnknownHeadIsABugThatNamesTheBlock() {
        assertThatThrownBy(() -> blocks.switchHead(new WriteBatch(), Hash.ZERO)).hasMessageContaining(Hash.ZERO.hex());
    }

    private BlockStore.HeadSwitch switchTo(Block head) {
        WriteBatch batch = new WriteBatch();
        BlockStore.HeadSwitch change = blocks.switchHead(batch, head.hash());
        store.write(batch, false);
        return change;
    }

    private Block put(Block block) {
        WriteBatch batch = new WriteBatch();
        List<Receipt> receipts = block.transactions().stream()
                .map(tx -> new Receipt(tx.hash(), 21, new Receipt.Succeeded(new byte[0]), List.of()))
                .toList();
        blocks.put(batch, block, receipts);
        store.write(batch, false);
        return block;
    }

    private static Block block(long height, Hash parent, long nonce) {
        Transaction transaction =
                new Transaction(7001, ACCOUNT, nonce, 100, 1, 50, new Payload.Transfer(ACCOUNT, Amount.ZERO));
        SignedTransaction signed = transaction.sign(SCHEME, KEY);
        return new Block(header(height, parent, nonce), List.of(signed));
    }

    private static BlockHeader header(long height, Hash parent, long nonce) {
        Hash none = ListRoot.of(List.of());
        return new BlockHeader(
                7001,
                height,
                nonce,
                parent,
                ACCOUNT,
                none,
                none,
                Hash.ZERO,
                21,
                Hash.ZERO,
                Hash.ZERO,
                new byte[0],
                new byte[0]);
    }
}
