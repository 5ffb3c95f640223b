package io.gradchain.consensus.dpos;

import io.gradchain.consensus.dpos.BlockTree.Node;
import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What peers say: judged, held until it can be used, asked for when it is missing, and answered (C-207, C-245). */
final class Intake {
    static final String SYNC_TIMER = "sync";
    private static final long SYNC_RETRY_MILLIS = 2_000;
    private static final int REPLY_BYTES = 900 * 1024;
    /** More of a long gap is asked for once fewer blocks than this wait. */
    private static final int ROOM = 32;

    private final Replica replica;
    private final BlockTree tree;
    private final Eras eras;
    private final Admission admission;
    private final MessageCodec codec;
    private final ChainView chain;
    private final boolean solid;
    private final Waiting waiting = new Waiting();
    private final Fetcher fetcher;
    private boolean syncing;

    Intake(
            Replica replica,
            Eras eras,
            Admission admission,
            MessageCodec codec,
            Parameters parameters,
            ChainView chain) {
        this.replica = replica;
        this.tree = replica.tree();
        this.eras = eras;
        this.admission = admission;
        this.codec = codec;
        this.chain = chain;
        this.solid = parameters.solid();
        this.fetcher = new Fetcher(codec, parameters.slotMillis(), this::locator);
    }

    void receive(PeerId from, byte[] bytes, Effects out) {
        switch (codec.decode(bytes)) {
            case MessageCodec.Decoded.Malformed malformed ->
                out.penalise(from, Penalty.MALFORMED.reason() + ": " + malformed.reason());
            case MessageCodec.Decoded.Foreign foreign -> {}
            case MessageCodec.Decoded.Read(Message message) -> {
                fetcher.heardFrom(from);
                dispatch(from, message, out);
            }
        }
    }

    private void dispatch(PeerId from, Message message, Effects out) {
        switch (message) {
            case Message.Proposal proposal -> {
                Hash hash = proposal.block().hash();
                offer(new Waiting.Entry(proposal, from, fetcher.wants(hash)), out);
            }
            case Message.Cast cast when replica.isStrange(cast.epoch(), cast.vote(), out) -> {}
            case Message.Cast cast ->
                replica.tally().count(cast, replica.slot(), out).ifPresent(penalty -> penalise(from, penalty, out));
            case Message.Certified certified -> onCertificate(certified, from, out);
            case Message.CertificateRequest request ->
                replica.certificates()
                        .find(request.block())
                        .ifPresent(certified -> out.send(from, codec.encode(certified)));
            case Message.BlockRequest request -> serve(request, from, out);
            case Message.Blocks blocks -> onBlocks(blocks, from, out);
            case Message.Finalized finalized -> onFinalized(finalized, from, out);
        }
    }

    // ---- blocks

    private void offer(Waiting.Entry entry, Effects out) {
        Optional<Seal> seal = Seal.of(entry.proposal().block().header());
        if (seal.isPresent()
                && replica.isStrange(seal.get().epoch(), entry.proposal().vote(), out)) {
            return;
        }
        Hash hash = entry.hash();
        PeerId from = entry.from();
        boolean news = waiting.find(hash).isEmpty();
        switch (admission.judge(
                entry, replica.slot(), evidence -> replica.tally().blame(evidence, out))) {
            case Admission.Verdict.Refused(Penalty penalty) -> {
                waiting.remove(hash);
                penalise(from, penalty, out);
            }
            case Admission.Verdict.Needless needless -> {
                waiting.remove(hash);
                fetcher.arrived(hash);
            }
            case Admission.Verdict.Early early -> hold(entry);
            case Admission.Verdict.Orphan(Hash parent) -> {
                hold(entry);
                missing(parent).ifPresent(block -> fetcher.block(block, Optional.of(from), out));
            }
            case Admission.Verdict.Unproven(Hash justify) -> {
                hold(entry);
                fetcher.certificate(justify, Optional.of(from), out);
            }
            case Admission.Verdict.Sound(Era era, Optional<Certificate> certificate) -> {
                waiting.remove(hash);
                fetcher.arrived(hash);
                certificate.ifPresent(justify -> replica.tally().certified(era.epoch(), justify));
                if (news) {
                    Vote vote = entry.proposal().vote();
                    out.heard(era.electorate().committee().member(vote.signer()).key(), vote.view());
                    out.trace(TracePoint.RECEIVED, vote.view(), hash);
                }
                replica.admit(entry.proposal(), out);
            }
        }
    }

    private void hold(Waiting.Entry entry) {
        waiting.put(entry);
        fetcher.arrived(entry.hash());
    }

    /** The first ancestor nothing is known of, from {@code hash} downwards. */
    private Optional<Hash> missing(Hash hash) {
        Hash next = hash;
        while (!tree.contains(next)) {
            Optional<Waiting.Entry> held = waiting.find(next);
            if (held.isEmpty()) {
                return Optional.of(next);
            }
            next = held.get().parent();
        }
        return Optional.empty();
    }

