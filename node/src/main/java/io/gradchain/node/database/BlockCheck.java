package io.gradchain.node.database;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one block with all that belongs to it: header, body, receipts, entries of the index. */
final class BlockCheck {
    private final KeyValueStore store;
    private final Findings findings;
    private long transactions;

    BlockCheck(KeyValueStore store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    long transactions() {
        return transactions;
    }

    /** The header stored under {@code hash}, if it is that. */
    Optional<BlockHeader> header(Hash hash, String name) {
        Optional<BlockHeader> header = read(Column.HEADERS, hash, BlockHeader::read, name + ": its header");
        if (header.isPresent() && !header.get().hash().equals(hash)) {
            findings.add("%s: the header stored under %s has another hash".formatted(name, hash));
            return Optional.empty();
        }
        return header;
    }

    /** @param indexed whether its transactions must be found by their hashes */
    void check(BlockHeader header, String name, boolean indexed) {
        Hash hash = header.hash();
        Optional<Block> block = read(Column.BLOCKS, hash, Block::read, name + ": its body");
        Optional<List<Receipt>> receipts = read(
                Column.RECEIPTS, hash, in -> in.list(Block.MAX_TRANSACTIONS, Receipt::read), name + ": its receipts");
        block.ifPresent(found -> {
            if (!found.header().equals(header)) {
                findings.add("%s: its body was stored with another header".formatted(name));
            } else if (!found.hasItsBody()) {
                findings.add("%s: the transactions are not those of the header's transaction root".formatted(name));
            } else if (indexed) {
                index(found, name);
            }
        });
        receipts.filter(list -> header.height() > 0
                        && !StateTransition.receiptRoot(list).equals(header.receiptRoot()))
                .ifPresent(list ->
                        findings.add("%s: the receipts are not those of the header's receipt root".formatted(name)));
        if (block.isPresent() && receipts.isPresent()) {
            int count = block.get().transactions().size();
            if (receipts.get().size() != count) {
                findings.add("%s: %d receipts for %d transactions"
                        .formatted(name, receipts.get().size(), count));
            }
        }
    }

    private void index(Block block, String name) {
        for (int i = 0; i < block.transactions().size(); i++) {
            transactions++;
            Hash tx = block.transactions().get(i).hash();
            Optional<BlockStore.Location> at = location(tx, name);
            if (at.isPresent() && !at.get().equals(new BlockStore.Location(block.hash(), i))) {
                findings.add("%s: the index says transaction %s is elsewhere".formatted(name, tx));
            }
        }
    }

    private Optional<BlockStore.Location> location(Hash tx, String name) {
        return read(
                Column.TRANSACTIONS,
                tx,
                in -> new BlockStore.Location(Hash.read(in), in.u32()),
                name + ": the index entry of transaction " + tx);
    }

    private <T> Optional<T> read(Column column, Hash key, Function<ByteReader, T> decode, String what) {
        Optional<byte[]> bytes = store.get(column, key.bytes());
        if (bytes.isEmpty()) {
            findings.add("%s is missing".formatted(what));
            return Optional.empty();
        }
        try {
            return Optional.of(ByteReader.decode(bytes.get(), decode));
        } catch (DecodeException e) {
            findings.add("%s cannot be read: %s".formatted(what, e.getMessage()));
            return Optional.empty();
        }
    }
}
