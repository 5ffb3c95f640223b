package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.Finality;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One {@link Replica} after another: when the end block of an epoch is final, the next epoch begins on it in the same turn
 * (C-26). Words of other epochs are dealt with here (C-27).
 */
final class Succession {
    private static final String TIMER = "epoch";
    /** Until the next committee is seen to work, its members may not know yet that it is their turn. */
    private static final String HAND_OVER = "hand-over";
    /** How often the runtime is asked to catch up with one hint that others are in a later epoch. */
    private static final int ATTEMPTS = 3;

    private static final long RETRY_MILLIS = 2_000;

    private final Parameters parameters;
    private final Committee first;
    private final Function<Committee, Electorate> electorates;
    private final Supplier<VotingRules> rules;
    private final SignFloor floor;
    private final Peers peers = new Peers();
    private final Bygone bygone = new Bygone();
    private final Early early = new Early();
    private final ChainView chain;

    private Replica replica;
    private Optional<PeerId> ahead = Optional.empty();
    private int attempts;
    private boolean halted;

    /** @param first the committee of epoch 0 */
    Succession(
            Parameters parameters,
            Committee first,
            Function<Committee, Electorate> electorates,
            Supplier<VotingRules> rules,
            SignFloor floor,
            ChainView chain) {
        this.parameters = parameters;
        this.first = first;
        this.electorates = electorates;
        this.rules = rules;
        this.floor = floor;
        this.chain = chain;
    }

    void recover(List<byte[]> records, Effects out) {
        BlockHeader tip = chain.finalizedHeader();
        begin(parameters.epochAfter(tip.height()), tip, chain.finalizedProof(), Carried.start(records), out);
        endTurn(out);
    }

    void on(Event event, Effects out) {
        if (isHalted()) {
            return;
        }
        switch (event) {
            case Event.PeerMessage(PeerId from, byte[] message) -> receive(from, message, out);
            case Event.TimerFired(String timer) -> onTimer(timer, out);
            case Event.TxPending(long gas) -> replica.onPending(gas, out);
            case Event.PeerJoined(PeerId peer) -> onPeer(peer, out);
            case Event.PayloadBuilt built -> replica.onBuilt(built.request(), built.block(), out);
            case Event.BlockChecked checked -> replica.onChecked(checked.block(), checked.verdict(), out);
            case Event.SealFound found -> {}
            case Event.Slot slot -> {}
            case Event.ChainAdvanced(BlockHeader header, byte[] proof) -> onAdvanced(header, proof, out);
        }
        endTurn(out);
    }

    // ---- from epoch to epoch

    private void endTurn(Effects out) {
        if (!halted) {
            replica.drain(out);
        }
        while (!isHalted() && replica.isOver()) {
            long next = replica.span().epoch() + 1;
            succeed(next, replica.finalized(), replica.finalProof().orElseThrow(), out);
        }
        if (!isHalted()) {
            replica.endTurn(out);
        }
    }

    /** Leaves the current epoch for {@code epoch}, in which {@code finalized} is the root or a final block. */
    private void succeed(long epoch, BlockHeader finalized, byte[] proof, Effects out) {
        boolean expected = epoch == replica.span().epoch() + 1;
        Pacemaker.stop(out);
        out.cancelTimer(TIMER);
        out.cancelTimer(HAND_OVER);
        attempts = 0;
        begin(epoch, finalized, proof, replica.carried(), out);
        List<Early.Word> words = early.take();
        if (expected && !isHalted()) {
            words.forEach(word -> receive(word.from(), word.message(), out));
            replica.drain(out);
        }
    }

    private void begin(long epoch, BlockHeader finalized, byte[] proof, Carried carried, Effects out) {
        long height = parameters.rootOf(epoch);
        BlockHeader root = finalized.height() == height
                ? finalized
                : chain.finalHeader(height).orElseThrow();
        Committee committee = epoch == 0 ? first : chain.committee(epoch, root);
        if (epoch > 0 && !committee.hash().equals(root.nextCommittee())) {
            halted = true;
            out.halt("C-55 the committee of epoch " + epoch + " is not the one block " + root.hash() + " commits to");
            return;
        }
        if (epoch > 0 && finalized.height() == height) {
            bygone.ended(epoch - 1, proof);
            out.setTimer(HAND_OVER, RETRY_MILLIS);
        }
        Electorate electorate = electorates.apply(committee);
        Span span = parameters.span(epoch, root);
        replica = new Replica(
                new Epoch(span, finalized, electorate, rules.get(), floor, chain, peers, parameters.delta(), carried),
                parameters,
                carried);
        replica.recover(carried.records(), proof, out);
    }

