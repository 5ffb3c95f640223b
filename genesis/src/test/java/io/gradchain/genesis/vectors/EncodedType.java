package io.gradchain.genesis.vectors;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A type with a canonical encoding: how to make samples, how to write and to read it, its hash in hex or "-". */
record EncodedType<T>(
        String name,
        Function<Samples, T> sample,
        BiConsumer<ByteWriter, T> write,
        Function<ByteReader, T> read,
        Function<T, String> hash) {
    static final List<EncodedType<?>> ALL = List.of(
            new EncodedType<>("amount", Samples::amount, Amount::write, Amount::read, value -> "-"),
            new EncodedType<>("address", Samples::address, Address::write, Address::read, value -> "-"),
            new EncodedType<>(
                    "policy",
                    Samples::policy,
                    Policy::write,
                    Policy::read,
                    value -> Address.ofPolicy(value).hex()),
            new EncodedType<>("payload", Samples::payload, Payload::write, Payload::read, value -> "-"),
            new EncodedType<>(
                    "transaction",
                    Samples::transaction,
                    Transaction::write,
                    Transaction::read,
                    value -> value.signingHash().hex()),
            new EncodedType<>(
                    "signed-transaction",
                    Samples::signedTransaction,
                    SignedTransaction::write,
                    SignedTransaction::read,
                    value -> value.hash().hex()),
            new EncodedType<>(
                    "header",
                    Samples::header,
                    BlockHeader::write,
                    BlockHeader::read,
                    value -> value.hash().hex()),
            new EncodedType<>(
                    "block",
                    Samples::block,
                    Block::write,
                    Block::read,
                    value -> value.hash().hex()),
            new EncodedType<>("event", Samples::event, Event::write, Event::read, value -> "-"),
            new EncodedType<>(
                    "receipt",
                    Samples::receipt,
                    Receipt::write,
                    Receipt::read,
                    value -> value.hash().hex()),
            new EncodedType<>(
                    "chain-spec",
                    Samples::chainSpec,
                    ChainSpec::write,
                    ChainSpec::read,
                    value -> value.hash().hex()));

    byte[] encode(T value) {
        ByteWriter out = new ByteWriter();
        write.accept(out, value);
        return out.toByteArray();
    }

    byte[] sampleBytes(long seed) {
        return encode(sample.apply(new Samples(seed)));
    }

    T decode(byte[] bytes) {
        return ByteReader.decode(bytes, read);
    }

    byte[] reencode(byte[] bytes) {
        return encode(decode(bytes));
    }

    String hashOf(byte[] bytes) {
        return hash.apply(decode(bytes));
    }

    @Override
    public String toString() {
        return name;
    }
}
