package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Judge;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Chained Simplex behind the seam: hands events to the {@link Succession} of epochs, answers stateless questions. */
public final class SimplexEngine implements ConsensusEngine {
    /** This engine's name in chain specs. */
    public static final String ID = "pos";

    private static final long CLOCK_TOLERANCE_MILLIS = 1_000;

    private final ChainSpec spec;
    private final Parameters parameters;
    private final Committee first;
    private final Optional<KeyPair> key;
    private final SignatureScheme scheme;
    private final long incarnation;
    private final Supplier<VotingRules> rules;
    private SignFloor floor = SignFloor.none();
    private Succession succession;
    /** The last committee asked about: its leaders are many to compute and asked for header by header. */
    private volatile Electorate judged;

    SimplexEngine(
            ChainSpec spec,
            Optional<KeyPair> key,
            SignatureScheme scheme,
            long incarnation,
            Supplier<VotingRules> rules) {
        this.spec = spec;
        this.parameters = Parameters.of(spec);
        this.first = Committee.genesis(spec);
        this.key = key;
        this.scheme = scheme;
        this.incarnation = incarnation;
        this.rules = rules;
        this.judged = electorate(first, Optional.empty());
    }

    /** @param key none for an observer, which follows and serves but never votes */
    public static SimplexEngine create(
            ChainSpec spec, Optional<KeyPair> key, SignatureScheme scheme, long incarnation) {
        return new SimplexEngine(spec, key, scheme, incarnation, SafetyRules::new);
    }

    @Override
    public EngineSpec spec() {
        return new EngineSpec(
                ID,
                true,
                EngineSpec.Proposers.ELECTED,
                EngineSpec.Beacon.VRF,
                CLOCK_TOLERANCE_MILLIS,
                parameters.byName());
    }

    @Override
    public List<SignMark> signed(List<byte[]> records) {
        MessageCodec codec = new MessageCodec(context(0));
        SignFloor highest = SignFloor.none();
        records.forEach(record -> note(codec, 0, record, highest));
        return highest.marks();
    }

    private void note(MessageCodec codec, long epoch, byte[] record, SignFloor highest) {
        switch (codec.decodeLogged(record)) {
            case MessageCodec.Logged.Own(Vote vote) ->
                highest.signed(context(epoch).mark(vote, epoch));
            case MessageCodec.Logged.Other(long other, long theirs) -> {
                if (other != epoch && theirs == incarnation) {
                    note(codec.of(other), other, record, highest);
                }
            }
            case MessageCodec.Logged.Proof _, MessageCodec.Logged.Unreadable _ -> {}
        }
    }

    @Override
    public void guard(SignFloor known) {
        floor = known;
    }

    @Override
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        succession = new Succession(parameters, first, committee -> electorate(committee, key), rules, floor, chain);
        succession.recover(records, out);
    }

    @Override
    public void on(Event event, Effects out) {
        succession.on(event, out);
    }

    @Override
    public long epoch(long height, byte[] seal) {
        return parameters.epochOf(height);
    }

    @Override
    public boolean endsEpoch(long height, byte[] seal) {
        return parameters.isEpochEnd(height);
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        Optional<Seal> seal = Seal.of(header);
        if (header.height() == 0 || seal.isEmpty()) {
            return header.height() == 0;
        }
        long epoch = parameters.epochOf(header.height());
        boolean opens = header.height() == parameters.rootOf(epoch) + 1;
        return committee.epoch() == epoch
                && (!opens || seal.get().parentView() == 0)
                && header.proposer()
                        .equals(committee
                                .member(voters(committee).leader(seal.get().view()))
                                .address());
    }

    @Override
    public Optional<Offence> judge(byte[] evidence, LongFunction<Optional<Committee>> committees) {
        return new Judge(spec, scheme).judge(evidence, committees);
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        Optional<Seal> seal = Seal.of(header);
        Electorate electorate = voters(committee);
        return seal.isPresent()
                && committee.epoch() == parameters.epochOf(header.height())
                && new MessageCodec(electorate.context()).decode(proof)
                        instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate certificate))
                && certificate.ballot() == Ballot.FINALIZE
                && (certificate.view() == seal.get().view()
                        || (certificate.view() > seal.get().view() && parameters.isEpochEnd(header.height())))
                && certificate.block().equals(header.hash())
                && electorate.verify(certificate);
    }

    private Electorate voters(Committee committee) {
        Electorate known = judged;
        if (!known.committee().equals(committee)) {
            known = electorate(committee, Optional.empty());
            judged = known;
        }
        return known;
    }

    private Electorate electorate(Committee committee, Optional<KeyPair> ours) {
        return new Electorate(committee, context(committee.epoch()), scheme, ours);
    }

    private SigningContext context(long epoch) {
        return new SigningContext(spec.chainId(), spec.hash(), epoch, incarnation);
    }

    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        int epochs = Long.compare(parameters.epochOf(a.height()), parameters.epochOf(b.height()));
        return epochs != 0 ? epochs : Long.compare(Seal.viewOf(a), Seal.viewOf(b));
    }

    @Override
    public Optional<PublicKey> leader() {
        return Optional.ofNullable(succession).flatMap(Succession::leader);
    }

    @Override
    public Finality finality(BlockHeader header) {
        return succession == null ? new Finality.Unknown() : succession.finality(header);
    }
}