    private void onAdvanced(BlockHeader header, byte[] proof, Effects out) {
        if (header.height() <= replica.finalized().height()) {
            return;
        }
        long epoch = parameters.epochAfter(header.height());
        if (epoch == replica.span().epoch()) {
            replica.onAdvanced(header, proof, out);
        } else {
            succeed(epoch, header, proof, out);
        }
    }

    // ---- messages

    private void receive(PeerId from, byte[] bytes, Effects out) {
        MessageCodec codec = replica.codec();
        // Every member passes every certificate on: most are known, and not worth reading to the end.
        if (codec.outline(bytes)
                .filter(about -> replica.knows(about.ballot(), about.view(), about.block()))
                .isPresent()) {
            peers.heardFrom(from);
            return;
        }
        switch (codec.decode(bytes)) {
            case MessageCodec.Decoded.Malformed malformed ->
                out.penalise(from, Penalty.MALFORMED.reason() + ": " + malformed.reason());
            case MessageCodec.Decoded.Foreign foreign -> {
                MessageCodec theirs = codec.of(foreign.epoch());
                if (theirs.decode(bytes) instanceof MessageCodec.Decoded.Read(Message message)) {
                    peers.heardFrom(from);
                    foreign(from, foreign.epoch(), message, theirs, bytes, out);
                }
            }
            case MessageCodec.Decoded.Read(Message message) -> {
                peers.heardFrom(from);
                dispatch(from, message, out);
            }
        }
    }

    private void foreign(PeerId from, long epoch, Message message, MessageCodec theirs, byte[] bytes, Effects out) {
        long ours = replica.span().epoch();
        if (epoch < ours) {
            bygone.answer(from, epoch, message, theirs, chain, newest(), out);
            return;
        }
        if (epoch == ours + 1) {
            early.add(from, bytes);
        }
        if (attempts == 0) {
            out.setTimer(TIMER, parameters.delta());
        }
        attempts = ATTEMPTS;
        ahead = Optional.of(from);
    }

    /** The proof of our final block: of this epoch, or of the end of the one before. */
    private byte[] newest() {
        return replica.finalProof()
                .or(() -> bygone.proof(replica.span().epoch() - 1))
                .orElseGet(chain::finalizedProof);
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

    // ---- the runtime

    private void onTimer(String timer, Effects out) {
        bygone.forgetHelped();
        switch (timer) {
            case TIMER -> catchUp(out);
            case HAND_OVER -> handOver(out);
            case ConsensusEngine.LISTENED -> {
                floor.heardEnough();
                replica.speak(out);
            }
            default -> replica.onTimer(timer, out);
        }
    }

    private void catchUp(Effects out) {
        if (attempts > 0) {
            Optional<PeerId> peer = attempts == ATTEMPTS ? ahead : peers.next();
            peer.ifPresent(source -> out.fetch(replica.span().end(), source));
            attempts--;
            out.setTimer(TIMER, RETRY_MILLIS);
        }
    }

    /** Repeats how the epoch before ended as long as no quorum of ours closed a view. */
    private void handOver(Effects out) {
        if (replica.view() == 1) {
            bygone.proof(replica.span().epoch() - 1).ifPresent(out::broadcast);
            out.setTimer(HAND_OVER, RETRY_MILLIS);
        }
    }

    private void onPeer(PeerId peer, Effects out) {
        peers.heardFrom(peer);
        bygone.proof(replica.span().epoch() - 1).ifPresent(proof -> out.send(peer, proof));
        replica.onPeer(peer, out);
    }

    // ---- questions

    private boolean isHalted() {
        return halted || replica.isHalted();
    }

    Optional<PublicKey> leader() {
        return Optional.ofNullable(replica).map(Replica::leader);
    }

    Finality finality(BlockHeader header) {
        if (halted || header.height() < replica.finalized().height()) {
            return new Finality.Unknown();
        }
        if (header.equals(replica.finalized())) {
            return new Finality.Final(newest());
        }
        return replica.isCertified(header) ? new Finality.Notarized() : new Finality.Unknown();
    }
}
