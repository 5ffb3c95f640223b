package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was asked of whom (C-112). Bodies are asked of several peers at once, first of those that showed a header of as much
 * work; a peer that does not answer loses that trust, and another is asked. One that first showed the header of what it
 * does not give is trusted again only when it gives something.
 */
final class Downloads {
    static final String TIMER = "fetch";
    private static final long RETRY_MILLIS = 2_000;
    private static final int MAX_PEERS = 64;
    private static final int BODIES_A_PEER = 8;
    private static final int MAX_TRIES = 8;
    private static final int HEADER_TRIES = 3;

    private final List<PeerId> peers = new ArrayList<>();
    private final SequencedMap<PeerId, BigInteger> claims = new TreeMap<>();
    private final Set<PeerId> owing = new TreeSet<>();
    private final SequencedMap<Hash, Ask> bodies = new TreeMap<>();
    private final SequencedMap<PeerId, Ask> headers = new TreeMap<>();
    private boolean ticking;
    private int next;

    /** @param late a whole period of the timer has passed since it was sent */
    private record Ask(PeerId peer, int tries, boolean late) {
        Ask later() {
            return new Ask(peer, tries, true);
        }
    }

    /** A peer is there: it may be asked. */
    void heardFrom(PeerId peer) {
        if (!peers.contains(peer)) {
            if (peers.size() == MAX_PEERS) {
                PeerId first = peers.removeFirst();
                claims.remove(first);
                owing.remove(first);
            }
            peers.add(peer);
        }
    }

    /** A peer showed a right header of that work. */
    void claimed(PeerId peer, BigInteger work) {
        if (peers.contains(peer) && !owing.contains(peer)) {
            claims.merge(peer, work, BigInteger::max);
        }
    }

    // ---- headers

    /** Asks for headers, unless that peer owes an answer already. */
    void headers(PeerId peer, SequencedSet<Hash> locator, Effects out) {
        headers(peer, locator, 1, out);
    }

    private void headers(PeerId peer, SequencedSet<Hash> locator, int tries, Effects out) {
        if (headers.size() < MAX_PEERS && headers.putIfAbsent(peer, new Ask(peer, tries, false)) == null) {
            List<Hash> hashes = locator.stream().limit(Message.MAX_LOCATOR).toList();
            out.send(peer, MessageCodec.encode(new Message.HeadersRequest(hashes)));
            tick(out);
        }
    }

    /** True when the peer had been asked. */
    boolean headersCame(PeerId peer) {
        return headers.remove(peer) != null;
    }

    // ---- bodies

    void bodyCame(Hash block, PeerId from) {
        if (bodies.remove(block) != null) {
            owing.remove(from);
        }
    }

    /**
     * Asks for those bodies that nobody owes us yet.
     *
     * @param work of the chain they belong to: who showed as much is likely to be on it
     */
    void bodies(List<Candidate> missing, BigInteger work, Effects out) {
        SequencedMap<PeerId, List<Hash>> requests = new TreeMap<>();
        for (Candidate node : missing) {
            if (!bodies.containsKey(node.hash())) {
                assign(node.hash(), work, Optional.empty(), 1, requests);
            }
        }
        send(requests, out);
    }

    /**
     * The peer speaks of blocks that were set aside: it alone is asked, and they stay aside until they come. Were they
     * waited for, one that shows ever new headers and no body would keep us from all other branches.
     */
    void again(PeerId peer, SequencedSet<Hash> blocks, Effects out) {
        SequencedMap<PeerId, List<Hash>> requests = new TreeMap<>();
        for (Hash block : blocks) {
            if (!bodies.containsKey(block) && load(peer) < BODIES_A_PEER) {
                ask(block, peer, 1, requests);
            }
        }
        send(requests, out);
    }

    private void assign(
            Hash block,
            BigInteger work,
            Optional<PeerId> except,
            int tries,
            SequencedMap<PeerId, List<Hash>> requests) {
        choose(work, except).ifPresent(peer -> ask(block, peer, tries, requests));
    }

