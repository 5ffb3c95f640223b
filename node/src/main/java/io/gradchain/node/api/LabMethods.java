package io.gradchain.node.api;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.network.Peers;
import io.gradchain.node.network.lab.LinkRule;
import io.gradchain.node.network.lab.NetworkLab;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcMethods.Param;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcResult;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The network lab of a node on a test chain: {@code lab_*}. Each shapes what this node sends, so tell both ends. */
public final class LabMethods {
    private static final String ALL = "all";
    private static final int MAX_PEERS = 1_024;

    private final String name;
    private final NetworkLab lab;
    private final Peers peers;

    private LabMethods(String name, NetworkLab lab, Peers peers) {
        this.name = name;
        this.lab = lab;
        this.peers = peers;
    }

    /** Adds the methods of the node {@code name}. */
    public static void register(RpcMethods methods, String name, NetworkLab lab, Peers peers) {
        LabMethods own = new LabMethods(name, lab, peers);
        methods.registerDevOnly(
                "lab_set",
                "Changes delay, jitter, loss, duplication or reordering of what this node sends; what is not named stays as it is.",
                List.of(
                        Param.required("peer", "hex of 32 bytes or \"all\"", "Network key of the receiver."),
                        Param.optional("delayMillis", "u64 string", "One-way delay, at most 10000."),
                        Param.optional("jitterMillis", "u64 string", "Up to so much more or less, at most the delay."),
                        Param.optional("lossPermille", "u64 string", "Of 1000 messages so many are dropped."),
                        Param.optional("duplicatePermille", "u64 string", "Of 1000 messages so many come twice."),
                        Param.optional(
                                "reorderPermille", "u64 string", "Of 1000 messages so many are held back up to 20 ms."),
                        Param.optional("seed", "u64 string", "Starts the dice again.")),
                own::set);
        methods.registerDevOnly(
                "lab_partition",
                "From here on exactly these peers get nothing from this node; an empty list joins all again.",
                List.of(Param.required("peers", "array of hex of 32 bytes", "Network keys of those cut off.")),
                own::partition);
        methods.registerDevOnly("lab_heal", "Takes back all rules and the partition.", List.of(), params -> {
            lab.heal();
            return own.show();
        });
        methods.registerDevOnly(
                "lab_show",
                "This node's network key, and how it treats messages to each connected peer.",
                List.of(),
                params -> own.show());
    }

    private RpcResult set(RpcParams params) {
        UnaryOperator<LinkRule> change = rule -> new LinkRule(
                params.findNumber("delayMillis").orElse(rule.delayMillis()),
                params.findNumber("jitterMillis").orElse(rule.jitterMillis()),
                share(params, "lossPermille", rule.lossPermille()),
                share(params, "duplicatePermille", rule.duplicatePermille()),
                share(params, "reorderPermille", rule.reorderPermille()));
        try {
            if (params.text("peer").equals(ALL)) {
                lab.changeAll(change);
            } else {
                lab.change(key("peer", params.node("peer")), change);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw RpcParams.bad(e.getMessage());
        }
        params.findNumber("seed").ifPresent(lab::roll);
        return show();
    }

    private static int share(RpcParams params, String name, int before) {
        return params.findNumber(name).map(Math::toIntExact).orElse(before);
    }

    private RpcResult partition(RpcParams params) {
        JsonNode given = params.node("peers");
        if (!given.isArray() || given.size() > MAX_PEERS) {
            throw RpcParams.bad("peers is not an array of at most " + MAX_PEERS + " keys");
        }
        SortedSet<PublicKey> cut = new TreeSet<>();
        given.forEach(one -> cut.add(key("peers", one)));
        lab.partition(cut);
        return show();
    }

    private static PublicKey key(String parameter, JsonNode given) {
        if (!given.isString() || !given.stringValue().matches("[0-9a-fA-F]{64}")) {
            throw RpcParams.bad(parameter + " is not a key of 64 hexadecimal digits: net_peers and lab_show tell them");
        }
        return PublicKey.of(HexFormat.of().parseHex(given.stringValue()));
    }

    private RpcResult show() {
        ObjectNode json = Json.object().put("name", name).put("key", lab.own().hex());
        ArrayNode links = json.putArray("links");
        for (PeerInfo peer : peers.peers()) {
            NetworkLab.LinkState state = lab.state(peer.key());
            links.addObject()
                    .put("peer", peer.key().hex())
                    .put("delayMillis", Long.toString(state.rule().delayMillis()))
                    .put("jitterMillis", Long.toString(state.rule().jitterMillis()))
                    .put("lossPermille", state.rule().lossPermille())
                    .put("duplicatePermille", state.rule().duplicatePermille())
                    .put("reorderPermille", state.rule().reorderPermille())
                    .put("cut", state.cut())
                    .put("passed", Long.toString(state.passed()))
                    .put("dropped", Long.toString(state.dropped()))
                    .put("duplicated", Long.toString(state.duplicated()))
                    .put("reordered", Long.toString(state.reordered()));
        }
        return RpcResult.ok(json);
    }
}
