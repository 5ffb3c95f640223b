package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.voting.Judge;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Delegated proof of stake behind the seam: hands events to its parts and answers stateless questions. */
public final class DposEngine implements ConsensusEngine {
    /** This engine's name in chain specs. */
    public static final String ID = "dpos";

    private final ChainSpec spec;
    private final Parameters parameters;
    private final Eras eras;
    private final SignatureScheme scheme;
    private final long incarnation;
    private final SealRules seals;
    private final Supplier<VotingRules> rules;
    private SignFloor floor = SignFloor.none();
    private Replica replica;
    private Intake intake;
    private Producer producer;

    DposEngine(
            ChainSpec spec,
            Optional<KeyPair> key,
            SignatureScheme scheme,
            long incarnation,
            Supplier<VotingRules> rules) {
        this.spec = spec;
        this.parameters = Parameters.of(spec);
        this.eras = new Eras(spec, key, scheme, incarnation);
        this.scheme = scheme;
        this.incarnation = incarnation;
        this.seals = new SealRules(new Calendar(parameters.epochBlocks()));
        this.rules = rules;
    }

    /** @param key none for an observer, which follows and serves but never votes */
    public static DposEngine create(ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme, long incarnation) {
        return new DposEngine(spec, key, scheme, incarnation, SafetyRules::new);
    }

    @Override
    public EngineSpec spec() {
        return new EngineSpec(
                ID,
                true,
                EngineSpec.Proposers.ELECTED,
                EngineSpec.Beacon.VRF,
                parameters.slotMillis(),
                parameters.byName());
    }

    @Override
    public List<SignMark> signed(List<byte[]> records) {
        SignFloor highest = SignFloor.none();
        for (byte[] record : records) {
            switch (LogRecord.decode(record, incarnation)) {
                case LogRecord.Voted voted -> highest.signed(eras.mark(voted.epoch(), voted.vote()));
                case LogRecord.Proposed(long epoch, boolean own, Vote vote) -> {
                    if (own) {
                        highest.signed(eras.mark(epoch, vote));
                    }
                }
                case LogRecord.Proven _, LogRecord.Other _, LogRecord.Unreadable _ -> {}
            }
        }
        return highest.marks();
    }

    @Override
    public void guard(SignFloor known) {
        floor = known;
    }

    @Override
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        VotingRules guard = new FlooredRules(rules.get(), floor);
        replica = new Replica(parameters, eras, guard, floor, chain, incarnation);
        Admission admission = new Admission(spec.chainId(), replica.tree(), eras, replica.certificates(), seals);
        intake = new Intake(replica, eras, admission, new MessageCodec(incarnation), parameters, chain);
        producer = new Producer(replica, eras, guard, seals, parameters.blockGasLimit());
        replica.recover(records, out);
        out.followSlots(parameters.slotMillis());
        finishTurn(out);
    }

    @Override
    public void on(Event event, Effects out) {
        if (replica.isHalted()) {
            return;
        }
        switch (event) {
            case Event.PeerMessage(PeerId from, byte[] message) -> intake.receive(from, message, out);
            case Event.TimerFired(String timer) -> onTimer(timer, out);
            case Event.TxPending pending -> {}
            case Event.PeerJoined(PeerId peer) -> intake.greet(peer, out);
            case Event.PayloadBuilt built -> producer.built(built.request(), built.block(), out);
            case Event.BlockChecked(Hash block, Event.Verdict verdict) -> replica.checked(block, verdict, out);
            case Event.SealFound found -> {}
            case Event.Slot(long number) -> onSlot(number, out);
            case Event.ChainAdvanced(BlockHeader header, byte[] proof) -> {
                intake.syncAgain();
                replica.advanced(header, proof, out);
            }
        }
        finishTurn(out);
    }

    private void onTimer(String timer, Effects out) {
        switch (timer) {
            case Fetcher.TIMER -> intake.retry(out);
            case LISTENED -> {
                floor.heardEnough();
                replica.speak(out);
                producer.produce(out);
            }
            case Intake.SYNC_TIMER -> intake.syncAgain();
            default -> throw new IllegalArgumentException("not our timer: " + timer);
        }
    }

    private void onSlot(long number, Effects out) {
        if (replica.enter(number, out)) {
            replica.own().words().forEach(out::broadcast);
        }
        producer.produce(out);
    }

    /** Certificates may let blocks in that waited, and those may bring certificates. */
    private void finishTurn(Effects out) {
        while (replica.takeNews()) {
            intake.lack(replica.drain(out), out);
            intake.review(out);
        }
        replica.endTurn(out);
    }

    @Override
    public long epoch(long height, byte[] seal) {
        return height == 0 ? 0 : Seal.decode(seal).map(Seal::epoch).orElse(0L);
    }

    @Override
    public boolean endsEpoch(long height, byte[] seal) {
        return height > 0
                && Seal.decode(seal).filter(s -> s.endHeight() == height).isPresent();
    }

    /** Every member has one slot of a round. */
    @Override
    public long turns(long weight) {
        return 1;
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        return header.height() == 0
                || seals.refuse(header, ancestors, Era.equal(committee)).isEmpty();
    }

    /** Whose slot it is takes the root of the epoch to tell; that it is a member's does not. */
    @Override
    public boolean verifySeal(BlockHeader header, Committee committee) {
        return Seal.of(header).filter(seal -> seal.epoch() == committee.epoch()).isPresent()
                && committee.members().stream()
                        .anyMatch(member -> member.address().equals(header.proposer()));
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        if (parameters.solid()) {
            return proof.length == 0;
        }
        return FinalityProof.decode(proof)
                .filter(known -> known.proves(header, eras.electorate(committee)))
                .isPresent();
    }

    @Override
    public Optional<Offence> judge(byte[] evidence, LongFunction<Optional<Committee>> committees) {
        return new Judge(spec, scheme).judge(evidence, committees);
    }

    /** The highest justified slot, then the longest chain, then the lowest hash (C-210). */
    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        int justified = justified(a).compareTo(justified(b));
        if (justified != 0) {
            return justified;
        }
        return a.height() != b.height()
                ? Long.compare(a.height(), b.height())
                : b.hash().compareTo(a.hash());
    }

    private static Rank justified(BlockHeader header) {
        return Seal.of(header).map(Seal::justified).orElse(new Rank(0, 0));
    }

    @Override
    public Optional<PublicKey> leader() {
        return Optional.ofNullable(producer).flatMap(Producer::onTurn);
    }

    @Override
    public Finality finality(BlockHeader header) {
        if (replica == null || header.height() < replica.tree().finalized().height()) {
            return new Finality.Unknown();
        }
        Hash hash = header.hash();
        if (hash.equals(replica.tree().finalized().hash())) {
            return new Finality.Final(replica.finalityProof());
        }
        return replica.certificates().has(hash) ? new Finality.Notarized() : new Finality.Unknown();
    }
}
