package io.gradchain.fuzz;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.storage.file.LogDoor;
import io.gradchain.storage.state.NodeDoor;
import io.gradchain.storage.state.StateProof;
import java.util.List;
import java.util.function.BiConsumer;

/** What a block is made of and how it is stored. */
final class ProtocolDecoders {
    private ProtocolDecoders() {}

    static List<Decoder> all() {
        return List.of(
                Decoder.canonical(
                        "transaction",
                        SignedTransaction::decode,
                        SignedTransaction::encoded,
                        bytes(Samples.transactions(), SignedTransaction::write)),
                Decoder.part("payload", Payload::read, Payload::write, bytes(Samples.payloads(), Payload::write)),
                Decoder.canonical("block", Block::decode, Block::encoded, bytes(Samples.blocks(), Block::write)),
                Decoder.part(
                        "header",
                        BlockHeader::read,
                        BlockHeader::write,
                        bytes(List.of(Samples.header()), BlockHeader::write)),
                Decoder.part("receipt", Receipt::read, Receipt::write, bytes(Samples.receipts(), Receipt::write)),
                Decoder.part(
                        "event",
                        Event::read,
                        Event::write,
                        bytes(Samples.receipts().getFirst().events(), Event::write)),
                Decoder.part(
                                "chain spec",
                                ChainSpec::read,
                                ChainSpec::write,
                                bytes(List.of(Presets.localPos(2), Presets.local("pow", 1)), ChainSpec::write))
                        .taking(64, 16 << 10)
                        .costing(4),
                Decoder.part(
                        "state proof",
                        StateProof::read,
                        StateProof::write,
                        bytes(
                                List.of(
                                        new StateProof(List.of(), new StateProof.Nothing()),
                                        new StateProof(
                                                List.of(
                                                        new StateProof.Step(0, Samples.HASH),
                                                        new StateProof.Step(5, Samples.HASH)),
                                                new StateProof.Leaf(Samples.HASH, Samples.HASH)),
                                        new StateProof(
                                                List.of(new StateProof.Step(3, Samples.HASH)),
                                                new StateProof.Fork(
                                                        12, Samples.HASH.prefix(12), Samples.HASH, Samples.HASH))),
                                StateProof::write)),
                Decoder.of("state node", NodeDoor::read, NodeDoor.samples(Samples.HASH)),
                Decoder.of("record log", LogDoor::read, LogDoor.samples(Samples.HASH))
                        .costing(4));
    }

    static <T> List<byte[]> bytes(List<T> values, BiConsumer<ByteWriter, T> write) {
        return values.stream()
                .map(value -> {
                    ByteWriter out = new ByteWriter();
                    write.accept(out, value);
                    return out.toByteArray();
                })
                .toList();
    }
}
