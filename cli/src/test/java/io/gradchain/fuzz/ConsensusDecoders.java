package io.gradchain.fuzz;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.dpos.FinalityProof;
import io.gradchain.consensus.dpos.RecordDoor;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.simplex.MessageCodec;
import io.gradchain.consensus.solo.SoloDoor;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the four engines say, write down, prove and accuse each other of; the samples are heard in simulations. */
final class ConsensusDecoders {
    private ConsensusDecoders() {}

    static List<Decoder> all() {
        List<Decoder> all = new ArrayList<>();
        simplex(all, Traffic.of("pos"));
        dpos(all, Traffic.of("dpos"));
        all.add(Decoder.of(
                "pow message", ConsensusDecoders::pow, Traffic.of("pow").messages()));
        all.add(Decoder.of("solo message", SoloDoor::read, Traffic.of("solo").messages()));
        for (String engine : Engines.NAMES) {
            judged(all, engine);
        }
        return all;
    }

    private static void simplex(List<Decoder> all, Traffic heard) {
        // All messages of one epoch and incarnation; what another one says is not read.
        ByteReader first = new ByteReader(heard.messages().getFirst());
        first.raw(2);
        MessageCodec codec = new MessageCodec(new SigningContext(1, Hash.ZERO, first.u63(), first.u63()));
        List<byte[]> own = heard.messages().stream()
                .filter(bytes -> codec.decode(bytes) instanceof MessageCodec.Decoded.Read)
                .toList();
        all.add(Decoder.of(
                "simplex message",
                in -> switch (codec.decode(in)) {
                    case MessageCodec.Decoded.Read(var message) -> Door.accepted(message, () -> codec.encode(message));
                    case MessageCodec.Decoded.Foreign foreign -> new Door.Refused("foreign");
                    case MessageCodec.Decoded.Malformed(String reason) -> new Door.Refused(reason);
                },
                own));
        all.add(Decoder.of(
                "simplex record",
                in -> switch (codec.decodeLogged(in)) {
                    case MessageCodec.Logged.Unreadable(String reason) -> new Door.Refused(reason);
                    case MessageCodec.Logged read ->
                        Door.accepted(read.getClass().getSimpleName());
                },
                heard.records()));
        List<byte[]> certificates = heard.messages().stream()
                .filter(bytes -> bytes[1] == 3)
                .map(bytes -> Arrays.copyOfRange(bytes, 18, bytes.length))
                .toList();
        all.add(Decoder.part("certificate", Certificate::read, Certificate::write, certificates));
        List<Vote> votes =
                ByteReader.decode(certificates.getFirst(), Certificate::read).votes();
        all.add(Decoder.part("vote", Vote::read, Vote::write, ProtocolDecoders.bytes(votes, Vote::write)));
        all.add(Decoder.canonical("evidence", Evidence::decode, Evidence::encoded, heard.evidence()));
        all.add(Decoder.canonical(
                "committee",
                Committee::decode,
                Committee::encoded,
                List.of(Committee.genesis(Presets.localPos(4)).encoded())));
    }

    private static void dpos(List<Decoder> all, Traffic heard) {
        long incarnation = in(heard.messages());
        var codec = new io.gradchain.consensus.dpos.MessageCodec(incarnation);
        all.add(Decoder.of(
                "dpos message",
                in -> switch (codec.decode(in)) {
                    case io.gradchain.consensus.dpos.MessageCodec.Decoded.Read(var message) ->
                        Door.accepted(message, () -> codec.encode(message));
                    case io.gradchain.consensus.dpos.MessageCodec.Decoded.Foreign foreign ->
                        new Door.Refused("foreign");
                    case io.gradchain.consensus.dpos.MessageCodec.Decoded.Malformed(String reason) ->
                        new Door.Refused(reason);
                },
                heard.messages().stream()
                        .filter(bytes ->
                                codec.decode(bytes) instanceof io.gradchain.consensus.dpos.MessageCodec.Decoded.Read)
                        .toList()));
        all.add(Decoder.of("dpos record", in -> RecordDoor.read(in, in(heard.records())), heard.records()));
        all.add(Decoder.of("dpos finality proof", optional(FinalityProof::decode), heard.proofs()));
    }

    /** The incarnation behind version and kind. */
    private static long in(List<byte[]> heard) {
        ByteReader first = new ByteReader(heard.getFirst());
        first.raw(2);
        return first.u63();
    }

    private static Door.Outcome pow(byte[] in) {
        return switch (io.gradchain.consensus.pow.MessageCodec.decode(in)) {
            case io.gradchain.consensus.pow.MessageCodec.Decoded.Read(var message) ->
                Door.accepted(message, () -> io.gradchain.consensus.pow.MessageCodec.encode(message));
            case io.gradchain.consensus.pow.MessageCodec.Decoded.Malformed(String reason) -> new Door.Refused(reason);
        };
    }

    private static <T> Door optional(Function<byte[], Optional<T>> decode) {
        return in -> decode.apply(in)
                .<Door.Outcome>map(value -> Door.accepted(value.getClass().getSimpleName()))
                .orElse(new Door.Refused("empty"));
    }

    /** Evidence, proofs and seals as an engine judges them: any bytes have an answer. */
    private static void judged(List<Decoder> all, String engine) {
        ChainSpec spec = Presets.local(engine, 1);
        ConsensusEngine judge = Engines.create(spec, Optional.empty(), new Ed25519(), 0);
        Committee committee = Committee.genesis(spec);
        Traffic heard = Traffic.of(engine);
        BlockHeader header = Samples.header();
        List<byte[]> samples = new ArrayList<>(heard.evidence());
        samples.addAll(heard.proofs());
        samples.add(new byte[30]);
        all.add(Decoder.of(
                        engine + " judge",
                        in -> Door.accepted("guilty "
                                + judge.judge(in, epoch -> Optional.of(committee))
                                        .isPresent()),
                        samples)
                .taking(64, 64 << 10)
                .costing(4));
        all.add(Decoder.of(
                        engine + " finality",
                        in -> Door.accepted("final " + judge.verifyFinality(header, in, committee)),
                        samples)
                .taking(64, 64 << 10)
                .costing(4));
        all.add(Decoder.of(
                        engine + " seal",
                        in -> in.length > BlockHeader.MAX_SEAL
                                ? new Door.Refused("long")
                                : Door.accepted("sealed "
                                        + judge.verifySeal(header.withSeal(in), committee)
                                        + judge.epoch(9, in)
                                        + judge.endsEpoch(9, in)),
                        List.of(new byte[17], new byte[73], header.seal()))
                .taking(64, 64 << 10)
                .costing(4));
    }
}
