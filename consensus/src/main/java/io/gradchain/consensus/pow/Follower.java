package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.ChainView;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event.Verdict;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;

/** Follows the chain of most work: headers first, bodies of a window of it, checks in order (C-111..C-116). */
final class Follower {
    /** Blocks below the head from which a header alone is kept, though it leads to no more work. */
    private static final int MARGIN = 16;
    /** Headers ahead of the checks beyond which no more are asked for. */
    private static final int AHEAD = 4 * Message.MAX_HEADERS;

    private final SealRules rules;
    private final MainChain main;
    private final Candidates candidates;
    private final Downloads downloads = new Downloads();
    private final HeadLog log;
    private final Depth depth;
    private Optional<Unfinished> unfinished = Optional.empty();

    /** A peer has headers above {@code last}. */
    private record Unfinished(PeerId peer, Hash last) {}

    Follower(SealRules rules, long confirmations, ChainView chain, MainChain main, HeadLog log) {
        this.rules = rules;
        this.main = main;
        this.log = log;
        candidates = new Candidates(chain);
        depth = new Depth(main, chain, confirmations);
    }

    /** Shows the head that was restored. */
    void start(Effects out) {
        out.setHead(main.hash());
        depth.start();
        out.broadcast(news());
    }

    private byte[] news() {
        return MessageCodec.encode(new Message.Head(main.head()));
    }

    void heardFrom(PeerId peer) {
        downloads.heardFrom(peer);
    }

    void onPeer(PeerId peer, Effects out) {
        downloads.heardFrom(peer);
        out.send(peer, news());
    }

    // ---- headers

    /** Headers somebody was asked for, or that come late. */
    void onAnswer(List<BlockHeader> headers, PeerId from, Effects out) {
        boolean whole = downloads.headersCame(from) && headers.size() == Message.MAX_HEADERS;
        hear(headers, from, whole, out);
        advance(out);
    }

    /** A header nobody asked for. */
    void onNews(List<BlockHeader> header, PeerId from, Effects out) {
        hear(header, from, false, out);
        advance(out);
    }

    /** A block nobody asked for. */
    void onAnnounce(Block block, PeerId from, Effects out) {
        hear(List.of(block.header()), from, false, out);
        onBody(block, from, out);
    }

    /** @param whole these are as many as an answer holds: there are more */
    private void hear(List<BlockHeader> headers, PeerId from, boolean whole, Effects out) {
        List<Hash> hashes = headers.stream().map(BlockHeader::hash).toList();
        for (int i = 1; i < hashes.size(); i++) {
            if (!headers.get(i).parent().equals(hashes.get(i - 1))) {
                penalise(from, Penalty.BROKEN_CHAIN, out);
                return;
            }
        }
        int known = 0;
        while (known < hashes.size() && candidates.header(hashes.get(known)).isPresent()) {
            known++;
        }
        List<BlockHeader> fresh = headers.subList(known, headers.size());
        if (!headers.isEmpty()
                && (fresh.isEmpty() || accept(fresh, hashes.subList(known, hashes.size()), from, whole, out))) {
            downloads.claimed(from, Seal.workOf(headers.getLast()));
            downloads.again(from, candidates.setAsideUpTo(hashes.getLast()), out);
            if (whole) {
                unfinished = Optional.of(new Unfinished(from, hashes.getLast()));
            }
        }
    }

    /** Judges headers of which the first is new; false when the peer is not to be believed, or to be asked first. */
    private boolean accept(List<BlockHeader> fresh, List<Hash> hashes, PeerId from, boolean whole, Effects out) {
        Hash parent = fresh.getFirst().parent();
        if (candidates.isCondemned(parent) || candidates.isCondemned(hashes.getFirst())) {
            penalise(from, Penalty.INVALID_BLOCK, out);
            return false;
        }
        if (candidates.header(parent).isEmpty()) {
            downloads.headers(from, main.locator(), out);
            return false;
        }
        SequencedMap<Hash, BlockHeader> batch = new TreeMap<>();
        Headers ancestors = hash -> Optional.ofNullable(batch.get(hash)).or(() -> candidates.header(hash));
        for (int i = 0; i < fresh.size(); i++) {
            if (!rules.verify(fresh.get(i), ancestors)) {
                penalise(from, Penalty.BAD_SEAL, out);
                return false;
            }
            batch.put(hashes.get(i), fresh.get(i));
        }
        if (whole || isUseful(fresh.getLast())) {
            if (!candidates.hasRoom(fresh.size())) {
                candidates.shrink(main.work());
            }
            if (candidates.hasRoom(fresh.size())) {
                for (int i = 0; i < fresh.size(); i++) {
                    candidates.add(new Candidate(fresh.get(i), hashes.get(i), from));
                }
            }
        }
        return true;
    }

