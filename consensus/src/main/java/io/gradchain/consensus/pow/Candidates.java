package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tree of headers above the valid blocks, and the path through it to the one of most work. Each parent is a valid block
 * or was added before its children.
 */
final class Candidates implements Headers {
    static final int CAPACITY = 32_768;
    /** Bodies asked for ahead of the check. */
    static final int WINDOW = 32;
    /** Bodies held, those of the window included. */
    private static final int MAX_BODIES = WINDOW + 16;

    private static final int MAX_CONDEMNED = 1_024;

    private final Headers valid;
    private final SequencedMap<Hash, Candidate> nodes = new LinkedHashMap<>();
    private final SequencedMap<Hash, Candidate> withBody = new LinkedHashMap<>();
    private final SequencedSet<Hash> condemned = new LinkedHashSet<>();
    private final Deque<Candidate> path = new ArrayDeque<>();
    private Optional<Candidate> best = Optional.empty();

    Candidates(Headers valid) {
        this.valid = valid;
    }

    @Override
    public Optional<BlockHeader> header(Hash hash) {
        Candidate node = nodes.get(hash);
        return node != null ? Optional.of(node.header()) : valid.header(hash);
    }

    Optional<Candidate> find(Hash hash) {
        return Optional.ofNullable(nodes.get(hash));
    }

    boolean isCondemned(Hash hash) {
        return condemned.contains(hash);
    }

    boolean hasRoom(int headers) {
        return nodes.size() + headers <= CAPACITY;
    }

    /** Blocks from the valid ones to the header of most work. */
    int pathLength() {
        return path.size();
    }

    /** The most work of a header that is not unavailable. */
    BigInteger bestWork() {
        return best.map(Candidate::work).orElse(BigInteger.ZERO);
    }

    void add(Candidate node) {
        nodes.put(node.hash(), node);
        if (node.work().compareTo(bestWork()) <= 0 || isHidden(node)) {
            return;
        }
        boolean extendsPath =
                !path.isEmpty() && path.getLast().hash().equals(node.header().parent());
        best = Optional.of(node);
        if (extendsPath) {
            path.addLast(node);
        } else {
            findPath();
        }
    }

    private boolean isHidden(Candidate node) {
        for (Candidate at = node; at != null; at = nodes.get(at.header().parent())) {
            if (at.isUnavailable()) {
                return true;
            }
            if (!path.isEmpty() && at == path.getLast()) {
                return false;
            }
        }
        return false;
    }

    /** A body came; {@code false} when it is not wanted. */
    boolean arrived(Block block) {
        Candidate node = nodes.get(block.hash());
        if (node == null || node.body().isPresent()) {
            return false;
        }
        boolean wasHidden = node.isUnavailable();
        node.arrived(block);
        withBody.put(node.hash(), node);
        if (wasHidden) {
            findBest();
        }
        shrinkBodies();
        return true;
    }

    private void shrinkBodies() {
        if (withBody.size() > MAX_BODIES) {
            Set<Hash> wanted = new TreeSet<>();
            path.stream().limit(WINDOW).forEach(node -> wanted.add(node.hash()));
            Iterator<Candidate> oldest = withBody.sequencedValues().iterator();
            while (withBody.size() > MAX_BODIES && oldest.hasNext()) {
                Candidate node = oldest.next();
                if (!wanted.contains(node.hash()) && !node.isChecking()) {
                    node.dropBody();
                    oldest.remove();
                }
            }
        }
    }

    /** Blocks to check now: they lead to more than {@code work}, and their parents are valid (C-113). */
    List<Candidate> due(BigInteger work) {
        Set<Hash> found = new TreeSet<>();
        if (bestWork().compareTo(work) > 0) {
            found.add(path.getFirst().hash());
        }
        for (Candidate tip : withBody.sequencedValues()) {
            if (tip.work().compareTo(work) > 0) {
                lowestOfComplete(tip).ifPresent(node -> found.add(node.hash()));
            }
        }
        return found.stream()
                .map(nodes::get)
                .filter(node -> node.body().isPresent() && !node.isChecking())
                .toList();
    }

    /** The candidate below {@code tip} whose parent is valid, if all bodies between are here. */
    private Optional<Candidate> lowestOfComplete(Candidate tip) {
        Candidate at = tip;
        for (Candidate below = nodes.get(at.header().parent());
                below != null;
                below = nodes.get(at.header().parent())) {
            if (below.body().isEmpty()) {
                return Optional.empty();
            }
            at = below;
        }
        return Optional.of(at);
    }

    /** The first blocks of the path without a body, if the path leads to more than {@code work}. */
    List<Candidate> missing(BigInteger work) {
        return bestWork().compareTo(work) <= 0
                ? List.of()
                : path.stream()
                        .limit(WINDOW)
                        .filter(node -> node.body().isEmpty())
                        .toList();
    }

    /** The block is valid now. */
    void leave(Candidate node) {
        forget(node);
        if (!path.isEmpty() && path.getFirst() == node && path.size() > 1) {
            path.removeFirst();
        } else if (path.contains(node)) {
            findBest();
        }
    }

    /** The block is invalid, and so is all that stands on it. */
    void condemn(Hash hash) {
        SequencedSet<Hash> fallen = new TreeSet<>();
        fallen.add(hash);
        for (Candidate node : List.copyOf(nodes.values())) {
            if (fallen.contains(node.hash()) || fallen.contains(node.header().parent())) {
                fallen.add(node.hash());
                forget(node);
            }
        }
        for (Hash one : fallen) {
            condemned.add(one);
            if (condemned.size() > MAX_CONDEMNED) {
                condemned.removeFirst();
            }
        }
        findBest();
    }

    /** Leads to nothing we can get: the next best is tried until the body comes. */
    void setAside(Candidate node) {
        node.setUnavailable();
        findBest();
    }

    /** What was set aside of the blocks {@code hash} stands on and of itself, lowest first. */
    SequencedSet<Hash> setAsideUpTo(Hash hash) {
        SequencedSet<Hash> found = new LinkedHashSet<>();
        for (Candidate at = nodes.get(hash);
                at != null;
                at = nodes.get(at.header().parent())) {
            if (at.isUnavailable()) {
                found.addFirst(at.hash());
            }
        }
        return found;
    }

    /** Forgets all but what is being checked and, when it leads to more than {@code work}, the path. */
    void shrink(BigInteger work) {
        Set<Hash> kept = new TreeSet<>();
        if (bestWork().compareTo(work) > 0) {
            path.forEach(node -> kept.add(node.hash()));
        }
        for (Candidate node : List.copyOf(nodes.values())) {
            if (!kept.contains(node.hash()) && !node.isChecking()) {
                forget(node);
            }
        }
        findBest();
    }

    private void forget(Candidate node) {
        nodes.remove(node.hash());
        withBody.remove(node.hash());
    }

    private void findBest() {
        Set<Hash> hidden = new TreeSet<>();
        best = Optional.empty();
        for (Candidate node : nodes.sequencedValues()) {
            if (node.isUnavailable() || hidden.contains(node.header().parent())) {
                hidden.add(node.hash());
            } else if (node.work().compareTo(bestWork()) > 0) {
                best = Optional.of(node);
            }
        }
        findPath();
    }

    private void findPath() {
        path.clear();
        best.ifPresent(top -> {
            for (Candidate at = top; at != null; at = nodes.get(at.header().parent())) {
                path.addFirst(at);
            }
        });
    }
}
