package io.gradchain.mlvm.grad;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The sources of the contracts that come with the compiler. */
public final class Library {
    private static final List<String> NAMES = List.of("linear", "ridge", "lasso", "logistic", "softmax", "mlp");

    private Library() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The source of a contract of {@link #names()}; empty for any other name. */
    public static Optional<String> source(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(text(name, name + ".grad")
                .orElseThrow(() -> new IllegalStateException(name + ".grad is missing from the jar")));
    }

    /** The tests of a contract of {@link #names()}, in Grad; empty if it has none, and for any other name. */
    public static Optional<String> testSource(String name) {
        return NAMES.contains(name) ? text(name, name + "_test.grad") : Optional.empty();
    }

    private static Optional<String> text(String contract, String file) {
        try (InputStream in = Library.class.getResourceAsStream("library/" + contract + "/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
