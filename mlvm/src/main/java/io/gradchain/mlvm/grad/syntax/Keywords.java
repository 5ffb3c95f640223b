package io.gradchain.mlvm.grad.syntax;

import java.util.List;

/** The words that cannot be names. */
public final class Keywords {
    private static final List<String> RESERVED = List.of(
            "contract",
            "param",
            "state",
            "event",
            "struct",
            "role",
            "use",
            "interface",
            "pure",
            "fn",
            "let",
            "if",
            "else",
            "for",
            "in",
            "require",
            "emit",
            "return",
            "pass",
            "and",
            "or",
            "not",
            "true",
            "false",
            "True",
            "False",
            "range",
            "size",
            "caller",
            "height",
            "time",
            "value",
            "self",
            "grad",
            "value_and_grad");

    private Keywords() {}

    public static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }
}
