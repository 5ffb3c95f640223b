package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.types.Block;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Watches honest nodes: agreement on final blocks, fair treatment of one another, and the trace of the run. */
final class Monitor {
    private final World world;
    private final VoteScan votes;
    private final MessageDigest trace = Hashing.sha256();
    private final Map<Long, Hash> finalByHeight = new TreeMap<>();
    private final Map<Hash, Long> proposedAt = new TreeMap<>();
    private final List<Long> proposeToFinal = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<byte[]> evidence = new ArrayList<>();
    private final List<String> penalties = new ArrayList<>();
    private final Map<PeerId, SimNode> nodes = new TreeMap<>();
    private long views;

    Monitor(World world, VoteScan votes) {
        this.world = world;
        this.votes = votes;
    }

    void watch(SimNode node) {
        nodes.put(node.id(), node);
    }

    void persisted(SimNode node, byte[] record) {
        if (node.isHonest()) {
            votes.persisted(node.index(), record).ifPresent(this::violation);
        }
    }

    void sent(SimNode node, byte[] message) {
        if (node.isHonest()) {
            votes.sent(node.index(), message).ifPresent(this::violation);
        }
    }

    void delivered(SimNode from, SimNode to, byte[] message) {
        digest(1, from.index(), to.index(), message.length);
    }

    void finalized(SimNode node, Hash hash, byte[] proof) {
        if (!node.isHonest()) {
            return;
        }
        Block block = node.chain().block(hash).orElseThrow();
        long floor = node.chain().finalizedHeader().height();
        if (!world.verifies(block.header(), proof)) {
            violation("node " + node.index() + " finalized " + hash + " with a proof that proves nothing");
        }
        while (block.height() > floor) {
            Hash known = finalByHeight.putIfAbsent(block.height(), block.hash());
            if (known != null && !known.equals(block.hash())) {
                violation("two final blocks at height " + block.height() + ": " + known + ", " + block.hash());
            }
            block = node.chain().block(block.header().parent()).orElseThrow();
        }
        if (!block.hash().equals(node.chain().finalizedHeader().hash())) {
            violation("node " + node.index() + " left its final chain at height " + floor);
        }
    }

    void evidence(SimNode node, byte[] encoded) {
        if (node.isHonest()) {
            evidence.add(encoded);
        }
    }

    void penalty(SimNode node, PeerId peer, String reason) {
        if (!node.isHonest()) {
            return;
        }
        penalties.add(reason);
        if (nodes.get(peer).isHonest()) {
            violation("node " + node.index() + " penalises honest node "
                    + nodes.get(peer).index() + ": " + reason);
        }
    }

    void halted(SimNode node, String reason) {
        if (node.isHonest()) {
            violation("node " + node.index() + " halted: " + reason);
        }
    }

    void trace(SimNode node, TracePoint point, long view, Hash block) {
        digest(2, node.index(), view, world.now());
        trace.update(point.name().getBytes(StandardCharsets.US_ASCII));
        trace.update(block.bytes());
        if (point == TracePoint.PROPOSED) {
            proposedAt.put(block, world.now());
        }
        if (node.isHonest()) {
            views = Math.max(views, view);
            Long proposed = point == TracePoint.FINAL ? proposedAt.remove(block) : null;
            if (proposed != null) {
                proposeToFinal.add(world.now() - proposed);
            }
        }
    }

    void violation(String words) {
        violations.add("at " + world.now() + " ms: " + words);
    }

    boolean violated() {
        return !violations.isEmpty();
    }

    long finalHeight() {
        return finalByHeight.isEmpty() ? 0 : finalByHeight.size();
    }

    SimulationReport report(Scenario scenario, boolean live, long events, int restarts) {
        return new SimulationReport(
                scenario,
                violations,
                live,
                finalHeight(),
                views,
                world.now(),
                events,
                evidence,
                penalties,
                proposeToFinal,
                restarts,
                Hash.of(trace.digest()));
    }

    private void digest(long kind, long a, long b, long c) {
        trace.update(ByteBuffer.allocate(40)
                .putLong(kind)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(world.now())
                .array());
    }
}
