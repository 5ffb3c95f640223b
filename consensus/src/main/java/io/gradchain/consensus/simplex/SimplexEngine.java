package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.SigningContext;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Chained Simplex behind the seam: decodes messages, hands them to the {@link Replica}, answers stateless questions. */
public final class SimplexEngine implements ConsensusEngine {
    /** This engine's name in chain specs. */
    public static final String ID = "pos";

    private static final long CLOCK_TOLERANCE_MILLIS = 1_000;

    private final Parameters parameters;
    private final Electorate electorate;
    private final SignatureScheme scheme;
    private final Supplier<VotingRules> rules;
    private Replica replica;

    SimplexEngine(
            ChainSpec spec,
            Optional<KeyPair> key,
            SignatureScheme scheme,
            long incarnation,
            Supplier<VotingRules> rules) {
        Committee committee = Committee.genesis(spec);
        SigningContext context = new SigningContext(spec.chainId(), spec.hash(), committee.epoch(), incarnation);
        this.parameters = Parameters.of(spec);
        this.electorate = new Electorate(committee, context, scheme, key);
        this.scheme = scheme;
        this.rules = rules;
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
    public void recover(List<byte[]> records, ChainView chain, Effects out) {
        replica = new Replica(electorate, parameters, rules.get(), chain);
        replica.recover(records, chain.finalizedProof(), out);
    }

    @Override
    public void on(Event event, Effects out) {
        if (replica.isHalted()) {
            return;
        }
        switch (event) {
            case Event.PeerMessage(PeerId from, byte[] message) -> receive(from, message, out);
            case Event.TimerFired(String timer) -> replica.onTimer(timer, out);
            case Event.TxPending(long gas) -> replica.onPending(gas, out);
            case Event.PeerJoined(PeerId peer) -> replica.onPeer(peer, out);
            case Event.PayloadBuilt built -> replica.onBuilt(built.request(), built.block(), out);
            case Event.BlockChecked checked -> replica.onChecked(checked.block(), checked.verdict(), out);
            case Event.SealFound found -> {}
            case Event.Slot slot -> {}
            case Event.ChainAdvanced(BlockHeader header, byte[] proof) -> replica.onAdvanced(header, proof, out);
        }
        replica.drain(out);
    }

    private void receive(PeerId from, byte[] bytes, Effects out) {
        if (replica.codec()
                .outline(bytes)
                .filter(about -> replica.knows(about.ballot(), about.view(), about.block()))
                .isPresent()) {
            replica.heardFrom(from);
            return;
        }
        switch (replica.codec().decode(bytes)) {
            case MessageCodec.Decoded.Malformed malformed ->
                out.penalise(from, Penalty.MALFORMED.reason() + ": " + malformed.reason());
            case MessageCodec.Decoded.Foreign foreign -> {}
            case MessageCodec.Decoded.Read(Message message) -> {
                replica.heardFrom(from);
                dispatch(from, message, out);
            }
        }
    }

    private void dispatch(PeerId from, Message message, Effects out) {
        switch (message) {
            case Message.Propose propose -> replica.onProposal(propose, from, out);
            case Message.Cast(Vote vote) -> replica.onVote(vote, from, out);
            case Message.Certified(Certificate certificate) -> replica.onCertificate(certificate, from, out);
            case Message.Build build -> replica.onBuild(build, from, out);
            case Message.CertificateRequest request -> replica.onRequest(request, from, out);
            case Message.Certificates(List<Certificate> certificates) ->
                certificates.forEach(certificate -> replica.onCertificate(certificate, from, out));
            case Message.BlockRequest request -> replica.onRequest(request, from, out);
            case Message.BlockReply reply -> replica.onBlock(reply.block(), from, out);
        }
    }

    @Override
    public boolean verifySeal(BlockHeader header, Headers ancestors, Committee committee) {
        Optional<Seal> seal = Seal.of(header);
        if (header.height() == 0 || seal.isEmpty()) {
            return header.height() == 0;
        }
        int leader = leaders(committee).leader(seal.get().view());
        return header.proposer().equals(committee.member(leader).address());
    }

    @Override
    public boolean verifyFinality(BlockHeader header, byte[] proof, Committee committee) {
        Electorate voters = leaders(committee);
        return new MessageCodec(voters.context()).decode(proof)
                        instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate certificate))
                && certificate.ballot() == Ballot.FINALIZE
                && certificate.view() == Seal.viewOf(header)
                && certificate.block().equals(header.hash())
                && voters.verify(certificate);
    }

    /** Our own committee's schedule is at hand; another one's is computed. */
    private Electorate leaders(Committee committee) {
        SigningContext ours = electorate.context();
        if (committee.equals(electorate.committee())) {
            return electorate;
        }
        SigningContext context =
                new SigningContext(ours.chainId(), ours.chainSpec(), committee.epoch(), ours.incarnation());
        return new Electorate(committee, context, scheme, Optional.empty());
    }

    @Override
    public int compare(BlockHeader a, BlockHeader b) {
        return Long.compare(Seal.viewOf(a), Seal.viewOf(b));
    }

    @Override
    public Finality finality(BlockHeader header) {
        if (replica == null || header.height() < replica.finalized().height()) {
            return new Finality.Unknown();
        }
        if (header.equals(replica.finalized())) {
            return replica.finalProof()
                    .filter(proof -> proof.block().equals(header.hash()))
                    .<Finality>map(proof -> new Finality.Final(replica.codec().encode(new Message.Certified(proof))))
                    .orElse(new Finality.Final(new byte[0]));
        }
        return replica.isCertified(header) ? new Finality.Notarized() : new Finality.Unknown();
    }
}
