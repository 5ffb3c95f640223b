package io.gradchain.node.api;

import io.gradchain.node.database.DatabaseJson;
import io.gradchain.node.database.DatabaseStats;
import io.gradchain.node.prune.Pruner;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcParams;
import io.gradchain.node.rpc.RpcResult;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How much a node keeps: {@code node_database}. */
final class DatabaseMethods {
    private final NodeParts node;

    DatabaseMethods(NodeParts node) {
        this.node = node;
    }

    void register(RpcMethods methods) {
        methods.register(
                "node_database",
                "Size of the database by column (estimates), the states it keeps, and what pruning did since the start.",
                List.of(),
                this::database);
    }

    private RpcResult database(RpcParams params) {
        ObjectNode json = DatabaseJson.of(DatabaseStats.of(node.store(), node.directory(), false));
        long length = node.chain().states().length();
        json.put("stateBlocks", length == Long.MAX_VALUE ? "all" : Long.toString(length));
        Pruner.Report report = node.pruner().report();
        json.putObject("pruning")
                .put("running", report.running())
                .put("cycles", Long.toString(report.cycles()))
                .put("deletedNodes", Long.toString(report.deleted()))
                .put("keptNodes", Long.toString(report.kept()))
                .put("lastMillis", Long.toString(report.millis()));
        return RpcResult.ok(json);
    }
}
