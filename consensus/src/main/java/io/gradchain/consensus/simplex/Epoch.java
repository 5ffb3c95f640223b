package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.consensus.voting.VoteBook;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;

/** What the parts of a {@link Replica} share: who votes, what was said, and how far one has come. */
final class Epoch {
    /** Views below the finalized one for which contradictory votes are still noticed. */
    private static final int EVIDENCE_WINDOW = 16;

    final Span span;
    final Electorate electorate;
    final MessageCodec codec;
    final SignFloor floor;
    final VotingRules rules;
    final VoteBook book;
    final VoteLog log;
    final Activity activity;
    final Peers peers;
    final Fetcher fetcher;
    final Proposals proposals = new Proposals();
    final CertificateStore certificates;
    final BlockTree tree;

    private BlockHeader finalized;
    private long view;
    private boolean halted;

    /** @param finalized the root of the epoch, or a final block in it */
    Epoch(
            Span span,
            BlockHeader finalized,
            Electorate electorate,
            VotingRules rules,
            SignFloor floor,
            ChainView chain,
            Peers peers,
            long delta,
            Carried carried) {
        this.span = span;
        this.electorate = electorate;
        this.floor = floor;
        this.rules = new FlooredRules(rules, floor, span.epoch());
        this.peers = peers;
        this.finalized = finalized;
        codec = new MessageCodec(electorate.context());
        fetcher = new Fetcher(codec, peers, delta);
        book = new VoteBook(electorate);
        log = new VoteLog(codec, carried);
        activity = new Activity(electorate.committee(), carried.past());
        certificates = new CertificateStore(floorView(), finalized.hash());
        tree = new BlockTree(chain, span);
        floor.finalized(span.epoch(), floorView());
    }

    long view() {
        return view;
    }

    void enter(long next) {
        view = next;
        rules.enter(next);
    }

    BlockHeader finalized() {
        return finalized;
    }

    long floorView() {
        return span.viewOf(finalized);
    }

    /** The lowest view of which proposals and votes are still kept. */
    long evidenceFloor() {
        return Math.max(1, floorView() - EVIDENCE_WINDOW);
    }

    /** {@code header} is final: forgets what lies below it. */
    void raiseFloor(BlockHeader header) {
        finalized = header;
        long floor = floorView();
        this.floor.finalized(span.epoch(), floor);
        certificates.raiseFloor(floor, header.hash());
        rules.prune(floor);
        log.prune(floor);
        book.prune(evidenceFloor());
        proposals.prune(evidenceFloor());
        tree.prune(header.height());
        fetcher.noMoreBlocks();
    }

    /** The end block is final: what is left to do is the next epoch's. */
    boolean isOver() {
        return span.isEnd(finalized);
    }

    boolean isHalted() {
        return halted;
    }

    /** Nothing more is signed here. */
    boolean isStopped() {
        return halted || isOver();
    }

    void halt(String reason, Effects out) {
        if (!halted) {
            halted = true;
            out.halt(reason);
        }
    }

    SignMark mark(Vote vote) {
        return electorate.context().mark(vote, span.epoch());
    }

    /** Stops where a signature of ours, which may not be genuine yet, was made by another node. */
    boolean isStrange(Vote vote, Effects out) {
        boolean strange = vote.signer() == electorate.self() && floor.isStrange(mark(vote)) && electorate.verify(vote);
        if (strange) {
            ownKeyHeard(vote, out);
        }
        return strange;
    }

    void ownKeyHeard(Vote vote, Effects out) {
        if (!halted) {
            halted = true;
            out.ownKeyHeard(vote.ballot() + " in epoch " + span.epoch() + ", view " + vote.view());
        }
    }

    /** A quorum stands behind what is invalid for us. */
    void disagree(Hash block, Effects out) {
        halt("C-52 a quorum certified block " + block + ", which is invalid for us, " + tree.fault(block), out);
    }

    static void penalise(PeerId peer, Penalty penalty, Effects out) {
        out.penalise(peer, penalty.reason());
    }
}
