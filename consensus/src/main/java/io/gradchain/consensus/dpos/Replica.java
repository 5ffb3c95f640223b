package io.gradchain.consensus.dpos;

import io.gradchain.consensus.dpos.BlockTree.Node;
import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Evidence;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.consensus.voting.VoteBook;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known and promised: blocks, certificates, votes, the head and the final block (C-208…C-213). What peers say is
 * judged in {@link Intake}, when to produce is {@link Producer}'s.
 */
final class Replica {
    private final Parameters parameters;
    private final ChainView chain;
    private final Eras eras;
    private final VotingRules rules;
    private final SignFloor floor;
    private final VoteLog log;
    private final MessageCodec codec;
    private final OwnWords own;
    private final Certificates certificates = new Certificates();
    private final BlockTree tree;
    private final Tally tally;
    private Node head;
    private byte[] proof;
    private long slot;
    private boolean progressed;
    private boolean news = true;
    private boolean halted;

    Replica(Parameters parameters, Eras eras, VotingRules rules, SignFloor floor, ChainView chain, long incarnation) {
        this.parameters = parameters;
        this.chain = chain;
        this.eras = eras;
        this.rules = rules;
        this.floor = floor;
        this.log = new VoteLog(incarnation);
        this.codec = new MessageCodec(incarnation);
        this.tree = new BlockTree(chain);
        this.tally = new Tally(eras, certificates, tree);
        this.own = new OwnWords(tree, chain, certificates, log, codec);
        this.head = tree.finalized();
        this.proof = chain.finalizedProof();
    }

    /** Puts back what an earlier run made durable (C-224, C-225). */
    void recover(List<byte[]> records, Effects out) {
        if (!start(tree.finalized(), proof, out)) {
            return;
        }
        for (int i = 0; i < records.size(); i++) {
            switch (log.restore(records.get(i))) {
                case LogRecord.Voted voted -> {
                    rules.voted(voted.vote().view(), new Rank(voted.epoch(), voted.justifySlot()));
                    own.voted(new Message.Cast(voted.epoch(), voted.vote()));
                }
                case LogRecord.Proposed proposed -> restore(proposed, out);
                case LogRecord.Proven proven -> certificates.add(proven.epoch(), proven.certificate());
                case LogRecord.Other other -> {}
                case LogRecord.Unreadable(String reason) -> {
                    halt("C-251 vote log record " + i + " cannot be read: " + reason, out);
                    return;
                }
            }
        }
        for (Node node : tree.descendants(tree.finalized())) {
            tryFinalize(node, out);
        }
        own.vote()
                .ifPresent(cast ->
                        eras.of(cast.epoch()).ifPresent(era -> era.book().add(cast.vote(), true)));
        log.prune(finalSlot());
        chooseHead(out);
        own.words().forEach(out::broadcast);
    }

    /** Begins with a final block; false when its epoch cannot be known. */
    private boolean start(Node node, byte[] itsProof, Effects out) {
        Optional<BlockHeader> root = tree.header(node.seal().root());
        if (root.isEmpty()) {
            halt("C-252 the block at the root of epoch " + node.seal().epoch() + " is missing", out);
            return false;
        }
        eras.open(node.seal().epoch(), root.get(), chain);
        proof = itsProof;
        FinalityProof.decode(itsProof).ifPresent(known -> {
            long epoch = known.epoch().orElseThrow();
            certificates.add(epoch, known.lower());
            certificates.add(epoch, known.upper());
        });
        rules.finalized(node.seal().rank());
        floor.finalized(0, node.seal().slot());
        opened(node, out);
        return true;
    }

    private void restore(LogRecord.Proposed proposed, Effects out) {
        Vote vote = proposed.vote();
        Optional<Era> era = eras.of(proposed.epoch());
        if (proposed.own()) {
            rules.proposed(vote.view());
            own.produced(vote.block());
        }
        era.ifPresent(known -> known.book().add(vote, true));
        Optional<Block> block = chain.block(vote.block());
        if (block.isPresent() && tree.valid(block.get().header().parent()).isPresent()) {
            own.isKept(vote.block());
            opened(tree.add(block.get(), vote, true), out);
        }
    }

    /** A block that may be executed; it counts once it was. */
    void admit(Message.Proposal proposal, Effects out) {
        tree.add(proposal.block(), proposal.vote(), false);
        out.checkBlock(proposal.block());
    }

