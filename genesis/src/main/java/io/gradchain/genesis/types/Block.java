package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;

/** A header and the transactions it commits to (G-8); its hash is the header's. */
public final class Block {
    /** Largest encoded block: a validity rule. */
    public static final int MAX_BYTES = 768 * 1024;

    public static final int MAX_TRANSACTIONS = 10_000;

    private final BlockHeader header;
    private final List<SignedTransaction> transactions;
    private final Hash hash;

    public Block(BlockHeader header, List<SignedTransaction> transactions) {
        this.header = header;
        this.transactions = List.copyOf(transactions);
        this.hash = header.hash();
    }

    public static Block read(ByteReader in) {
        return new Block(BlockHeader.read(in), in.list(MAX_TRANSACTIONS, SignedTransaction::read));
    }

    public static void write(ByteWriter out, Block block) {
        BlockHeader.write(out, block.header);
        out.list(block.transactions, SignedTransaction::write);
    }

    public static Block decode(byte[] bytes) {
        return ByteReader.decode(bytes, Block::read);
    }

    /** What a header commits to of its block's transactions. */
    public static Hash txRoot(List<SignedTransaction> transactions) {
        return ListRoot.of(transactions.stream().map(SignedTransaction::hash).toList());
    }

    /** Whether the transactions are those the header commits to: a block's hash alone says nothing of its body. */
    public boolean hasItsBody() {
        return header.txRoot().equals(txRoot(transactions));
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return out.toByteArray();
    }

    public BlockHeader header() {
        return header;
    }

    public List<SignedTransaction> transactions() {
        return transactions;
    }

    public Hash hash() {
        return hash;
    }

    public long height() {
        return header.height();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Block that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "Block[" + header.height() + " " + hash.shortHex() + "]";
    }
}