    private void ask(Hash block, PeerId peer, int tries, SequencedMap<PeerId, List<Hash>> requests) {
        bodies.put(block, new Ask(peer, tries, false));
        requests.computeIfAbsent(peer, p -> new ArrayList<>()).add(block);
    }

    private void send(SequencedMap<PeerId, List<Hash>> requests, Effects out) {
        requests.forEach((peer, hashes) -> out.send(peer, MessageCodec.encode(new Message.BodiesRequest(hashes))));
        if (!requests.isEmpty()) {
            tick(out);
        }
    }

    /** One that claims that much, else any; none while those that claim it are busy. */
    private Optional<PeerId> choose(BigInteger work, Optional<PeerId> except) {
        Optional<PeerId> trusted = inTurn(except, work);
        if (trusted.isPresent()) {
            return trusted;
        }
        if (except.isEmpty() && claims.values().stream().anyMatch(claim -> claim.compareTo(work) >= 0)) {
            return Optional.empty();
        }
        Optional<PeerId> other = inTurn(except, BigInteger.ZERO);
        return other.isPresent() ? other : except;
    }

    /** The next peer in turn with time for us and a claim of at least {@code work}. */
    private Optional<PeerId> inTurn(Optional<PeerId> except, BigInteger work) {
        for (int i = 0; i < peers.size(); i++) {
            PeerId peer = peers.get((next + i) % peers.size());
            if (except.filter(peer::equals).isEmpty()
                    && load(peer) < BODIES_A_PEER
                    && claims.getOrDefault(peer, BigInteger.ZERO).compareTo(work) >= 0) {
                next = (next + i + 1) % peers.size();
                return Optional.of(peer);
            }
        }
        return Optional.empty();
    }

    private long load(PeerId peer) {
        return bodies.values().stream().filter(ask -> ask.peer().equals(peer)).count();
    }

    // ---- time

    private void tick(Effects out) {
        if (!ticking) {
            ticking = true;
            out.setTimer(TIMER, RETRY_MILLIS);
        }
    }

    /**
     * The timer fired: what is late is asked of somebody else.
     *
     * @param wanted the bodies that are still missing
     * @return those that nobody seems to have
     */
    List<Candidate> retry(List<Candidate> wanted, BigInteger work, SequencedSet<Hash> locator, Effects out) {
        ticking = false;
        retryHeaders(locator, out);
        SequencedMap<Hash, Candidate> missing = new TreeMap<>();
        wanted.forEach(node -> missing.put(node.hash(), node));
        bodies.keySet().retainAll(missing.keySet());
        SequencedMap<PeerId, List<Hash>> requests = new TreeMap<>();
        List<Candidate> hopeless = new ArrayList<>();
        for (Map.Entry<Hash, Ask> entry : List.copyOf(bodies.entrySet())) {
            Hash hash = entry.getKey();
            Ask ask = entry.getValue();
            if (!ask.late()) {
                bodies.put(hash, ask.later());
                continue;
            }
            claims.remove(ask.peer());
            if (peers.contains(ask.peer()) && missing.get(hash).source().equals(ask.peer())) {
                owing.add(ask.peer());
            }
            bodies.remove(hash);
            if (ask.tries() >= Math.min(MAX_TRIES, peers.size() + 1)) {
                hopeless.add(missing.get(hash));
            } else {
                assign(hash, work, Optional.of(ask.peer()), ask.tries() + 1, requests);
            }
        }
        send(requests, out);
        if (!bodies.isEmpty() || !headers.isEmpty()) {
            tick(out);
        }
        return hopeless;
    }

    private void retryHeaders(SequencedSet<Hash> locator, Effects out) {
        List<Ask> late = new ArrayList<>();
        Iterator<Map.Entry<PeerId, Ask>> all = headers.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<PeerId, Ask> entry = all.next();
            if (entry.getValue().late()) {
                late.add(entry.getValue());
                all.remove();
            } else {
                entry.setValue(entry.getValue().later());
            }
        }
        for (Ask ask : late) {
            if (ask.tries() < HEADER_TRIES && !peers.isEmpty()) {
                next = (next + 1) % peers.size();
                headers(peers.get(next), locator, ask.tries() + 1, out);
            }
        }
    }
}
