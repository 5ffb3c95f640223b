package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Ballot;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.consensus.voting.Electorate;
import io.gradchain.consensus.voting.Vote;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our part in the current view: proposing, voting, giving up (C-14..C-17). */
final class Round {
    private final Epoch epoch;
    private final Electorate electorate;
    private final Tally tally;
    private final Tip tip;
    private final Pacemaker pace;
    private final List<Message.Build> builds = new ArrayList<>();
    private Optional<Request> building = Optional.empty();
    private long requests;

    /** A payload asked for; the answers of earlier requests are ignored. */
    private record Request(long id, long view, Hash parent, Seal seal) {}

    /** @param requests the number of the last payload this engine asked for */
    Round(Epoch epoch, Parameters parameters, Tally tally, Tip tip, long requests) {
        this.epoch = epoch;
        this.requests = requests;
        this.tally = tally;
        this.tip = tip;
        electorate = epoch.electorate;
        pace = new Pacemaker(parameters);
    }

    /** A certificate ended a view: {@code nullify} when without a block. */
    void ended(long view, boolean nullify, Effects out) {
        if (nullify) {
            pace.nullified();
        } else {
            pace.notarized();
        }
        enter(view + 1, out);
    }

    void enter(long next, Effects out) {
        epoch.enter(next);
        building = Optional.empty();
        builds.removeIf(build -> build.view() < next);
        epoch.fetcher.noMoreCertificates();
        out.trace(TracePoint.VIEW_ENTERED, next, epoch.finalized().hash());
        if (!electorate.votes()) {
            return;
        }
        pace.enter(out);
        int leader = electorate.leader(next);
        boolean gaveUp = leader != electorate.self() && epoch.book.find(Ballot.NULLIFY, next, leader) != null;
        if (gaveUp || (leader != electorate.self() && epoch.activity.isSilent(leader, next))) {
            nullify(out);
        }
        if (tip.pendingGas() > 0
                || epoch.proposals.of(next).isPresent()
                || builds.stream().anyMatch(build -> build.view() == next)
                || electorate.committee().hasHonest(epoch.book.weight(Ballot.NULLIFY, next, Hash.ZERO))) {
            wake(out);
        }
        reconsider(out);
    }

    /** Something is due in this view. */
    void wake(Effects out) {
        if (!electorate.votes()) {
            return;
        }
        long view = epoch.view();
        pace.arm(out);
        if (epoch.proposals.of(view).isPresent()) {
            pace.proposalSeen(out);
        }
        builds.stream().filter(build -> build.view() == view).forEach(build -> pace.extend(build.gas()));
        tryPropose(out);
    }

    /** What may be signed can have become more. */
    void reconsider(Effects out) {
        if (!epoch.isStopped() && electorate.votes()) {
            tryVote(out);
            tryPropose(out);
        }
    }

    void onTimer(String timer, Effects out) {
        switch (timer) {
            case Pacemaker.LEADER -> {
                if (pace.leaderTimeout(out) && epoch.proposals.of(epoch.view()).isEmpty()) {
                    nullify(out);
                }
            }
            case Pacemaker.ADVANCE -> {
                if (pace.advanceTimeout(out)) {
                    nullify(out);
                }
            }
            case Pacemaker.RESEND -> pace.scheduleResend(out);
            case Pacemaker.IDLE -> wake(out);
            case Pacemaker.PACE -> {
                pace.paceEnded();
                tryPropose(out);
            }
            default -> throw new IllegalArgumentException("not our timer: " + timer);
        }
    }

    boolean knowsBuild(long view) {
        return builds.stream().anyMatch(known -> known.view() == view);
    }

    /** The leader's announcement, verified. */
    void announced(Message.Build build, Effects out) {
        builds.add(build);
        epoch.activity.saw(build.signer(), build.view());
        if (build.view() == epoch.view()) {
            wake(out);
        }
    }

    /** A Nullify was counted. */
    void heardNullify(Vote vote, Effects out) {
        if (vote.view() != epoch.view()) {
            return;
        }
        boolean leaderGaveUp = vote.signer() == electorate.leader(vote.view()) && vote.signer() != electorate.self();
        if (leaderGaveUp) {
            nullify(out);
        } else if (electorate.committee().hasHonest(epoch.book.weight(Ballot.NULLIFY, vote.view(), Hash.ZERO))) {
            wake(out);
        }
    }

    private void tryPropose(Effects out) {
        long view = epoch.view();
        if (epoch.isStopped()
                || !electorate.votes()
                || electorate.leader(view) != electorate.self()
                || !pace.isArmed()
                || pace.isPaced()
                || building.isPresent()
                || !epoch.rules.mayPropose(view)) {
            return;
        }
        long parentView = view - 1;
        while (epoch.certificates.certified(parentView).isEmpty()) {
            if (!epoch.certificates.isNullified(parentView)) {
                epoch.fetcher.certificates(parentView, epoch.floorView(), Optional.empty(), out);
                return;
            }
            parentView--;
        }
        Hash certified = epoch.certificates.certified(parentView).orElseThrow();
        Optional<BlockHeader> parent = epoch.tree.valid(certified);
        if (parent.isPresent() && epoch.span.isEnd(parent.get())) {
            propose(epoch.tree.find(certified).orElseThrow(), out);
        } else if (parent.isPresent()) {
            build(parent.get(), new Seal(view, parentView), out);
        }
    }