    /** Leads to more work than we have, or stands near our head, where the next block may make it the better one. */
    private boolean isUseful(BlockHeader last) {
        return last.height() >= main.head().height() - MARGIN
                || Seal.workOf(last).compareTo(main.work()) > 0;
    }

    /** Goes on with a chain that did not fit one answer, unless the bodies are far behind it. */
    private void askForMore(Effects out) {
        boolean enough = candidates.bestWork().compareTo(main.work()) > 0 && candidates.pathLength() > AHEAD;
        if (unfinished.isPresent() && !enough) {
            SequencedSet<Hash> locator = main.locator();
            locator.addFirst(unfinished.get().last());
            downloads.headers(unfinished.get().peer(), locator, out);
            unfinished = Optional.empty();
        }
    }

    // ---- bodies

    void onBody(Block block, PeerId from, Effects out) {
        downloads.bodyCame(block.hash(), from);
        if (candidates.arrived(block)) {
            out.trace(TracePoint.RECEIVED, block.height(), block.hash());
        }
        advance(out);
    }

    /** Starts what checks can start, asks for what they need next. */
    private void advance(Effects out) {
        BigInteger work = main.work();
        for (Candidate node : candidates.due(work)) {
            node.beginCheck();
            node.body().ifPresent(out::checkBlock);
        }
        downloads.bodies(candidates.missing(work), candidates.bestWork(), out);
        askForMore(out);
    }

    void onChecked(Hash hash, Verdict verdict, Effects out) {
        Optional<Candidate> node = candidates.find(hash);
        if (node.isEmpty()) {
            return;
        }
        switch (verdict) {
            case Verdict.Valid valid -> {
                candidates.leave(node.get());
                adopt(node.get().header(), hash, out);
            }
            case Verdict.Invalid invalid -> {
                candidates.condemn(hash);
                penalise(node.get().source(), Penalty.INVALID_BLOCK, out);
            }
        }
        advance(out);
    }

    void onTimer(Effects out) {
        List<Candidate> missing = candidates.missing(main.work());
        downloads.retry(missing, candidates.bestWork(), main.locator(), out).forEach(candidates::setAside);
        advance(out);
    }

    // ---- the head

    /** A block of our own, sealed. */
    void mined(Block block, Effects out) {
        out.trace(TracePoint.PROPOSED, block.height(), block.hash());
        log.valid(block.hash());
        log.head(block.hash(), out);
        move(block.header(), out);
        out.broadcast(MessageCodec.encode(new Message.Announce(block)));
        advance(out);
    }

    /** A valid block becomes the head when it has more work than the head: of equals the first stays (C-100). */
    private void adopt(BlockHeader header, Hash hash, Effects out) {
        log.valid(hash);
        if (Seal.workOf(header).compareTo(main.work()) > 0) {
            boolean behind = candidates.bestWork().compareTo(Seal.workOf(header)) > 0;
            if (!behind || log.unsaved() >= Candidates.WINDOW) {
                log.head(hash, out);
            }
            move(header, out);
            if (!behind) {
                out.broadcast(news());
            }
        }
    }

    private void move(BlockHeader header, Effects out) {
        long common = main.move(header);
        out.setHead(main.hash());
        depth.onHead(common, out);
    }

    private static void penalise(PeerId from, Penalty penalty, Effects out) {
        out.penalise(from, penalty.reason());
    }
}
