package io.gradchain.node.database;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The figures of a database as {@code node_database} and {@code db stats --json} give them. */
public final class DatabaseJson {
    private DatabaseJson() {}

    public static ObjectNode of(DatabaseStats stats) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("exact", stats.exact())
                .put("firstBlock", Long.toString(stats.firstBlock()))
                .put("finalHeight", Long.toString(stats.finalHeight()))
                .put("blocks", Long.toString(stats.blocks()))
                .put("stateFloor", Long.toString(stats.stateFloor()))
                .put("diskBytes", Long.toString(stats.diskBytes()))
                .put("diskBytesPer1000Blocks", Long.toString(stats.diskBytesPerThousandBlocks()))
                .put("voteLogBytes", Long.toString(stats.voteLogBytes()));
        ArrayNode columns = json.putArray("columns");
        stats.columns()
                .forEach((column, size) -> columns.addObject()
                        .put("name", column.id())
                        .put("keys", Long.toString(size.keys()))
                        .put("bytes", Long.toString(size.bytes()))
                        .put("bytesPer1000Blocks", Long.toString(size.bytes() * 1_000 / stats.blocks())));
        return json;
    }
}