    private void build(BlockHeader parent, Seal seal, Effects out) {
        long gas = pace.gasBudget(tip.pendingGas());
        Hash parentHash = parent.hash();
        if (gas > pace.unannouncedGas()) {
            pace.extend(gas);
            Signature signature = electorate.sign(Ballot.BUILD, seal.view(), parentHash, gas);
            out.broadcast(
                    epoch.codec.encode(new Message.Build(seal.view(), parentHash, gas, electorate.self(), signature)));
        }
        building = Optional.of(new Request(++requests, seal.view(), parentHash, seal));
        // What arrives in the mempool until the block is built may go in: the block is empty only if that is.
        out.buildPayload(requests, parent, seal.encoded(), gas, false);
    }

    /** The answer to {@link Effects#buildPayload}: proposes it, if its view is not over. */
    void built(long request, Block block, Effects out) {
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
        if (asked.view() == epoch.view() && epoch.rules.mayPropose(asked.view())) {
            epoch.tree.addValid(block);
            out.trace(TracePoint.PROPOSED, asked.view(), block.hash());
            propose(block, out);
        }
    }

    private void propose(Block block, Effects out) {
        long view = epoch.view();
        epoch.proposals.put(view, new Proposals.Entry(block.header(), block.hash(), Optional.empty(), false));
        pace.proposalSeen(out);
        Vote vote = cast(Ballot.PROPOSE, view, block.hash(), out);
        tip.keep(block.hash(), out);
        out.broadcast(epoch.codec.encode(new Message.Propose(vote, block)));
        reconsider(out);
    }

    private void tryVote(Effects out) {
        long view = epoch.view();
        Optional<Proposals.Entry> proposal = epoch.proposals.of(view);
        if (proposal.isEmpty()) {
            return;
        }
        Hash hash = proposal.get().hash();
        if (proposal.get().misfit() || epoch.tree.isInvalid(hash)) {
            nullify(out);
            return;
        }
        Basis basis = Basis.of(proposal.get().header(), hash, view);
        switch (epoch.certificates.justify(view, basis)) {
            case Justification.Missing(long missing) ->
                epoch.fetcher.certificates(
                        missing, epoch.floorView(), proposal.get().from(), out);
            case Justification.Refuted refuted -> nullify(out);
            case Justification.Justified justified -> {
                tip.require(hash, proposal.get().from(), out);
                if (epoch.tree.isInvalid(hash)) {
                    nullify(out);
                } else if (epoch.tree.valid(hash).isPresent()
                        && epoch.rules.mayNotarize(view, basis, epoch.certificates)) {
                    Vote vote = cast(Ballot.NOTARIZE, view, hash, out);
                    tip.keep(hash, out);
                    out.broadcast(epoch.codec.encode(new Message.Cast(vote)));
                    if (basis instanceof Basis.Parent) {
                        out.trace(TracePoint.VOTED, view, hash);
                    }
                }
            }
        }
    }

    /** The number of the last payload asked for. */
    long requests() {
        return requests;
    }

    void voteFinalize(Certificate notarized, Effects out) {
        long at = notarized.view();
        if (!epoch.isStopped()
                && electorate.votes()
                && epoch.tree.valid(notarized.block()).isPresent()
                && epoch.rules.mayFinalize(at, epoch.proposals.isEquivocated(at))) {
            Vote vote = cast(Ballot.FINALIZE, at, notarized.block(), out);
            out.broadcast(epoch.codec.encode(new Message.Cast(vote)));
        }
    }

    private void nullify(Effects out) {
        if (electorate.votes() && epoch.rules.mayNullify(epoch.view())) {
            Vote vote = cast(Ballot.NULLIFY, epoch.view(), Hash.ZERO, out);
            out.broadcast(epoch.codec.encode(new Message.Cast(vote)));
            pace.scheduleResend(out);
        }
    }

    /** Signs, and has the signature durable before this turn sends anything (C-2). */
    private Vote cast(Ballot ballot, long at, Hash block, Effects out) {
        Vote vote = electorate.sign(ballot, at, block);
        epoch.rules.cast(vote);
        SignMark mark = epoch.mark(vote);
        epoch.floor.signed(mark);
        epoch.log.write(vote, out);
        out.mark(mark);
        if (tally.note(vote, Optional.empty(), out) == Tally.Noted.COUNTED && ballot == Ballot.NULLIFY) {
            heardNullify(vote, out);
        }
        return vote;
    }
}