    private void onBlocks(Message.Blocks blocks, PeerId from, Effects out) {
        if (!fetcher.wants(blocks.wanted()) || blocks.proposals().isEmpty()) {
            return;
        }
        for (Message.Proposal proposal : blocks.proposals()) {
            offer(new Waiting.Entry(proposal, from, true), out);
        }
        fetcher.reached(blocks.wanted(), blocks.proposals().getLast().block().hash(), from);
    }

    /** Looks again at what waits, as after a check, a certificate or a new slot. */
    void review(Effects out) {
        waiting.all().forEach(entry -> offer(entry, out));
        if (waiting.all().size() < ROOM) {
            fetcher.goOn(out);
        }
    }

    /** Blocks that quorums stand behind and nobody sent us. */
    void lack(List<Hash> blocks, Effects out) {
        for (Hash block : blocks) {
            missing(block).ifPresent(hash -> fetcher.block(hash, Optional.empty(), out));
        }
    }

    // ---- certificates and finality

    private void onCertificate(Message.Certified message, PeerId from, Effects out) {
        Certificate certificate = message.certificate();
        Optional<Era> era = eras.of(message.epoch());
        if (era.isEmpty()
                || replica.certificates().has(certificate.block())
                || certificate.view() < tree.finalized().seal().slot()) {
            return;
        }
        if (era.get().book().verify(certificate)) {
            fetcher.arrived(certificate.block());
            replica.tally().certified(message.epoch(), certificate);
        } else {
            penalise(from, Penalty.FORGED_CERTIFICATE, out);
        }
    }

    private void onFinalized(Message.Finalized message, PeerId from, Effects out) {
        BlockHeader header = message.header();
        if (header.height() <= tree.finalized().height()) {
            return;
        }
        Optional<FinalityProof> proof = FinalityProof.decode(message.proof());
        Optional<Era> era = proof.flatMap(FinalityProof::epoch).flatMap(eras::of);
        boolean proven = era.isPresent() && proof.get().proves(header, era.get().electorate());
        // In an epoch we do not know yet the claim cannot be judged here; sync will.
        if (!solid && (proof.isEmpty() || (era.isPresent() && !proven))) {
            penalise(from, Penalty.FALSE_FINALITY, out);
            return;
        }
        if (proven && tree.valid(header.hash()).isPresent()) {
            replica.tally().certified(era.get().epoch(), proof.get().lower());
            replica.tally().certified(era.get().epoch(), proof.get().upper());
        } else if (!syncing) {
            syncing = true;
            out.setTimer(SYNC_TIMER, SYNC_RETRY_MILLIS);
            out.fetch(header.height(), from);
        }
    }

    // ---- answers

    private void serve(Message.BlockRequest request, PeerId from, Effects out) {
        Set<Hash> known = new TreeSet<>(request.known());
        Optional<Node> node = tree.valid(request.block());
        if (node.isEmpty()) {
            if (!tree.contains(request.block()) && chain.header(request.block()).isPresent()) {
                finality().ifPresent(bytes -> out.send(from, bytes));
            }
            return;
        }
        List<Node> path = tree.chain(node.get(), known::contains);
        boolean connected =
                !path.isEmpty() && known.contains(path.getFirst().header().parent());
        List<Message.Proposal> reply = new ArrayList<>();
        int bytes = 0;
        for (Node next : path.subList(0, Math.min(path.size(), Message.MAX_BLOCKS))) {
            Optional<Message.Proposal> proposal = replica.own().proposal(next);
            if (!connected || proposal.isEmpty()) {
                finality().ifPresent(proof -> out.send(from, proof));
                return;
            }
            bytes += codec.encode(proposal.get()).length;
            if (!reply.isEmpty() && bytes > REPLY_BYTES) {
                break;
            }
            reply.add(proposal.get());
        }
        if (!reply.isEmpty()) {
            out.send(from, codec.encode(new Message.Blocks(request.block(), reply)));
        }
    }

    void greet(PeerId peer, Effects out) {
        fetcher.heardFrom(peer);
        finality().ifPresent(bytes -> out.send(peer, bytes));
        replica.own().words().forEach(bytes -> out.send(peer, bytes));
    }

    private Optional<byte[]> finality() {
        BlockHeader header = tree.finalized().header();
        return header.height() == 0
                ? Optional.empty()
                : Optional.of(codec.encode(new Message.Finalized(header, replica.finalityProof())));
    }

    /** Blocks of our own chain at growing distances from the head, and the final one. */
    private List<Hash> locator() {
        List<Node> chain = tree.chain(replica.head(), tree.finalized().hash()::equals);
        List<Hash> found = new ArrayList<>();
        int step = 1;
        for (int i = chain.size() - 1; i >= 0 && found.size() < Message.MAX_KNOWN - 2; i -= step) {
            found.add(chain.get(i).hash());
            step = found.size() > 4 ? step * 2 : 1;
        }
        found.add(tree.finalized().hash());
        return found;
    }

    // ---- timers

    void retry(Effects out) {
        fetcher.retry(out);
    }

    void syncAgain() {
        syncing = false;
    }

    private static void penalise(PeerId peer, Penalty penalty, Effects out) {
        out.penalise(peer, penalty.reason());
    }
}
