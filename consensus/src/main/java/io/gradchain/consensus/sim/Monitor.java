package io.gradchain.consensus.sim;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Watches honest nodes: what they sign, what they call final, how they treat one another; and tells the story. */
final class Monitor {
    private final World world;
    private final ConsensusEngine judge;
    private final Auditor auditor;
    private final Happening.Listener listener;
    private final FinalChain chain;
    private final TraceHash trace = new TraceHash();
    private final List<String> violations = new ArrayList<>();
    private final List<byte[]> evidence = new ArrayList<>();
    private final List<String> penalties = new ArrayList<>();
    private final Map<PeerId, SimNode> nodes = new TreeMap<>();
    private int restarts;
    private long views;

    Monitor(World world, ConsensusEngine judge, Auditor auditor, Happening.Listener listener) {
        this.world = world;
        this.judge = judge;
        this.auditor = auditor;
        this.listener = listener;
        this.chain = new FinalChain(judge.spec().finalizes());
    }

    void watch(SimNode node) {
        nodes.put(node.id(), node);
    }

    void persisted(SimNode node, byte[] record) {
        if (node.isHonest()) {
            auditor.persisted(node.index(), record).ifPresent(this::violation);
        }
    }

    /** A signature that the sign guard would refuse. */
    void unguarded(SimNode node, String words) {
        violation("node " + node.index() + " " + words);
    }

    void sent(SimNode node, byte[] message) {
        if (node.isHonest()) {
            auditor.sent(node.index(), message).ifPresent(this::violation);
        }
    }

    void delivered(SimNode from, SimNode to, byte[] message) {
        trace.add(1, from.index(), to.index(), message.length, world.now());
    }

    /** {@code node} is about to call {@code hash} final. */
    void finalized(SimNode node, Hash hash, byte[] proof) {
        if (!node.isHonest()) {
            return;
        }
        BlockHeader header = node.chain().block(hash).orElseThrow().header();
        Committee committee = node.chain().committee(judge.epoch(header.height(), header.seal()));
        boolean proven = !judge.spec().finalizes() || judge.verifyFinality(header, proof, committee);
        if (!proven || !judge.verifySeal(header, node.chain(), committee)) {
            violation("node " + node.index() + " finalized " + hash + " with a proof that proves nothing");
        }
        chain.extend(node, header, world.now()).ifPresent(this::violation);
    }

    /** {@code node} left {@code depth} blocks it had called final. */
    void reorganised(SimNode node, long depth) {
        if (node.isHonest()) {
            chain.reorganised(depth);
            tell(Happening.Kind.REORG, node.index(), 0, Optional.empty(), depth + " blocks deep");
        }
    }

    void evidence(SimNode node, byte[] encoded) {
        if (node.isHonest()) {
            evidence.add(encoded);
            tell(Happening.Kind.EVIDENCE, node.index(), 0, Optional.empty(), encoded.length + " bytes");
        }
    }

    void penalty(SimNode node, PeerId peer, String reason) {
        if (!node.isHonest()) {
            return;
        }
        penalties.add(reason);
        SimNode penalised = nodes.get(peer);
        String words = "penalises node " + penalised.index() + ": " + reason;
        tell(Happening.Kind.PENALTY, node.index(), 0, Optional.empty(), words);
        if (penalised.isHonest()) {
            violation("node " + node.index() + " penalises honest node " + penalised.index() + ": " + reason);
        }
    }

    void halted(SimNode node, String reason) {
        if (node.isHonest()) {
            violation("node " + node.index() + " halted: " + reason);
        }
    }

    void crashed(SimNode node) {
        tell(Happening.Kind.CRASHED, node.index(), 0, Optional.empty(), "loses power");
    }

    void restarted(SimNode node) {
        restarts++;
        tell(Happening.Kind.RESTARTED, node.index(), 0, Optional.empty(), "starts again from its log");
    }

    void split(boolean[][] reach) {
        tell(Happening.Kind.SPLIT, -1, 0, Optional.empty(), Split.words(reach));
    }

    void mended() {
        tell(Happening.Kind.MENDED, -1, 0, Optional.empty(), "everybody hears everybody");
    }

    void trace(SimNode node, TracePoint point, long view, Hash block) {
        trace.add(2, node.index(), view, 0, world.now());
        trace.add(point.name(), block);
        if (point == TracePoint.PROPOSED) {
            chain.proposed(block, world.now());
        }
        if (node.isHonest()) {
            views = Math.max(views, view);
        }
        Happening.Kind kind =
                switch (point) {
                    case PROPOSED -> Happening.Kind.PROPOSED;
                    case VOTED -> Happening.Kind.VOTED;
                    case NOTARIZED -> Happening.Kind.NOTARIZED;
                    case NULLIFIED -> Happening.Kind.NULLIFIED;
                    case FINAL -> Happening.Kind.FINAL;
                    case VIEW_ENTERED, RECEIVED -> null;
                };
        if (kind != null) {
            tell(kind, node.index(), view, Optional.of(block), "");
        }
    }

    void violation(String words) {
        violations.add("at " + world.now() + " ms: " + words);
        tell(Happening.Kind.VIOLATION, -1, 0, Optional.empty(), words);
    }

    private void tell(Happening.Kind kind, int node, long view, Optional<Hash> block, String words) {
        listener.hear(new Happening(world.now(), kind, node, view, block, words));
    }

    boolean violated() {
        return !violations.isEmpty();
    }

    long finalHeight() {
        return chain.height();
    }

    long views() {
        return views;
    }

    /** Whom the logs and proofs of honest nodes prove guilty, by position in the first committee. */
    private List<String> guilty(Blame blame, Committee committee) {
        for (SimNode node : nodes.values()) {
            if (node.isHonest()) {
                node.log().forEach(blame::read);
                blame.read(node.chain().finalizedProof());
            }
        }
        return blame.guilty().stream()
                .sorted(Comparator.comparingInt(guilt -> committee.indexOf(guilt.key())))
                .map(guilt -> "validator " + committee.indexOf(guilt.key()) + " signed " + guilt.first() + " and "
                        + guilt.second())
                .toList();
    }

    SimulationReport report(Scenario scenario, Crew crew, boolean live, long events) {
        return new SimulationReport(
                crew.engine(),
                scenario,
                violations,
                live,
                finalHeight(),
                views,
                world.now(),
                events,
                evidence,
                penalties,
                chain.proposeToFinal(),
                chain.intervals(),
                chain.worstStall(world.now()),
                chain.deepestReorg(),
                restarts,
                violated() ? guilty(crew.blame(), crew.committee()) : List.of(),
                trace.digest());
    }
}
