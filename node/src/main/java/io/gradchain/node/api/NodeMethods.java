package io.gradchain.node.api;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.rpc.Json;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcResult;
import io.gradchain.node.runtime.FinalityMetrics;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the node is: {@code node_*}, {@code metrics_*}, {@code dev_*}. */
public final class NodeMethods {
    private final NodeParts node;

    private NodeMethods(NodeParts node) {
        this.node = node;
    }

    /** Adds all methods of this package. */
    public static void registerAll(RpcMethods methods, NodeParts node) {
        new NodeMethods(node).register(methods);
        new PeerMethods(node.peers(), node.relay()).register(methods);
        new ChainMethods(node).register(methods);
        new TransactionMethods(node).register(methods);
        new ContractMethods(node).register(methods);
        new TrapMethods(node).register(methods);
        new StakingMethods(node).register(methods);
        new DatabaseMethods(node).register(methods);
    }

    private void register(RpcMethods methods) {
        methods.register("node_status", "What the node is and how far it got.", List.of(), this::status);
        methods.register(
                "metrics_finality",
                "Times in microseconds from the proposal of this node's own blocks to their quorum and their finality.",
                List.of(),
                this::finality);
        methods.registerDevOnly("dev_stop", "Stops the node in good order.", List.of(), params -> {
            node.stop().run();
            return RpcResult.ok(Json.object().put("stopping", true));
        });
    }

    private RpcResult status(RpcParams params) {
        BlockHeader last = node.chain().finalizedHeader();
        Hash spec = node.spec().hash();
        ObjectNode json = Json.object()
                .put("name", node.name())
                .put("chain", node.spec().name())
                .put("chainId", Long.toString(node.spec().chainId()))
                .put("chainSpec", spec.hex())
                .put("test", node.spec().test())
                .put("engine", node.spec().engine())
                .put("height", Long.toString(node.chain().head().height()))
                .put("head", node.chain().head().block().hash().hex())
                .put("finalHeight", Long.toString(last.height()))
                .put("finalBlock", node.chain().finalHash().hex())
                .put("stateRoot", last.stateRoot().hex())
                .put("view", Long.toString(node.runtime().view()))
                .put("peers", node.peers().peers().size())
                .put("waiting", node.mempool().size())
                .put("syncing", node.catchUp().isRunning())
                .put("minGasPrice", Long.toString(node.rules().minGasPrice()))
                .put("blockGasLimit", Long.toString(node.rules().blockGasLimit()))
                .put("halted", node.runtime().halted())
                .put("awaited", node.runtime().awaited().orElse(""))
                .put("time", Long.toString(System.currentTimeMillis()));
        json.put("reorgs", Long.toString(node.reorgs().seen().count()))
                .put("deepestReorg", Long.toString(node.reorgs().seen().deepest()));
        ArrayNode odds = json.putArray("reversalOdds");
        node.runtime()
                .reversalOdds()
                .forEach((share, chance) ->
                        odds.addObject().put("sharePermille", share).put("perBillion", Long.toString(chance)));
        return RpcResult.ok(json);
    }

    private RpcResult finality(RpcParams params) {
        FinalityMetrics metrics = node.runtime().metrics();
        ObjectNode json = Json.object();
        json.set("proposeToNotarized", summary(metrics.toNotarized()));
        json.set("proposeToFinal", summary(metrics.toFinal()));
        json.set("proposeToFinalWithTransactions", summary(metrics.toFinalWithTransactions()));
        return RpcResult.ok(json);
    }

    private static ObjectNode summary(FinalityMetrics.Summary summary) {
        return Json.object()
                .put("blocks", summary.count())
                .put("p50Micros", summary.p50())
                .put("p90Micros", summary.p90())
                .put("p95Micros", summary.p95())
                .put("p99Micros", summary.p99())
                .put("maxMicros", summary.max());
    }
}
