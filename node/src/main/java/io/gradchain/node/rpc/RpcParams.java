package io.gradchain.node.rpc;

import io.gradchain.node.rpc.feed.FeedReader;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The parameters of one call, by name or in the order the method declares; wrong ones leave with {@link RpcRefusal}. */
public final class RpcParams {
    private final List<RpcMethods.Param> declared;
    private final Optional<JsonNode> given;
    private final Optional<FeedReader> reader;
    private final Ticket ticket;

    RpcParams(
            List<RpcMethods.Param> declared, Optional<JsonNode> given, Optional<FeedReader> reader, Ticket ticket) {
        this.declared = declared;
        this.given = given;
        this.reader = reader;
        this.ticket = ticket;
        given.ifPresent(this::refuseUnknown);
    }

    private void refuseUnknown(JsonNode params) {
        if (params.isArray()) {
            if (params.size() > declared.size()) {
                throw bad(params.size() + " given, at most " + declared.size() + " taken");
            }
            return;
        }
        for (String name : params.propertyNames()) {
            if (declared.stream().noneMatch(param -> param.name().equals(name))) {
                throw bad("unknown parameter " + abbreviated(name));
            }
        }
    }

    /** Whom events may be sent to; empty where the call came alone by POST. */
    public Optional<FeedReader> reader() {
        return reader;
    }

    /** Half of the call's time is over: a method that can answer in parts answers what it has. */
    public boolean shouldStop() {
        return ticket.isHalfOver();
    }

    /** The parameter as it came, or empty when it is absent or null. */
    public Optional<JsonNode> find(String name) {
        int position = 0;
        while (!declared.get(position).name().equals(name)) {
            position++;
        }
        int index = position;
        return given.map(params -> params.isArray() ? params.get(index) : params.get(name))
                .filter(node -> !node.isNull());
    }

    public JsonNode node(String name) {
        return find(name).orElseThrow(() -> bad(name + " is missing"));
    }

    public String text(String name) {
        return textOf(name, node(name));
    }

    public Optional<String> findText(String name) {
        return find(name).map(node -> textOf(name, node));
    }

    /** A number of 0 to 2^63 − 1, as a string of digits or a JSON integer. */
    public long number(String name) {
        return numberOf(name, node(name));
    }

    public Optional<Long> findNumber(String name) {
        return find(name).map(node -> numberOf(name, node));
    }

    /** Bytes in hexadecimal digits, with or without {@code 0x}, at most {@code maxBytes}. */
    public byte[] bytes(String name, int maxBytes) {
        String text = text(name);
        String hex = text.startsWith("0x") ? text.substring(2) : text;
        if (hex.length() > 2L * maxBytes) {
            throw bad(name + " has more than " + maxBytes + " bytes");
        }
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw bad(name + " is not an even number of hexadecimal digits");
        }
    }

    /** A refusal of these parameters, to be thrown. */
    public static RpcRefusal bad(String detail) {
        return new RpcRefusal(RpcErrorCode.BAD_PARAMS.with(detail));
    }

    private static String textOf(String name, JsonNode node) {
        if (!node.isString()) {
            throw bad(name + " is not a string");
        }
        return node.stringValue();
    }

    private static long numberOf(String name, JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
            return node.longValue();
        }
        if (node.isString() && node.stringValue().matches("[0-9]{1,19}")) {
            try {
                return Long.parseLong(node.stringValue());
            } catch (NumberFormatException e) {
                throw bad(name + " is above 2^63 - 1");
            }
        }
        throw bad(name + " is not a whole number of 0 or more");
    }

    static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
