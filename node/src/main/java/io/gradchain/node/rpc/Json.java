package io.gradchain.node.rpc;

import java.util.Optional;
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

    private static final JsonMapper MAPPER = mapper(constraints());

    /** Strings and texts are bounded by the body; every token may become an object of some 50 bytes. */
    private static final int MAX_REQUEST_TOKENS = 20_000;

    private static final JsonMapper REQUESTS = mapper(constraints().maxTokenCount(MAX_REQUEST_TOKENS));

    private Json() {}

    private static StreamReadConstraints.Builder constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(64)
                .maxNameLength(256);
    }

    private static JsonMapper mapper(StreamReadConstraints.Builder constraints) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints.build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** As {@link #read}, and of at most 20,000 tokens. */
    static JsonNode readRequest(byte[] utf8) {
        return REQUESTS.readTree(utf8);
    }

    /** As {@link #write}; empty where that is more than {@code most} bytes. */
    public static Optional<byte[]> write(JsonNode node, int most) {
        BoundedBytes bytes = new BoundedBytes(most);
        try {
            MAPPER.writeValue(bytes, node);
        } catch (BoundedBytes.Full full) {
            return Optional.empty();
        }
        return Optional.of(bytes.toByteArray());
    }

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
