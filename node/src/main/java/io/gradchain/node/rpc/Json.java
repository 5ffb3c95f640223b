package io.gradchain.node.rpc;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** JSON as the node reads and writes it: strict, and bounded in depth and length before anything is built. */
public final class Json {
    /** Nesting of objects and arrays that is still read. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxNameLength(256)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Throws {@link tools.jackson.core.JacksonException} on anything that is not exactly one JSON value. */
    public static JsonNode read(byte[] utf8) {
        return MAPPER.readTree(utf8);
    }

    public static byte[] write(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A 64-bit number as a decimal string: a JSON number above 2^53 changes in most readers. */
    public static StringNode number(long value) {
        return JsonNodeFactory.instance.stringNode(Long.toString(value));
    }

    /** As {@link #number}, for an unsigned 64-bit value. */
    public static StringNode unsigned(long value) {
        return JsonNodeFactory.instance.stringNode(Long.toUnsignedString(value));
    }

    public static StringNode text(String value) {
        return JsonNodeFactory.instance.stringNode(value);
    }
}
