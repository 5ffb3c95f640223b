package io.gradchain.node.api;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.metrics.Machine;
import io.gradchain.node.metrics.NodeMetrics;
import io.gradchain.node.metrics.RecentTimes;
import io.gradchain.node.metrics.Watched;
import io.gradchain.node.network.NetworkCounts;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcResult;
import io.gradchain.node.runtime.ConsensusWatch;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A node for whoever watches it: {@code node_vitals}, {@code consensus_status}. Neither waits for anything. */
public final class ObserveMethods {
    private final Watched node;
    private final NodeMetrics metrics;
    private final InstantSource clock = InstantSource.system();

    private ObserveMethods(Watched node, NodeMetrics metrics) {
        this.node = node;
        this.metrics = metrics;
    }

    public static void register(RpcMethods methods, Watched node, NodeMetrics metrics) {
        ObserveMethods own = new ObserveMethods(node, metrics);
        methods.register(
                "node_vitals",
                "What the node does at this moment: how far it is, how fast its disk and its finality are, what it uses.",
                List.of(),
                params -> RpcResult.ok(own.vitals()));
        methods.register(
                "consensus_status",
                "What moves consensus or holds it up: view, leader, committee, and whom of it this node heard when.",
                List.of(),
                params -> RpcResult.ok(own.consensus()));
    }

    private ObjectNode vitals() {
        NetworkCounts traffic = node.traffic().get();
        ObjectNode json = Json.object()
                .put("name", node.name())
                .put("time", Long.toString(clock.millis()))
                .put("pid", Long.toString(ProcessHandle.current().pid()))
                .put("height", Long.toString(node.chain().head().height()))
                .put("finalHeight", Long.toString(node.chain().finalizedHeader().height()))
                .put("view", Long.toString(node.runtime().view()))
                .put("epoch", Long.toString(node.epoch().getAsLong()))
                .put("halted", node.runtime().halted())
                .put("validator", node.validator().isPresent())
                .put("syncing", node.catchUp().isRunning())
                .put("syncTarget", Long.toString(node.catchUp().target()))
                .put("finalBlocks", Long.toString(metrics.finalBlocks()))
                .put("finalTransactions", Long.toString(metrics.finalTransactions()))
                .put("waiting", node.mempool().size())
                .put("waitingBytes", Long.toString(node.mempool().bytes()))
                .put("executableGas", Long.toString(node.mempool().executableGas()))
                .put("peersIn", node.peers(true))
                .put("peersOut", node.peers(false))
                .put("receivedBytes", Long.toString(traffic.bytesIn()))
                .put("sentBytes", Long.toString(traffic.bytesOut()))
                .put("queue", node.runtime().waitingTurns())
                .put("sealAttempts", Long.toString(node.runtime().attempts()))
                .put("cpuNanos", Long.toString(Machine.cpuNanos()))
                .put("heapUsedBytes", Long.toString(Machine.heapUsed()))
                .put("heapMaxBytes", Long.toString(Machine.heapMax()))
                .put("diskFreeBytes", Long.toString(Machine.diskFree(node.directory())));
        json.set("proposeToFinal", summary(metrics.recentFinality()));
        json.set("sync", summary(metrics.recentSyncs()));
        return json;
    }

    private static ObjectNode summary(RecentTimes.Summary summary) {
        return Json.object()
                .put("count", summary.count())
                .put("p50Micros", summary.p50())
                .put("p95Micros", summary.p95())
                .put("p99Micros", summary.p99())
                .put("maxMicros", summary.max());
    }

    private ObjectNode consensus() {
        ConsensusWatch.Seen seen = node.runtime().watch().seen();
        BlockHeader last = node.chain().finalizedHeader();
        BlockHeader head = node.chain().head().header();
        ObjectNode json = Json.object()
                .put("engine", node.spec().engine())
                .put("time", Long.toString(clock.millis()))
                .put("epoch", Long.toString(node.epoch().getAsLong()))
                .put("view", Long.toString(seen.view()))
                .put("halted", node.runtime().halted())
                .put("awaited", node.runtime().awaited().orElse(""))
                .put("headHeight", Long.toString(head.height()))
                .put("headTime", Long.toString(head.timeMillis()))
                .put("finalHeight", Long.toString(last.height()))
                .put("finalBlock", node.chain().finalHash().hex())
                .put("finalTime", Long.toString(last.timeMillis()))
                .put("executableGas", Long.toString(node.mempool().executableGas()))
                .put("queue", node.runtime().waitingTurns())
                .put("sealAttempts", Long.toString(node.runtime().attempts()));
        node.validator().ifPresent(key -> json.put("validator", key.hex()));
        seen.leader().ifPresent(key -> json.put("leader", key.hex()));
        ObjectNode parameters = json.putObject("parameters");
        node.parameters().forEach((name, value) -> parameters.put(name, Long.toString(value)));
        ObjectNode points = json.putObject("last");
        seen.last()
                .forEach((point, moment) -> write(points.putObject(point.name().toLowerCase(Locale.ROOT)), moment));
        ArrayNode members = json.putArray("committee");
        node.committee()
                .get()
                .ifPresent(committee -> committee.members().forEach(member -> write(members, member, seen.heard())));
        return json;
    }

    private void write(ArrayNode members, Committee.Member member, SortedMap<PublicKey, ConsensusWatch.Moment> heard) {
        ObjectNode one = members.addObject()
                .put("key", member.key().hex())
                .put("name", name(member.key()))
                .put("weight", Long.toString(member.weight()));
        Optional.ofNullable(heard.get(member.key())).ifPresent(moment -> write(one, moment));
    }

    private static void write(ObjectNode into, ConsensusWatch.Moment moment) {
        into.put("view", Long.toString(moment.view())).put("at", Long.toString(moment.millis()));
    }

    /** As the chain spec calls it; empty for those that came later. */
    private String name(PublicKey key) {
        return node.spec().validators().stream()
                .filter(first -> first.key().equals(key))
                .findFirst()
                .map(first -> first.name())
                .orElse("");
    }
}
