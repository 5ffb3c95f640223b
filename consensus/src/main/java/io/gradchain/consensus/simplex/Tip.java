package io.gradchain.consensus.simplex;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.consensus.voting.Certificate;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest blocks: which one is the head, which bodies are missing, what is final (C-19, C-45). */
final class Tip {
    /** Blocks between our final block and the newest final one beyond which the runtime's sync takes over. */
    static final int SHORT_GAP = 16;

    private static final long SYNC_RETRY_MILLIS = 2_000;

    private final Epoch epoch;
    private final SortedMap<Hash, Long> kept = new TreeMap<>();
    private Hash head;
    private long headView;
    private long pendingGas;

    Tip(Epoch epoch, long pendingGas) {
        this.epoch = epoch;
        this.pendingGas = pendingGas;
        head = epoch.finalized().hash();
        headView = epoch.floorView();
    }

    /** Gas of what waits to be executed on the head. */
    long pendingGas() {
        return pendingGas;
    }

    void pending(long gas) {
        pendingGas = gas;
    }

    /** The block becomes the head, if it is valid and no quorum of a later view stands behind another. */
    void lead(Hash block, Effects out) {
        long at = epoch.certificates.certifying(block).orElse(-1);
        if (at <= headView || epoch.tree.valid(block).isEmpty()) {
            return;
        }
        headView = at;
        if (!head.equals(block)) {
            head = block;
            pendingGas = 0;
            out.setHead(block);
        }
    }

    /** Sees to it that the highest blocks quorums stand behind get here and get checked. */
    void review(Optional<PeerId> from, Effects out) {
        if (epoch.isStopped()) {
            return;
        }
        CertificateStore certificates = epoch.certificates;
        Hash tip = certificates.certified(certificates.highestCertified()).orElseThrow();
        require(tip, from, out);
        certificates.highestFinalized().ifPresent(certificate -> require(certificate.block(), from, out));
        if (epoch.tree.isInvalid(tip)) {
            epoch.disagree(tip, out);
        }
    }

    /** Has the block checked, and what is missing for that fetched. */
    void require(Hash block, Optional<PeerId> from, Effects out) {
        epoch.tree.require(block, out).ifPresent(missing -> epoch.fetcher.block(missing, from, out));
    }

    /** Hands a long gap to the runtime's sync; true when it did. */
    boolean callSync(Optional<PeerId> from, Effects out) {
        Optional<Block> target = epoch.certificates.highestFinalized().flatMap(proof -> epoch.tree.find(proof.block()));
        if (target.isEmpty()
                || from.isEmpty()
                || target.get().height() <= epoch.finalized().height() + SHORT_GAP) {
            return false;
        }
        epoch.fetcher.noMoreBlocks();
        out.fetch(target.get().height(), from.get());
        out.setTimer(Fetcher.TIMER, SYNC_RETRY_MILLIS);
        return true;
    }

    /** The body is durable before its Notarize, and so are the ancestors it needs after a restart. */
    void keep(Hash block, Effects out) {
        Deque<Hash> chain = new ArrayDeque<>();
        Hash next = block;
        Optional<BlockHeader> header = epoch.tree.valid(next);
        while (header.isPresent() && header.get().height() > epoch.finalized().height() && !kept.containsKey(next)) {
            kept.put(next, header.get().height());
            chain.push(next);
            next = header.get().parent();
            header = epoch.tree.valid(next);
        }
        chain.forEach(out::persistBlock);
    }

    /** Finalizes the highest valid block with a proof, once what lies below it is valid too. */
    void tryFinalize(Effects out) {
        Optional<Certificate> proof = epoch.certificates.highestFinalized(
                block -> epoch.tree.valid(block).isPresent());
        Optional<BlockHeader> header = proof.flatMap(certificate -> epoch.tree.valid(certificate.block()));
        BlockHeader finalized = epoch.finalized();
        if (epoch.isStopped() || header.isEmpty() || header.get().height() <= finalized.height()) {
            return;
        }
        Deque<BlockHeader> chain = new ArrayDeque<>();
        for (BlockHeader next = header.get(); next.height() > finalized.height(); ) {
            chain.push(next);
            Optional<BlockHeader> parent = epoch.tree.valid(next.parent());
            if (parent.isEmpty() && next.height() > finalized.height() + 1) {
                return;
            }
            next = parent.orElse(finalized);
            if (next.height() == finalized.height() && !chain.peek().parent().equals(finalized.hash())) {
                epoch.halt(
                        "C-54 final block " + header.get().hash() + " does not extend final " + finalized.hash(), out);
                return;
            }
        }
        out.finalizeBlock(proof.get().block(), epoch.codec.encode(new Message.Certified(proof.get())));
        chain.forEach(block -> out.trace(TracePoint.FINAL, Seal.viewOf(block), block.hash()));
        raiseFloor(header.get());
    }

    /** Sync went ahead of us. */
    void advanced(BlockHeader header, Effects out) {
        raiseFloor(header);
        if (headView < epoch.floorView()) {
            headView = epoch.floorView();
            head = header.hash();
        }
        epoch.tree.startDue(out);
    }

    private void raiseFloor(BlockHeader header) {
        epoch.raiseFloor(header);
        kept.values().removeIf(height -> height <= header.height());
    }
}
