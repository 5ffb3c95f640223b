package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.consensus.voting.VoteBook;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The protocol of one epoch: views, votes, certificates, finality (C-14..C-19). Messages arrive decoded. It is one class
 * because its rules read and move the same few variables; what can be judged apart is judged in the classes it holds.
 */
final class Replica {
    /** Votes and proposals of at most this many views ahead are kept; certificates of any view are. */
    static final int LOOKAHEAD = 10;
    /** Views below the finalized one for which contradictory votes are still noticed. */
    private static final int EVIDENCE_WINDOW = 16;
    /** Blocks between our final block and the newest final one beyond which the runtime's sync takes over. */
    static final int SHORT_GAP = 16;

    private static final long SYNC_RETRY_MILLIS = 2_000;
    private static final int MAX_LAGGARDS = 256;

    private final Electorate electorate;
    private final MessageCodec codec;
    private final VotingRules rules;
    private final VoteBook book;
    private final VoteLog log;
    private final Activity activity;
    private final Pacemaker pace;
    private final Fetcher fetcher;
    private final Proposals proposals = new Proposals();
    private final CertificateStore certificates;
    private final BlockTree tree;
    private final Deque<Fresh> fresh = new ArrayDeque<>();
    private final Set<Vote> reported = new TreeSet<>((a, b) ->
            a.signer() != b.signer() ? a.signer() - b.signer() : a.ballot().compareTo(b.ballot()));
    private final Set<PeerId> laggards = new TreeSet<>();
    private final long chainId;
    private final long blockGasLimit;

    private BlockHeader finalized;
    private long view;
    private long headView;
    private long pendingGas;
    private long requests;
    private Optional<Request> building = Optional.empty();
    private final SortedMap<Hash, Long> kept = new TreeMap<>();
    private final List<Message.Build> builds = new ArrayList<>();
    private boolean halted;

    /** A verified certificate not yet acted upon; {@code from} is empty when we assembled it. */
    private record Fresh(Certificate certificate, Optional<PeerId> from) {}

    private record Request(long id, long view, Hash parent, Seal seal) {}

    Replica(Electorate electorate, Parameters parameters, VotingRules rules, ChainView chain) {
        this.electorate = electorate;
        this.rules = rules;
        codec = new MessageCodec(electorate.context());
        book = new VoteBook(electorate);
        log = new VoteLog(codec);
        activity = new Activity(electorate.committee());
        pace = new Pacemaker(parameters);
        fetcher = new Fetcher(codec, parameters.delta());
        finalized = chain.finalizedHeader();
        headView = Seal.viewOf(finalized);
        certificates = new CertificateStore(headView, finalized.hash());
        tree = new BlockTree(chain);
        chainId = electorate.context().chainId();
        blockGasLimit = parameters.blockGasLimit();
    }

    // ---- start