    /** A block of ours: its signature is a promise like a vote, and as durable before it is sent. */
    void propose(Era era, Block block, Effects out) {
        Seal seal = Seal.of(block.header()).orElseThrow();
        Vote vote = era.electorate().sign(Ballot.PROPOSE, seal.slot(), block.hash());
        rules.proposed(seal.slot());
        era.book().add(vote, true);
        Node node = tree.add(block, vote, true);
        own.produced(block.hash());
        own.keep(node, out);
        sign(seal.epoch(), vote, out);
        out.broadcast(codec.encode(own.proposal(node).orElseThrow()));
        out.trace(TracePoint.PROPOSED, seal.slot(), block.hash());
        accepted(node, out);
    }

    private void sign(long epoch, Vote vote, Effects out) {
        SignMark mark = eras.mark(epoch, vote);
        floor.signed(mark);
        out.mark(mark);
    }

    /** Stops where a vote of ours, which may not be genuine yet, was made by another node. */
    boolean isStrange(long epoch, Vote vote, Effects out) {
        Optional<Era> era = eras.of(epoch)
                .filter(known -> vote.signer() == known.electorate().self());
        boolean strange = era.isPresent()
                && (floor.isStrange(eras.mark(epoch, vote))
                        || (floor.isWatchful() && era.get().book().contradicts(vote)))
                && era.get().electorate().verify(vote);
        if (strange && !halted) {
            halted = true;
            out.ownKeyHeard(vote.ballot() + " in epoch " + epoch + ", slot " + vote.view());
        }
        return strange;
    }

    /** What was kept silent about may be said now. */
    void speak(Effects out) {
        chooseHead(out);
    }

    /** The answer to a check. */
    void checked(Hash hash, Event.Verdict verdict, Effects out) {
        boolean valid = verdict instanceof Event.Verdict.Valid;
        Optional<Node> node = tree.checked(hash, verdict);
        if (node.isPresent() && valid) {
            accepted(node.get(), out);
        } else if (node.isPresent() && certificates.has(hash)) {
            disagree(hash, out);
        }
    }

    private void accepted(Node node, Effects out) {
        news = true;
        opened(node, out);
        tryFinalize(node, out);
        chooseHead(out);
    }

    /** Where the chain up to this block ends its epoch, the next one is known from here on. */
    private void opened(Node node, Effects out) {
        if (!Calendar.completes(node.header(), tree)) {
            return;
        }
        Optional<BlockHeader> root = tree.header(node.seal().end());
        long next = node.seal().epoch() + 1;
        if (root.isPresent() && eras.open(next, root.get(), chain)) {
            tally.epochBegan(slot, out);
        }
    }

    private void chooseHead(Effects out) {
        if (halted) {
            return;
        }
        Node best = tree.head(certificates::has);
        if (best != head) {
            head = best;
            out.setHead(best.hash());
        }
        if (parameters.solid()) {
            settle(out);
        } else {
            tryVote(out);
        }
    }

    // ---- votes

    /** V1 to V3 on the head; nothing else is ever voted for (C-209). */
    private void tryVote(Effects out) {
        Seal seal = head.seal();
        Optional<Era> era = eras.of(seal.epoch());
        if (head == tree.finalized()
                || era.isEmpty()
                || !era.get().electorate().votes()
                || !rules.mayVote(seal.slot(), seal.justified())) {
            return;
        }
        Vote vote = era.get().electorate().sign(Ballot.NOTARIZE, seal.slot(), head.hash());
        rules.voted(seal.slot(), seal.justified());
        own.keep(head, out);
        log.write(new LogRecord.Voted(seal.epoch(), seal.justifySlot(), vote), out);
        sign(seal.epoch(), vote, out);
        Message.Cast cast = new Message.Cast(seal.epoch(), vote);
        own.voted(cast);
        out.broadcast(codec.encode(cast));
        out.trace(TracePoint.VOTED, seal.slot(), head.hash());
        tally.count(cast, slot, out);
    }

    // ---- certificates and finality

    /**
     * Acts on certificates until none is new.
     *
     * @return blocks that quorums stand behind and we lack
     */
    List<Hash> drain(Effects out) {
        List<Hash> missing = new ArrayList<>();
        while (!halted && tally.hasFresh()) {
            Message.Certified next = tally.takeFresh();
            act(next.epoch(), next.certificate(), missing, out);
        }
        return missing;
    }

    private void act(long epoch, Certificate certificate, List<Hash> missing, Effects out) {
        Hash block = certificate.block();
        if (certificate.view() < finalSlot()) {
            return;
        }
        switch (certificates.add(epoch, certificate)) {
            case KNOWN -> {
                return;
            }
            case CONTRADICTION -> {
                halt("C-253 two quorums contradict each other in slot " + certificate.view(), out);
                return;
            }
            case NEW -> news = true;
        }
        log.note(epoch, certificate);
        progressed = true;
        eras.of(epoch).ifPresent(era -> {
            for (Vote vote : certificate.votes()) {
                if (isStrange(epoch, vote, out)) {
                    return;
                }
                if (era.book().add(vote, true) instanceof VoteBook.Outcome.Contradiction(Evidence evidence)) {
                    tally.blame(evidence, out);
                }
            }
        });
        out.trace(TracePoint.NOTARIZED, certificate.view(), block);
        if (tree.isInvalid(block)) {
            disagree(block, out);
        } else if (tree.valid(block).isPresent()) {
            tryFinalize(tree.valid(block).get(), out);
            chooseHead(out);
        } else if (!tree.contains(block)) {
            missing.add(block);
        }
    }

