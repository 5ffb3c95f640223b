package io.gradchain.cli.command;

import io.gradchain.cli.terminal.Screen;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object for people: a line a field, nested ones indented. */
final class Fields {
    private static final int LONGEST = 100;

    private Fields() {}

    /** {@code {"ok": true, name: value}}. */
    static ObjectNode ok(String name, JsonNode value) {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("ok", true);
        out.set(name, value);
        return out;
    }

    static void print(Screen screen, JsonNode node) {
        print(screen, node, 1);
    }

    private static void print(Screen screen, JsonNode node, int depth) {
        String indent = "  ".repeat(depth);
        int width = node.propertyNames().stream().mapToInt(String::length).max().orElse(0);
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            if (value.isObject()) {
                screen.line(indent + field.getKey());
                print(screen, value, depth + 1);
            } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
                screen.line(indent + field.getKey());
                for (int i = 0; i < value.size(); i++) {
                    screen.line(indent + "  " + (i + 1) + ".");
                    print(screen, value.get(i), depth + 2);
                }
            } else {
                String text = value.isValueNode() ? value.asString() : value.toString();
                screen.line(indent
                        + field.getKey()
                        + " ".repeat(width - field.getKey().length() + 2)
                        + shown(text));
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "… (" + text.length() + " characters, --json shows all)";
    }
}
