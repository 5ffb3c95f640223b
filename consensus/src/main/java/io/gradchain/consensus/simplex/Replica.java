package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The protocol of one epoch (C-14..C-19). Messages arrive decoded and certificates move it from view to view; what to sign
 * is the {@link Round}'s, what votes amount to the {@link Tally}'s, which blocks stand the {@link Tip}'s.
 */
final class Replica {
    /** Votes and proposals of at most this many views ahead are kept; certificates of any view are. */
    static final int LOOKAHEAD = 10;

    private final Epoch epoch;
    private final Electorate electorate;
    private final MessageCodec codec;
    private final CertificateStore certificates;
    private final Tally tally;
    private final Tip tip;
    private final Round round;
    private final long blockGasLimit;
    private final Words words;

    Replica(Epoch epoch, Parameters parameters, Carried carried) {
        this.epoch = epoch;
        electorate = epoch.electorate;
        codec = epoch.codec;
        certificates = epoch.certificates;
        words = new Words(epoch);
        tally = new Tally(epoch);
        tip = new Tip(epoch, carried.pendingGas());
        round = new Round(epoch, parameters, tally, tip, carried.requests());
        blockGasLimit = parameters.blockGasLimit();
    }

    // ---- start

    /** Puts back what an earlier run made durable, then enters the first view nothing is known to close (C-25). */
    void recover(List<byte[]> records, byte[] finalizedProof, Effects out) {
        if (codec.decode(finalizedProof) instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate proof))) {
            certificates.add(proof);
        }
        List<Vote> own = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            switch (codec.decodeLogged(record)) {
                case MessageCodec.Logged.Own(Vote vote) -> {
                    epoch.log.restore(record, vote.view());
                    epoch.log.restoreVote(vote);
                    epoch.rules.cast(vote);
                    epoch.book.add(vote, true);
                    own.add(vote);
                }
                case MessageCodec.Logged.Proof(Certificate certificate) -> {
                    epoch.log.restore(record, certificate.view());
                    certificates.add(certificate);
                }
                case MessageCodec.Logged.Other(long other, long incarnation) -> {
                    if (other > epoch.span.epoch()
                            && incarnation == electorate.context().incarnation()) {
                        epoch.log.restoreLater(record);
                    } else {
                        epoch.log.skip();
                    }
                }
                case MessageCodec.Logged.Unreadable(String reason) -> {
                    epoch.halt("C-51 vote log record " + i + " cannot be read: " + reason, out);
                    return;
                }
            }
        }
        epoch.log.prune(epoch.floorView());
        long last = own.stream().mapToLong(Vote::view).max().orElse(1);
        enter(Math.max(last, certificates.highestView() + 1), out);
        certificates.certified(certificates.highestCertified()).ifPresent(head -> tip.lead(head, out));
        tip.tryFinalize(out);
        tip.review(Optional.empty(), out);
        if (own.stream().anyMatch(vote -> vote.view() == epoch.view())) {
            round.wake(out);
        }
        epoch.log
                .votesFrom(epoch.floorView())
                .forEach(vote -> words.repeat(vote).ifPresent(out::broadcast));
        drain(out);
    }

    private void enter(long next, Effects out) {
        words.viewEnded();
        round.enter(next, out);
    }

    // ---- messages

    void onProposal(Message.Propose message, PeerId from, Effects out) {
        Vote vote = message.vote();
        long at = vote.view();
        if (epoch.isStrange(vote, out) || at > epoch.view() + LOOKAHEAD || at < epoch.evidenceFloor()) {
            return;
        }
        if (vote.signer() != electorate.leader(at)) {
            Epoch.penalise(from, Penalty.WRONG_LEADER, out);
            return;
        }
        Block block = message.block();
        if (!vote.block().equals(block.hash())) {
            Epoch.penalise(from, Penalty.MISFIT_PROPOSAL, out);
            return;
        }
        boolean first = epoch.proposals.of(at).isEmpty();
        if (!first && epoch.book.holds(vote)) {
            return;
        }
        if (tally.note(vote, Optional.of(from), out) == Tally.Noted.REFUSED || !first) {
            return;
        }
        BlockHeader header = block.header();
        boolean fits = fits(header, at);
        if (fits) {
            epoch.tree.add(block);
        }
        epoch.proposals.put(at, new Proposals.Entry(header, vote.block(), Optional.of(from), !fits));
        if (Seal.viewOf(header) == at) {
            out.trace(TracePoint.RECEIVED, at, vote.block());
        }
        if (at == epoch.view()) {
            round.wake(out);
            round.reconsider(out);
        } else if (epoch.fetcher.arrived(vote.block())) {
            tip.review(Optional.of(from), out);
        }
    }

    /** Whether the header is one this epoch may see in {@code view}: a new block, or the end block once more. */
    private boolean fits(BlockHeader header, long at) {
        Optional<Seal> seal =
                Seal.of(header).filter(s -> s.view() == at || (s.view() < at && epoch.span.isEnd(header)));
        return seal.isPresent()
                && epoch.span.contains(header)
                && header.chainId() == electorate.context().chainId()
                && header.proposer()
                        .equals(electorate.address(electorate.leader(seal.get().view())));
    }

    void onVote(Vote vote, PeerId from, Effects out) {
        long at = vote.view();
        if (epoch.isStrange(vote, out) || at > epoch.view() + LOOKAHEAD) {
            return;
        }
        if (vote.ballot() == Ballot.NULLIFY && at < epoch.view()) {
            words.help(from, at, out);
        }
        if (at < epoch.evidenceFloor()) {
            return;
        }
        boolean decided = at <= epoch.floorView() || certificates.has(vote.ballot(), at);
        if (decided && !epoch.book.contradicts(vote)) {
            tally.noteLate(vote, out);
        } else if (tally.note(vote, Optional.of(from), out) == Tally.Noted.COUNTED && vote.ballot() == Ballot.NULLIFY) {
            round.heardNullify(vote, out);
        }
    }

    /** Whether such a certificate would tell us nothing new. */
    boolean knows(Ballot ballot, long at, Hash block) {
        boolean held = certificates.has(ballot, at)
                && (ballot == Ballot.NULLIFY
                        || certificates.certified(at).filter(block::equals).isPresent());
        return held || at < epoch.floorView();
    }

    void onCertificate(Certificate certificate, PeerId from, Effects out) {
        if (!knows(certificate.ballot(), certificate.view(), certificate.block())) {
            tally.submit(certificate, from, out);
        }
    }

    void onBuild(Message.Build build, PeerId from, Effects out) {
        boolean ofInterest = build.view() >= epoch.view() && build.view() <= epoch.view() + LOOKAHEAD;
        if (!ofInterest || round.knowsBuild(build.view())) {
            return;
        }
        if (build.signer() != electorate.leader(build.view())) {
            Epoch.penalise(from, Penalty.WRONG_LEADER, out);
        } else if (build.gas() > blockGasLimit) {
            Epoch.penalise(from, Penalty.EXCESSIVE_BUILD, out);
        } else if (!electorate.verify(
                build.signer(), Ballot.BUILD, build.view(), build.parent(), build.gas(), build.signature())) {
            Epoch.penalise(from, Penalty.FORGED_VOTE, out);
        } else {
            round.announced(build, out);
        }
    }

    void onBlock(Block block, PeerId from, Effects out) {
        if (epoch.fetcher.arrived(block.hash())) {
            epoch.tree.add(block);
            if (!tip.callSync(Optional.of(from), out)) {
                tip.review(Optional.of(from), out);
            }
            round.reconsider(out);
        }
    }

    void onRequest(Message.CertificateRequest request, PeerId from, Effects out) {
        List<Certificate> found = certificates.range(request.first(), request.last());
        if (!found.isEmpty()) {
            out.send(from, codec.encode(new Message.Certificates(found)));
        }
    }

    void onRequest(Message.BlockRequest request, PeerId from, Effects out) {
        epoch.tree
                .find(request.block())
                .ifPresent(block -> out.send(from, codec.encode(new Message.BlockReply(block))));
    }

    // ---- the runtime

    void onTimer(String timer, Effects out) {
        if (timer.equals(Fetcher.TIMER)) {
            epoch.fetcher.retry(out);
            tip.callSync(epoch.peers.next(), out);
            return;
        }
        if (timer.equals(Pacemaker.RESEND)) {
            words.own().forEach(out::broadcast);
        }
        round.onTimer(timer, out);
    }

    /** What was kept silent about may be said now. */
    void speak(Effects out) {
        round.enter(epoch.view(), out);
        round.wake(out);
    }

    void onPending(long gas, Effects out) {
        tip.pending(gas);
        if (gas > 0) {
            round.wake(out);
        }
    }

    void onPeer(PeerId peer, Effects out) {
        words.own().forEach(bytes -> out.send(peer, bytes));
    }

    void onBuilt(long request, Block block, Effects out) {
        round.built(request, block, out);
    }

    void onChecked(Hash hash, Event.Verdict verdict, Effects out) {
        epoch.tree.checked(hash, verdict, out);
        tip.lead(hash, out);
        tip.tryFinalize(out);
        tip.review(Optional.empty(), out);
        round.reconsider(out);
    }

    void onAdvanced(BlockHeader header, byte[] proof, Effects out) {
        if (header.height() <= epoch.finalized().height()) {
            return;
        }
        if (codec.decode(proof) instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate certificate))
                && certificate.block().equals(header.hash())) {
            certificates.add(certificate);
        }
        tip.advanced(header, out);
        if (epoch.view() <= epoch.floorView()) {
            enter(epoch.floorView() + 1, out);
        }
        tip.tryFinalize(out);
        tip.review(Optional.empty(), out);
        round.reconsider(out);
    }

    // ---- certificates

    /** Acts on certificates until none is new; called at the end of every turn. */
    void drain(Effects out) {
        Tally.Fresh next;
        while (!epoch.isStopped() && (next = tally.next()) != null) {
            settle(next.certificate(), next.from(), out);
        }
    }

    /** To be called once at the end of every turn. */
    void endTurn(Effects out) {
        epoch.log.compactIfDue(out);
    }

    private void settle(Certificate certificate, Optional<PeerId> from, Effects out) {
        switch (certificates.add(certificate)) {
            case KNOWN, BELOW_FLOOR -> {
                return;
            }
            case CONTRADICTION -> {
                // Durable although nothing follows from it: it is what names the guilty.
                out.persist(codec.encode(new Message.Certified(certificate)));
                epoch.halt("C-53 two quorums contradict each other in view " + certificate.view(), out);
                return;
            }
            case NEW -> epoch.log.note(certificate);
        }
        long at = certificate.view();
        if (certificate.votes().stream().anyMatch(vote -> epoch.isStrange(vote, out))) {
            return;
        }
        tally.learn(certificate, out);
        if (electorate.votes() && at + 2 >= epoch.view()) {
            out.broadcast(codec.encode(new Message.Certified(certificate)));
        }
        switch (certificate.ballot()) {
            case NOTARIZE -> {
                if (certificates.certifying(certificate.block()).orElse(at) == at) {
                    out.trace(TracePoint.NOTARIZED, at, certificate.block());
                }
                certified(certificate, from, out);
                round.voteFinalize(certificate, out);
            }
            case FINALIZE -> certified(certificate, from, out);
            case NULLIFY -> out.trace(TracePoint.NULLIFIED, at, Hash.ZERO);
            case PROPOSE, BUILD -> throw new IllegalStateException("no such certificate");
        }
        if (epoch.isStopped()) {
            return;
        }
        if (at >= epoch.view()) {
            words.viewEnded();
            round.ended(at, certificate.ballot() == Ballot.NULLIFY, out);
        } else {
            round.reconsider(out);
        }
    }

    /** A quorum stands behind this block: it becomes the head once it is valid, and we must get it. */
    private void certified(Certificate certificate, Optional<PeerId> from, Effects out) {
        if (epoch.tree.isInvalid(certificate.block())) {
            epoch.disagree(certificate.block(), out);
            return;
        }
        tip.lead(certificate.block(), out);
        tip.tryFinalize(out);
        tip.review(from, out);
    }

    // ---- questions

    /** What the next epoch needs of this one, which is over. */
    Carried carried() {
        return new Carried(
                epoch.activity.until(epoch.view()),
                tip.pendingGas(),
                round.requests(),
                epoch.log.later(),
                finalProof(),
                epoch.log.size());
    }

    boolean isHalted() {
        return epoch.isHalted();
    }

    boolean isOver() {
        return epoch.isOver();
    }

    PublicKey leader() {
        return electorate.committee().member(electorate.leader(epoch.view())).key();
    }

    Span span() {
        return epoch.span;
    }

    long view() {
        return epoch.view();
    }

    MessageCodec codec() {
        return codec;
    }

    BlockHeader finalized() {
        return epoch.finalized();
    }

    boolean isCertified(BlockHeader header) {
        return certificates.certifying(header.hash()).isPresent();
    }

    /** The certificate that made {@link #finalized} final, as a message; none where it is of an earlier epoch. */
    Optional<byte[]> finalProof() {
        return certificates
                .highestFinalized()
                .filter(proof -> proof.block().equals(epoch.finalized().hash()))
                .map(proof -> codec.encode(new Message.Certified(proof)));
    }
}