    /** C-213, C-232: the certified block and its parent, if their slots are consecutive and the one names the other. */
    private void tryFinalize(Node upper, Effects out) {
        Optional<Node> parent = tree.valid(upper.header().parent());
        if (halted
                || parent.isEmpty()
                || !certificates.has(upper.hash())
                || !Calendar.isTwoChain(parent.get().header(), upper.header())) {
            return;
        }
        Node lower = parent.get();
        Optional<Certificate> certificate = certificates.of(lower.hash());
        boolean above = Calendar.isAboveEnd(lower.header());
        Optional<Node> target = above ? tree.valid(lower.seal().end()) : Optional.of(lower);
        if (certificate.isEmpty()
                || target.isEmpty()
                || target.get().height() <= tree.finalized().height()) {
            return;
        }
        List<BlockHeader> headers = above ? List.of(lower.header(), upper.header()) : List.of(upper.header());
        Certificate top = certificates.of(upper.hash()).orElseThrow();
        finalize(target.get(), new FinalityProof(headers, certificate.get(), top).encoded(), out);
    }

    private void settle(Effects out) {
        Node floor = tree.finalized();
        Era era = eras.of(floor.seal().epoch()).orElseThrow();
        List<Node> above = tree.chain(head, floor.hash()::equals);
        long height = Solid.height(above, era.electorate().committee().size(), floor.height());
        above.stream()
                .filter(node -> node.height() == height)
                .findFirst()
                .ifPresent(node -> finalize(node, new byte[0], out));
    }

    private void finalize(Node target, byte[] itsProof, Effects out) {
        Node floor = tree.finalized();
        List<Node> newly = tree.chain(target, floor.hash()::equals);
        if (!newly.getFirst().header().parent().equals(floor.hash())) {
            halt("C-254 final block " + target.hash() + " does not extend final " + floor.hash(), out);
            return;
        }
        proof = itsProof;
        out.finalizeBlock(target.hash(), itsProof);
        newly.forEach(node -> out.trace(TracePoint.FINAL, node.seal().slot(), node.hash()));
        tree.raise(target);
        floorMoved();
    }

    private void floorMoved() {
        rules.finalized(tree.finalized().seal().rank());
        floor.finalized(0, finalSlot());
        certificates.prune(tree.lowestSlot());
        log.prune(finalSlot());
        own.prune();
        eras.prune(tree.finalized().seal().epoch(), finalSlot() - Tally.EVIDENCE_WINDOW);
    }

    /** Sync imported final blocks. */
    void advanced(BlockHeader header, byte[] itsProof, Effects out) {
        if (header.height() <= tree.finalized().height()) {
            return;
        }
        Hash hash = header.hash();
        tree.checked(hash, new Event.Verdict.Valid());
        tree.valid(hash).ifPresentOrElse(tree::raise, () -> tree.reset(header));
        news = true;
        if (start(tree.finalized(), itsProof, out)) {
            floorMoved();
            chooseHead(out);
        }
    }

    /** A new slot; true when nothing was certified since the last one, so that it is time to repeat ourselves. */
    boolean enter(long next, Effects out) {
        boolean stuck = !progressed;
        progressed = false;
        slot = next;
        news = true;
        out.trace(TracePoint.VIEW_ENTERED, next, head.hash());
        return stuck;
    }

    /** True when something happened that may concern what waits; forgets it. */
    boolean takeNews() {
        boolean found = !halted && (news || tally.hasFresh());
        news = false;
        return found;
    }

    void endTurn(Effects out) {
        log.compactIfDue(out);
    }

    private void disagree(Hash block, Effects out) {
        halt("C-255 a quorum certified block " + block + ", which is invalid for us, " + tree.fault(block), out);
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

    private long finalSlot() {
        return tree.finalized().seal().slot();
    }

    long slot() {
        return slot;
    }

    Node head() {
        return head;
    }

    BlockTree tree() {
        return tree;
    }

    OwnWords own() {
        return own;
    }

    Tally tally() {
        return tally;
    }

    Certificates certificates() {
        return certificates;
    }

    byte[] finalityProof() {
        return proof.clone();
    }
}
