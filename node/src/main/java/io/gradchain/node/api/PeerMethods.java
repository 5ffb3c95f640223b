package io.gradchain.node.api;

import io.gradchain.node.network.BanInfo;
import io.gradchain.node.network.NetworkCounts;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.network.Peers;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcResult;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whom the node is connected to, whom it banned, and what the network did: {@code net_*}. */
final class PeerMethods {
    private final Peers peers;
    private final Relay relay;

    PeerMethods(Peers peers, Relay relay) {
        this.peers = peers;
        this.relay = relay;
    }

    void register(RpcMethods methods) {
        methods.register(
                "net_peers",
                "The connected peers: how much they send, how they behave, and what they say of their final block.",
                List.of(),
                params -> RpcResult.ok(list()));
        methods.register(
                "net_bans", "Who is banned, for how long still and why.", List.of(), params -> RpcResult.ok(bans()));
        methods.register(
                "net_counts",
                "What the network did since the node started; times in microseconds, failures by code.",
                List.of(),
                params -> RpcResult.ok(counts()));
        methods.registerDevOnly(
                "net_unban",
                "Ends a ban.",
                List.of(Param.required("who", "string", "A network key or an address as net_bans tells it.")),
                this::unban);
    }

    private ArrayNode list() {
        ArrayNode list = Json.array();
        for (PeerInfo peer : peers.peers()) {
            ObjectNode entry = list.addObject()
                    .put("key", peer.key().hex())
                    .put("address", peer.address())
                    .put("inbound", peer.inbound())
                    .put("receivedBytes", Long.toString(peer.receivedBytes()))
                    .put("sentBytes", Long.toString(peer.sentBytes()))
                    .put("queuedBytes", Long.toString(peer.queuedBytes()))
                    .put("receivedPerSecond", Long.toString(peer.receivedPerSecond()))
                    .put("points", peer.points());
            relay.statusOf(peer.key())
                    .ifPresent(status -> entry.put("finalHeight", Long.toString(status.finalHeight())));
        }
        return list;
    }

    private ArrayNode bans() {
        ArrayNode list = Json.array();
        for (BanInfo ban : peers.bans()) {
            list.addObject()
                    .put("who", ban.who())
                    .put("secondsLeft", Long.toString(ban.secondsLeft()))
                    .put("reason", ban.reason());
        }
        return list;
    }

    private ObjectNode counts() {
        NetworkCounts counts = peers.counts();
        ObjectNode json = Json.object()
                .put("bytesIn", Long.toString(counts.bytesIn()))
                .put("bytesOut", Long.toString(counts.bytesOut()))
                .put("messagesIn", Long.toString(counts.messagesIn()))
                .put("messagesOut", Long.toString(counts.messagesOut()))
                .put("droppedIn", Long.toString(counts.droppedIn()))
                .put("droppedOut", Long.toString(counts.droppedOut()))
                .put("droppedTransactions", Long.toString(relay.droppedTransactions()))
                .put("pausedForRateMicros", Long.toString(counts.pausedForRateNanos() / 1_000))
                .put("pausedForRoomMicros", Long.toString(counts.pausedForRoomNanos() / 1_000))
                .put("queuedBytes", Long.toString(counts.queuedBytes()))
                .put("mostQueuedBytes", Long.toString(counts.mostQueuedBytes()))
                .put("heldBytes", Long.toString(counts.heldBytes()))
                .put("mostHeldBytes", Long.toString(counts.mostHeldBytes()))
                .put("handshakes", Long.toString(counts.handshakes()))
                .put("penalties", Long.toString(counts.penalties()))
                .put("bans", Long.toString(counts.bans()));
        put(json.putObject("failedHandshakes"), counts.failedHandshakes());
        put(json.putObject("ended"), counts.ended());
        return json;
    }

    private static void put(ObjectNode json, Map<String, Long> byCode) {
        byCode.forEach((code, count) -> json.put(code, Long.toString(count)));
    }

    private RpcResult unban(RpcParams params) {
        String who = params.text("who");
        if (!peers.unban(who)) {
            throw RpcParams.bad("nobody of this name is banned: net_bans tells who is");
        }
        return RpcResult.ok(bans());
    }
}
