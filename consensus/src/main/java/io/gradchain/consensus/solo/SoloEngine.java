package io.gradchain.consensus.solo;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;

/**
 * The first validator of the spec signs every block, and its signature makes it final (C-300): at once when a transaction
 * waits, and every {@code interval_ms} (0, the default: never) an empty one. All others follow.
 */
public final class SoloEngine implements ConsensusEngine {
    public static final String ID = "solo";

    private final ChainSpec chainSpec;
    private final SignatureScheme scheme;
    private final Optional<KeyPair> key;
    private SignFloor floor = SignFloor.none();
    private ChainView chain;
    private BlockHeader head;
    private byte[] checking = new byte[0];
    private boolean wanted;
    private boolean building;

    public SoloEngine(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme) {
        this.chainSpec = spec;
        this.scheme = scheme;
        this.key = key.filter(k -> Committee.genesis(spec).indexOf(k.publicKey()) == 0);
    }

    @Override
    public EngineSpec spec() {
        return new EngineSpec(
                ID, true, EngineSpec.Proposers.ELECTED, EngineSpec.Beacon.VRF, 1_000, chainSpec.parameters());
    }

    @Override
    public List<SignMark> signed(List<byte[]> records) {
        return records.stream()
                .filter(record -> record.length != Hash.BYTES)
                .map(record -> ByteReader.decode(record, SignMark::read))
                .toList();
    }

    @Override
    public void guard(SignFloor known) {
        floor = known;
    }

    /** A block that was signed but not yet final is finished first: another one in its place would be a fork. */
    @Override
    public void recover(List<byte[]> records, ChainView view, Effects out) {
        chain = view;
        head = view.finalizedHeader();
        floor.finalized(0, head.height());
        records.stream()
                .filter(record -> record.length == Hash.BYTES)
                .flatMap(record -> chain.block(Hash.of(record)).stream())
                .filter(block -> block.header().parent().equals(head.hash()))
                .forEach(block -> publish(block, out));
        scheduleEmptyBlock(out);
    }

    @Override
    public void on(Event event, Effects out) {
        switch (event) {
            case Event.TxPending(long gas) -> wanted |= gas > 0;
            case Event.TimerFired(String timer) when timer.equals(LISTENED) -> floor.heardEnough();
            case Event.TimerFired timer -> wanted = true;
            case Event.PayloadBuilt(long request, Block block) -> {
                building = false;
                wanted = false;
                sign(block, out);
                scheduleEmptyBlock(out);
            }
            case Event.PeerMessage(PeerId from, byte[] message) -> receive(from, message, out);
            case Event.BlockChecked(Hash hash, Event.Verdict.Valid valid) ->
                makeFinal(chain.block(hash).orElseThrow().header(), checking, out);
            case Event.BlockChecked(Hash hash, Event.Verdict.Invalid(String reason)) ->
                out.halt("C-301 the validator signed a block that is invalid here: " + reason);
            case Event.ChainAdvanced(BlockHeader header, byte[] proof) -> {
                head = header;
                floor.finalized(0, head.height());
            }
            case Event.PeerJoined _, Event.SealFound _, Event.Slot _ -> {}
        }
        if (key.isPresent() && !building && wanted && maySign()) {
            building = true;
            out.buildPayload(head.height(), head, new byte[0], Long.MAX_VALUE, false);
        }
    }

    private boolean maySign() {
        return floor.allows(SignMark.Lane.PROPOSAL, 0, head.height() + 1);
    }

    private void sign(Block block, Effects out) {
        SignMark mark = mark(block);
        ByteWriter record = new ByteWriter();
        SignMark.write(record, mark);
        floor.signed(mark);
        out.compactLog(List.of(block.hash().bytes(), record.toByteArray()));
        out.persistBlock(block.hash());
        out.mark(mark);
        publish(block, out);
    }

    private static SignMark mark(Block block) {
        return new SignMark(SignMark.Lane.PROPOSAL, 0, block.height(), 0, block.hash());
    }

    private void scheduleEmptyBlock(Effects out) {
        long interval = chainSpec.parameter("interval_ms", 0);
        if (key.isPresent() && interval > 0) {
            out.setTimer("interval", interval);
        }
    }

    private void publish(Block block, Effects out) {
        SoloMessage message = new SoloMessage(scheme.sign(key.orElseThrow(), digest(block.hash())), block);
        out.trace(TracePoint.PROPOSED, block.height(), block.hash());
        makeFinal(block.header(), message.signature().bytes(), out);
        out.broadcast(message.encoded());
    }

    private void makeFinal(BlockHeader header, byte[] signature, Effects out) {
        if (header.height() > head.height()) {
            head = header;
            out.setHead(header.hash());
            out.finalizeBlock(header.hash(), signature);
            out.trace(TracePoint.FINAL, header.height(), header.hash());
        }
    }

    private void receive(PeerId from, byte[] bytes, Effects out) {
        try {
            SoloMessage message = SoloMessage.decode(bytes);
            BlockHeader header = message.block().header();
            byte[] signature = message.signature().bytes();
            if (!verifyFinality(header, signature, Committee.genesis(chainSpec))) {
                out.penalise(from, "C-302 a block the validator did not sign");
            } else if (key.isPresent() && floor.isStrange(mark(message.block()))) {
                out.ownKeyHeard("height " + header.height());
            } else if (header.parent().equals(head.hash())) {
                checking = signature;
                out.checkBlock(message.block());
            } else if (header.height() > head.height()) {
                out.fetch(header.height(), from);
            }
        } catch (DecodeException e) {
            out.penalise(from, "C-303 a message that does not decode: " + e.getMessage());
        }
    }

    private byte[] digest(Hash block) {
        return Hashing.hash(Domain.CONSENSUS_MESSAGE, chainSpec.hash().bytes(), block.bytes())
                .bytes();
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        return header.height() == 0
                || header.proposer().equals(committee.member(0).address());
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        return proof.length == Signature.BYTES
                && verifySeal(header, chain, committee)
                && scheme.verify(committee.member(0).key(), digest(header.hash()), Signature.of(proof));
    }
}