    /** Puts back what an earlier run made durable, then enters the first view nothing is known to close (C-25). */
    void recover(List<byte[]> records, byte[] finalizedProof, Effects out) {
        List<Vote> own = new ArrayList<>();
        if (codec.decode(finalizedProof) instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate proof))) {
            certificates.add(proof);
        }
        for (int i = 0; i < records.size(); i++) {
            byte[] record = records.get(i);
            switch (codec.decodeLogged(record)) {
                case MessageCodec.Logged.Own(Vote vote) -> {
                    log.restore(record, vote.view());
                    log.restoreVote(vote);
                    rules.cast(vote);
                    own.add(vote);
                }
                case MessageCodec.Logged.Proof(Certificate certificate) -> {
                    log.restore(record, certificate.view());
                    certificates.add(certificate);
                }
                case MessageCodec.Logged.Other other -> {}
                case MessageCodec.Logged.Unreadable(String reason) -> {
                    halt("C-51 vote log record " + i + " cannot be read: " + reason, out);
                    return;
                }
            }
        }
        long last = own.stream().mapToLong(Vote::view).max().orElse(1);
        for (Vote vote : own) {
            book.add(vote, true);
        }
        log.prune(Seal.viewOf(finalized));
        enter(Math.max(last, certificates.highestView() + 1), out);
        certificates
                .certified(certificates.highestCertified())
                .flatMap(tree::valid)
                .ifPresent(head -> newHead(head, out));
        tryFinalize(out);
        reviewTip(Optional.empty(), out);
        if (own.stream().anyMatch(vote -> vote.view() == view)) {
            wake(out);
        }
        log.votesFrom(Seal.viewOf(finalized)).forEach(vote -> repeat(vote).ifPresent(out::broadcast));
        drain(out);
    }

    // ---- messages

    void onProposal(Message.Propose message, PeerId from, Effects out) {
        Vote vote = message.vote();
        long at = vote.view();
        if (at > view + LOOKAHEAD || at < evidenceFloor()) {
            return;
        }
        if (vote.signer() != electorate.leader(at)) {
            penalise(from, Penalty.WRONG_LEADER, out);
            return;
        }
        Block block = message.block();
        if (!vote.block().equals(block.hash())) {
            penalise(from, Penalty.MISFIT_PROPOSAL, out);
            return;
        }
        if (proposals.of(at).isPresent() && book.holds(vote)) {
            return;
        }
        if (!note(vote, Optional.of(from), out) || proposals.of(at).isPresent()) {
            return;
        }
        BlockHeader header = block.header();
        boolean misfit = header.chainId() != chainId
                || !header.proposer().equals(electorate.address(vote.signer()))
                || Seal.of(header).filter(seal -> seal.view() == at).isEmpty();
        if (!misfit) {
            tree.add(block);
        }
        proposals.put(at, new Proposals.Entry(header, vote.block(), Optional.of(from), misfit));
        out.trace(TracePoint.RECEIVED, at, vote.block());
        if (at == view) {
            wake(out);
            reconsider(out);
        } else if (fetcher.arrived(vote.block())) {
            reviewTip(Optional.of(from), out);
        }
    }

    void onVote(Vote vote, PeerId from, Effects out) {
        long at = vote.view();
        if (at > view + LOOKAHEAD) {
            return;
        }
        if (vote.ballot() == Ballot.NULLIFY && at < view) {
            help(from, at, out);
        }
        if (at < evidenceFloor()) {
            return;
        }
        boolean decided = at <= Seal.viewOf(finalized) || certificates.has(vote.ballot(), at);
        if (decided && !book.contradicts(vote)) {
            if (vote.signer() < electorate.committee().size()
                    && activity.wantsSignOfLife(vote.signer(), view)
                    && electorate.verify(vote)) {
                activity.saw(vote.signer(), at);
            }
            return;
        }
        note(vote, Optional.of(from), out);
    }

    /** Whether such a certificate would tell us nothing new. */
    boolean knows(Ballot ballot, long at, Hash block) {
        boolean held = certificates.has(ballot, at)
                && (ballot == Ballot.NULLIFY
                        || certificates.certified(at).filter(block::equals).isPresent());
        return held || at < Seal.viewOf(finalized);
    }

    void onCertificate(Certificate certificate, PeerId from, Effects out) {
        if (knows(certificate.ballot(), certificate.view(), certificate.block())) {
            return;
        }
        if (book.verify(certificate)) {
            fresh.add(new Fresh(certificate, Optional.of(from)));
        } else {
            penalise(from, Penalty.FORGED_CERTIFICATE, out);
        }
    }

    void onBuild(Message.Build build, PeerId from, Effects out) {
        if (build.view() < view || build.view() > view + LOOKAHEAD) {
            return;
        }
        if (builds.stream().anyMatch(known -> known.view() == build.view())) {
            return;
        }
        if (build.signer() != electorate.leader(build.view())) {
            penalise(from, Penalty.WRONG_LEADER, out);
        } else if (build.gas() > blockGasLimit) {
            penalise(from, Penalty.EXCESSIVE_BUILD, out);
        } else if (!electorate.verify(
                build.signer(), Ballot.BUILD, build.view(), build.parent(), build.gas(), build.signature())) {
            penalise(from, Penalty.FORGED_VOTE, out);
        } else {
            builds.add(build);
            activity.saw(build.signer(), build.view());
            if (build.view() == view) {
                wake(out);
            }
        }
    }

    void onBlock(Block block, PeerId from, Effects out) {
        if (fetcher.arrived(block.hash())) {
            tree.add(block);
            if (!callSync(Optional.of(from), out)) {
                reviewTip(Optional.of(from), out);
            }
            reconsider(out);
        }
    }

    void onRequest(Message.CertificateRequest request, PeerId from, Effects out) {
        List<Certificate> found = certificates.range(request.first(), request.last());
        if (!found.isEmpty()) {
            out.send(from, codec.encode(new Message.Certificates(found)));
        }
    }

    void onRequest(Message.BlockRequest request, PeerId from, Effects out) {
        tree.find(request.block()).ifPresent(block -> out.send(from, codec.encode(new Message.BlockReply(block))));
    }

    // ---- the runtime

    void onTimer(String timer, Effects out) {
        switch (timer) {
            case Pacemaker.LEADER -> {
                if (pace.leaderTimeout(out) && proposals.of(view).isEmpty()) {
                    nullify(out);
                }
            }
            case Pacemaker.ADVANCE -> {
                if (pace.advanceTimeout(out)) {
                    nullify(out);
                }
            }
            case Pacemaker.RESEND -> {
                ownWords().forEach(out::broadcast);
                pace.scheduleResend(out);
            }
            case Pacemaker.IDLE -> wake(out);
            case Pacemaker.PACE -> {
                pace.paceEnded();
                tryPropose(out);
            }
            case Fetcher.TIMER -> {
                fetcher.retry(out);
                callSync(fetcher.nextPeer(), out);
            }
            default -> throw new IllegalArgumentException("not our timer: " + timer);
        }
    }

    void onPending(long gas, Effects out) {
        pendingGas = gas;
        if (gas > 0) {
            wake(out);
        }
    }

    void onPeer(PeerId peer, Effects out) {
        fetcher.heardFrom(peer);
        ownWords().forEach(bytes -> out.send(peer, bytes));
    }

    void onBuilt(long request, Block block, Effects out) {
        if (building.isEmpty() || building.get().id() != request) {
            return;
        }
        Request asked = building.get();
        building = Optional.empty();
        BlockHeader header = block.header();
        if (!header.parent().equals(asked.parent())
                || !Seal.of(header).equals(Optional.of(asked.seal()))
                || !header.proposer().equals(electorate.address(electorate.self()))) {
            throw new IllegalStateException("the runtime built another block than it was asked for");
        }
        if (asked.view() != view || !rules.mayPropose(view)) {
            return;
        }
        tree.addValid(block);
        proposals.put(view, new Proposals.Entry(header, block.hash(), Optional.empty(), false));
        pace.proposalSeen(out);
        Vote vote = cast(Ballot.PROPOSE, block.hash(), out);
        keep(block.hash(), out);
        out.broadcast(codec.encode(new Message.Propose(vote, block)));
        out.trace(TracePoint.PROPOSED, view, block.hash());
        reconsider(out);
    }

    void onChecked(Hash hash, Event.Verdict verdict, Effects out) {
        tree.checked(hash, verdict, out);
        Optional<BlockHeader> valid = tree.valid(hash);
        if (valid.isPresent()
                && certificates.certified(Seal.viewOf(valid.get())).equals(Optional.of(hash))) {
            newHead(valid.get(), out);
        }
        tryFinalize(out);
        reviewTip(Optional.empty(), out);
        reconsider(out);
    }

    void onAdvanced(BlockHeader header, byte[] proof, Effects out) {
        if (header.height() <= finalized.height()) {
            return;
        }
        if (codec.decode(proof) instanceof MessageCodec.Decoded.Read(Message.Certified(Certificate certificate))
                && certificate.block().equals(header.hash())) {
            certificates.add(certificate);
        }
        raiseFloor(header);
        headView = Math.max(headView, Seal.viewOf(header));
        tree.startDue(out);
        if (view <= Seal.viewOf(header)) {
            enter(Seal.viewOf(header) + 1, out);
        }
        tryFinalize(out);
        reviewTip(Optional.empty(), out);
        reconsider(out);
    }

    /** Acts on certificates until none is new; called at the end of every turn. */
    void drain(Effects out) {
        while (!halted && !fresh.isEmpty()) {
            Fresh next = fresh.poll();
            settle(next.certificate(), next.from(), out);
        }
        log.compactIfDue(out);
    }

    // ---- votes and certificates

    /** True when the vote is genuine and the first of its kind by its signer, or was known already. */
    private boolean note(Vote vote, Optional<PeerId> from, Effects out) {
        return switch (book.add(vote, from.isEmpty())) {
            case VoteBook.Outcome.Counted counted -> {
                counted(vote, out);
                yield true;
            }
            case VoteBook.Outcome.Duplicate duplicate -> true;
            case VoteBook.Outcome.Forged forged -> {
                from.ifPresent(peer -> penalise(peer, Penalty.FORGED_VOTE, out));
                yield false;
            }
            case VoteBook.Outcome.Contradiction(Evidence evidence) -> {
                blame(evidence, out);
                yield false;
            }
        };
    }

    private void counted(Vote vote, Effects out) {
        long at = vote.view();
        activity.saw(vote.signer(), at);
        if (vote.ballot() == Ballot.PROPOSE) {
            return;
        }
        long weight = book.weight(vote.ballot(), at, vote.block());
        if (electorate.committee().isQuorum(weight) && !certificates.has(vote.ballot(), at)) {
            Certificate certificate = Certificate.of(book.votes(vote.ballot(), at, vote.block()));
            fresh.add(new Fresh(certificate, Optional.empty()));
        }
        if (vote.ballot() == Ballot.NULLIFY && at == view) {
            boolean leaderGaveUp = vote.signer() == electorate.leader(at) && vote.signer() != electorate.self();
            if (leaderGaveUp) {
                nullify(out);
            } else if (electorate.committee().hasHonest(weight)) {
                wake(out);
            }
        }
    }

    private void blame(Evidence evidence, Effects out) {
        if (evidence.kind() == Evidence.Kind.DOUBLE_PROPOSE) {
            proposals.equivocated(evidence.first().view());
        }
        if (reported.add(evidence.second())) {
            out.reportFault(evidence.encoded());
        }
    }

    private void settle(Certificate certificate, Optional<PeerId> from, Effects out) {
        switch (certificates.add(certificate)) {
            case KNOWN, BELOW_FLOOR -> {
                return;
            }
            case CONTRADICTION -> {
                halt("C-53 two quorums contradict each other in view " + certificate.view(), out);
                return;
            }
            case NEW -> log.note(certificate);
        }
        long at = certificate.view();
        for (Vote vote : certificate.votes()) {
            activity.saw(vote.signer(), at);
            if (at >= evidenceFloor()
                    && book.add(vote, true) instanceof VoteBook.Outcome.Contradiction(Evidence evidence)) {
                blame(evidence, out);
            }
        }
        if (electorate.votes() && at + 2 >= view) {
            out.broadcast(codec.encode(new Message.Certified(certificate)));
        }
        switch (certificate.ballot()) {
            case NOTARIZE -> {
                out.trace(TracePoint.NOTARIZED, at, certificate.block());
                certified(certificate, from, out);
                voteFinalize(certificate, out);
            }
            case FINALIZE -> certified(certificate, from, out);
            case NULLIFY -> out.trace(TracePoint.NULLIFIED, at, Hash.ZERO);
            case PROPOSE, BUILD -> throw new IllegalStateException("no such certificate");
        }
        if (halted) {
            return;
        }
        if (at >= view) {
            if (certificate.ballot() == Ballot.NULLIFY) {
                pace.nullified();
            } else {
                pace.notarized();
            }
            enter(at + 1, out);
        } else {
            reconsider(out);
        }
    }

    /** A quorum stands behind this block: it becomes the head once it is valid, and we must get it. */
    private void certified(Certificate certificate, Optional<PeerId> from, Effects out) {
        if (tree.isInvalid(certificate.block())) {
            disagree(certificate.block(), out);
            return;
        }
        tree.valid(certificate.block()).ifPresent(header -> newHead(header, out));
        tryFinalize(out);
        reviewTip(from, out);
    }

    private void voteFinalize(Certificate notarized, Effects out) {
        long at = notarized.view();
        if (!halted
                && electorate.votes()
                && tree.valid(notarized.block()).isPresent()
                && rules.mayFinalize(at, proposals.isEquivocated(at))) {
            Vote vote = cast(Ballot.FINALIZE, at, notarized.block(), out);
            out.broadcast(codec.encode(new Message.Cast(vote)));
        }
    }

    // ---- views

    private void enter(long next, Effects out) {
        view = next;
        rules.enter(next);
        building = Optional.empty();
        laggards.clear();
        builds.removeIf(build -> build.view() < next);
        fetcher.noMoreCertificates();
        out.trace(TracePoint.VIEW_ENTERED, next, finalized.hash());
        if (!electorate.votes()) {
            return;
        }
        pace.enter(out);
        int leader = electorate.leader(next);
        boolean gaveUp = leader != electorate.self() && book.find(Ballot.NULLIFY, next, leader) != null;
        if (gaveUp || (leader != electorate.self() && activity.isSilent(leader, next))) {
            nullify(out);
        }
        if (pendingGas > 0
                || proposals.of(next).isPresent()
                || builds.stream().anyMatch(build -> build.view() == next)
                || electorate.committee().hasHonest(book.weight(Ballot.NULLIFY, next, Hash.ZERO))) {
            wake(out);
        }
        reconsider(out);
    }

    /** Something is due in this view. */
    private void wake(Effects out) {
        if (!electorate.votes()) {
            return;
        }
        pace.arm(out);
        if (proposals.of(view).isPresent()) {
            pace.proposalSeen(out);
        }
        builds.stream().filter(build -> build.view() == view).forEach(build -> pace.extend(build.gas()));
        tryPropose(out);
    }

    private void reconsider(Effects out) {
        if (!halted && electorate.votes()) {
            tryVote(out);
            tryPropose(out);
        }
    }

    private void tryPropose(Effects out) {
        if (halted
                || !electorate.votes()
                || electorate.leader(view) != electorate.self()
                || !pace.isArmed()
                || pace.isPaced()
                || building.isPresent()
                || !rules.mayPropose(view)) {
            return;
        }
        long parentView = view - 1;
        while (certificates.certified(parentView).isEmpty()) {
            if (!certificates.isNullified(parentView)) {
                fetcher.certificates(parentView, Seal.viewOf(finalized), Optional.empty(), out);
                return;
            }
            parentView--;
        }
        Optional<BlockHeader> parent =
                tree.valid(certificates.certified(parentView).orElseThrow());
        if (parent.isEmpty()) {
            return;
        }
        long gas = pace.gasBudget(pendingGas);
        Hash parentHash = parent.get().hash();
        if (gas > pace.unannouncedGas()) {
            pace.extend(gas);
            Signature signature = electorate.sign(Ballot.BUILD, view, parentHash, gas);
            out.broadcast(codec.encode(new Message.Build(view, parentHash, gas, electorate.self(), signature)));
        }
        Seal seal = new Seal(view, parentView);
        building = Optional.of(new Request(++requests, view, parentHash, seal));
        // What arrives in the mempool until the block is built may go in: the block is empty only if that is.
        out.buildPayload(requests, parent.get(), seal.encoded(), gas, false);
    }

    private void tryVote(Effects out) {
        Optional<Proposals.Entry> proposal = proposals.of(view);
        if (proposal.isEmpty()) {
            return;
        }
        BlockHeader header = proposal.get().header();
        Hash hash = proposal.get().hash();
        if (proposal.get().misfit() || tree.isInvalid(hash)) {
            nullify(out);
            return;
        }
        long parentView = Seal.of(header).orElseThrow().parentView();
        switch (certificates.justify(view, parentView, header.parent())) {
            case Justification.Missing(long missing) ->
                fetcher.certificates(
                        missing, Seal.viewOf(finalized), proposal.get().from(), out);
            case Justification.Refuted refuted -> nullify(out);
            case Justification.Justified justified -> {
                require(hash, proposal.get().from(), out);
                if (tree.isInvalid(hash)) {
                    nullify(out);
                } else if (tree.valid(hash).isPresent()
                        && rules.mayNotarize(view, parentView, header.parent(), certificates)) {
                    Vote vote = cast(Ballot.NOTARIZE, hash, out);
                    keep(hash, out);
                    out.broadcast(codec.encode(new Message.Cast(vote)));
                    out.trace(TracePoint.VOTED, view, hash);
                }
            }
        }
    }

    private void nullify(Effects out) {
        if (electorate.votes() && rules.mayNullify(view)) {
            Vote vote = cast(Ballot.NULLIFY, Hash.ZERO, out);
            out.broadcast(codec.encode(new Message.Cast(vote)));
            pace.scheduleResend(out);
        }
    }

    private Vote cast(Ballot ballot, Hash block, Effects out) {
        return cast(ballot, view, block, out);
    }

    /** Signs, and has the signature durable before this turn sends anything (C-2). */
    private Vote cast(Ballot ballot, long at, Hash block, Effects out) {
        Vote vote = electorate.sign(ballot, at, block);
        rules.cast(vote);
        log.write(vote, out);
        note(vote, Optional.empty(), out);
        return vote;
    }

    /** The body is durable before its Notarize, and so are the ancestors it needs after a restart. */
    private void keep(Hash block, Effects out) {
        Deque<Hash> chain = new ArrayDeque<>();
        Hash next = block;
        Optional<BlockHeader> header = tree.valid(next);
        while (header.isPresent() && header.get().height() > finalized.height() && !kept.containsKey(next)) {
            kept.put(next, header.get().height());
            chain.push(next);
            next = header.get().parent();
            header = tree.valid(next);
        }
        chain.forEach(out::persistBlock);
    }

    // ---- repetition

    /** What a peer that missed it needs to hear of us: certificates that lead here, and our own votes. */
    private List<byte[]> ownWords() {
        List<byte[]> words = new ArrayList<>();
        leadingHere().forEach(certificate -> words.add(codec.encode(new Message.Certified(certificate))));
        log.votesFrom(view - 1).forEach(vote -> repeat(vote).ifPresent(words::add));
        return words;
    }

    private List<Certificate> leadingHere() {
        List<Certificate> found = new ArrayList<>();
        certificates.highestFinalized().ifPresent(found::add);
        certificates.entry(view - 1).filter(entry -> !found.contains(entry)).ifPresent(found::add);
        return found;
    }

    private Optional<byte[]> repeat(Vote vote) {
        if (vote.ballot() != Ballot.PROPOSE) {
            return Optional.of(codec.encode(new Message.Cast(vote)));
        }
        return tree.find(vote.block()).map(block -> codec.encode(new Message.Propose(vote, block)));
    }

    /** A peer that gives up an old view twice did not hear how it ended. */
    private void help(PeerId from, long at, Effects out) {
        if (at < view - 1 || laggards.size() == MAX_LAGGARDS || !laggards.add(from)) {
            leadingHere().forEach(entry -> out.send(from, codec.encode(new Message.Certified(entry))));
        }
    }

    // ---- blocks

    private void newHead(BlockHeader header, Effects out) {
        if (Seal.viewOf(header) > headView) {
            headView = Seal.viewOf(header);
            pendingGas = 0;
            out.setHead(header.hash());
        }
    }

    /** Sees to it that the highest blocks quorums stand behind get here and get checked. */
    private void reviewTip(Optional<PeerId> from, Effects out) {
        Hash tip = certificates.certified(certificates.highestCertified()).orElseThrow();
        require(tip, from, out);
        certificates.highestFinalized().ifPresent(certificate -> require(certificate.block(), from, out));
        if (tree.isInvalid(tip)) {
            disagree(tip, out);
        }
    }

    private void require(Hash block, Optional<PeerId> from, Effects out) {
        tree.require(block, out).ifPresent(missing -> fetcher.block(missing, from, out));
    }

    private void tryFinalize(Effects out) {
        Optional<Certificate> proof =
                certificates.highestFinalized(block -> tree.valid(block).isPresent());
        Optional<BlockHeader> header = proof.flatMap(certificate -> tree.valid(certificate.block()));
        if (halted || header.isEmpty() || header.get().height() <= finalized.height()) {
            return;
        }
        Deque<BlockHeader> chain = new ArrayDeque<>();
        for (BlockHeader next = header.get(); next.height() > finalized.height(); ) {
            chain.push(next);
            Optional<BlockHeader> parent = tree.valid(next.parent());
            if (parent.isEmpty() && next.height() > finalized.height() + 1) {
                return;
            }
            next = parent.orElse(finalized);
            if (next.height() == finalized.height() && !chain.peek().parent().equals(finalized.hash())) {
                halt("C-54 final block " + header.get().hash() + " does not extend final " + finalized.hash(), out);
                return;
            }
        }
        out.finalizeBlock(proof.get().block(), codec.encode(new Message.Certified(proof.get())));
        chain.forEach(block -> out.trace(TracePoint.FINAL, Seal.viewOf(block), block.hash()));
        raiseFloor(header.get());
    }

    private void raiseFloor(BlockHeader header) {
        finalized = header;
        long floor = Seal.viewOf(header);
        certificates.raiseFloor(floor, header.hash());
        rules.prune(floor);
        log.prune(floor);
        book.prune(evidenceFloor());
        proposals.prune(evidenceFloor());
        tree.prune(header.height());
        kept.values().removeIf(height -> height <= header.height());
        fetcher.noMoreBlocks();
    }

    /** Hands a long gap to the runtime's sync; true when it did. */
    private boolean callSync(Optional<PeerId> from, Effects out) {
        Optional<Block> target = certificates.highestFinalized().flatMap(proof -> tree.find(proof.block()));
        if (target.isEmpty() || from.isEmpty() || target.get().height() <= finalized.height() + SHORT_GAP) {
            return false;
        }
        fetcher.noMoreBlocks();
        out.fetch(target.get().height(), from.get());
        out.setTimer(Fetcher.TIMER, SYNC_RETRY_MILLIS);
        return true;
    }

    // ---- ends

    private long evidenceFloor() {
        return Math.max(1, Seal.viewOf(finalized) - EVIDENCE_WINDOW);
    }

    private void penalise(PeerId peer, Penalty penalty, Effects out) {
        out.penalise(peer, penalty.reason());
    }

    private void disagree(Hash block, Effects out) {
        halt("C-52 a quorum certified block " + block + ", which is invalid for us", out);
    }

    private void halt(String reason, Effects out) {
        if (!halted) {
            halted = true;
            out.halt(reason);
        }
    }

    boolean isHalted() {
        return halted;
    }

    long view() {
        return view;
    }

    void heardFrom(PeerId peer) {
        fetcher.heardFrom(peer);
    }

    MessageCodec codec() {
        return codec;
    }

    BlockHeader finalized() {
        return finalized;
    }

    boolean isCertified(BlockHeader header) {
        return certificates.certified(Seal.viewOf(header)).equals(Optional.of(header.hash()));
    }

    Optional<Certificate> finalProof() {
        return certificates.highestFinalized();
    }
}
