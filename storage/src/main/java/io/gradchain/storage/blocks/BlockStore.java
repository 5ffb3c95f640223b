package io.gradchain.storage.blocks;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Blocks of all forks by hash, and the branch of the head by height. Writing methods add to the caller's batch, so that
 * a block's import is one write; they read only what was written before.
 */
public final class BlockStore {
    private final KeyValueStore store;

    public BlockStore(KeyValueStore store) {
        this.store = store;
    }

    /** Where a transaction of the head's branch is. */
    public record Location(Hash block, int index) {}

    /** A change of head: what left the branch, newest first, and what joined it, oldest first. */
    public record HeadSwitch(List<Block> left, List<Block> joined) {
        public HeadSwitch {
            left = List.copyOf(left);
            joined = List.copyOf(joined);
        }
    }

    /** Stores the block and what its execution said, on whatever fork it is. */
    public void put(WriteBatch batch, Block block, List<Receipt> receipts) {
        byte[] key = block.hash().bytes();
        batch.put(Column.HEADERS, key, block.header().encoded());
        batch.put(Column.BLOCKS, key, block.encoded());
        batch.put(
                Column.RECEIPTS,
                key,
                new ByteWriter().list(receipts, Receipt::write).toByteArray());
    }

    /** A final header whose block is not kept here, and the proof of exactly it. */
    public void putFinalHeader(WriteBatch batch, BlockHeader header, byte[] proof) {
        Hash hash = header.hash();
        batch.put(Column.HEADERS, hash.bytes(), header.encoded());
        batch.put(Column.CANONICAL, heightKey(header.height()), hash.bytes());
        batch.put(Column.FINALITY, hash.bytes(), proof);
    }

    /** The newest final block and head of a chain of which no block between it and block zero is kept here. */
    public void begin(WriteBatch batch, Block block, List<Receipt> receipts, byte[] proof) {
        put(batch, block, receipts);
        index(batch, block);
        batch.put(Column.METADATA, Column.Meta.HEAD.key(), block.hash().bytes());
        markFinal(batch, block.hash(), proof);
    }

    public boolean contains(Hash block) {
        return store.get(Column.HEADERS, block.bytes()).isPresent();
    }

    public Optional<BlockHeader> header(Hash block) {
        return read(Column.HEADERS, block.bytes(), BlockHeader::read);
    }

    public Optional<Block> block(Hash block) {
        return read(Column.BLOCKS, block.bytes(), Block::read);
    }

    /** In the order of the block's transactions. */
    public Optional<List<Receipt>> receipts(Hash block) {
        return read(Column.RECEIPTS, block.bytes(), in -> in.list(Block.MAX_TRANSACTIONS, Receipt::read));
    }

    /** The block at {@code height} on the branch of the head. */
    public Optional<Hash> canonical(long height) {
        return read(Column.CANONICAL, heightKey(height), Hash::read);
    }

    public Optional<Location> transaction(Hash transaction) {
        return read(Column.TRANSACTIONS, transaction.bytes(), in -> new Location(Hash.read(in), in.u32()));
    }

    public Optional<Hash> head() {
        return read(Column.METADATA, Column.Meta.HEAD.key(), Hash::read);
    }

    /** The newest final block. */
    public Optional<Hash> finalTip() {
        return read(Column.METADATA, Column.Meta.FINAL.key(), Hash::read);
    }

    public Optional<byte[]> finalityProof(Hash block) {
        return store.get(Column.FINALITY, block.bytes());
    }

    /** Records that {@code block} and its ancestors are final; the indexes follow {@link #switchHead} alone. */
    public void markFinal(WriteBatch batch, Hash block, byte[] proof) {
        batch.put(Column.FINALITY, block.bytes(), proof.clone());
        batch.put(Column.METADATA, Column.Meta.FINAL.key(), block.bytes());
    }

    /**
     * Makes {@code head}, which was written with all its ancestors, the newest block: moves the height and transaction
     * indexes from the old branch to the new one.
     */
    public HeadSwitch switchHead(WriteBatch batch, Hash head) {
        List<Block> joined = new ArrayList<>();
        Optional<Block> at = Optional.of(require(head));
        while (at.isPresent() && !isCanonical(at.get().header())) {
            Block block = at.get();
            joined.addFirst(block);
            at = block.height() == 0
                    ? Optional.empty()
                    : Optional.of(require(block.header().parent()));
        }
        long fork = at.map(Block::height).orElse(-1L);
        List<Block> left = new ArrayList<>();
        for (long height = fork + 1; canonical(height).isPresent(); height++) {
            left.addFirst(require(canonical(height).get()));
        }
        for (Block block : left) {
            batch.delete(Column.CANONICAL, heightKey(block.height()));
            block.transactions()
                    .forEach(tx -> batch.delete(Column.TRANSACTIONS, tx.hash().bytes()));
        }
        joined.forEach(block -> index(batch, block));
        batch.put(Column.METADATA, Column.Meta.HEAD.key(), head.bytes());
        return new HeadSwitch(left, joined);
    }

    private boolean isCanonical(BlockHeader header) {
        return canonical(header.height()).equals(Optional.of(header.hash()));
    }

    private Block require(Hash hash) {
        return block(hash).orElseThrow(() -> new IllegalStateException("block " + hash + " is not in the database"));
    }

    private static void index(WriteBatch batch, Block block) {
        batch.put(Column.CANONICAL, heightKey(block.height()), block.hash().bytes());
        for (int i = 0; i < block.transactions().size(); i++) {
            ByteWriter location = new ByteWriter();
            Hash.write(location, block.hash());
            Hash transaction = block.transactions().get(i).hash();
            batch.put(Column.TRANSACTIONS, transaction.bytes(), location.u32(i).toByteArray());
        }
    }

    private <T> Optional<T> read(Column column, byte[] key, Function<ByteReader, T> decode) {
        return store.get(column, key).map(bytes -> ByteReader.decode(bytes, decode));
    }

    private static byte[] heightKey(long height) {
        return new ByteWriter().u63(height).toByteArray();
    }
}
