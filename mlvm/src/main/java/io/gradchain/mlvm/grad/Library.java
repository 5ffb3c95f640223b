package io.gradchain.mlvm.grad;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The sources of the contracts that come with the compiler. */
public final class Library {
    private static final List<String> NAMES = List.of("linear", "logistic");

    private Library() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The source of a contract of {@link #names()}; empty for any other name. */
    public static Optional<String> source(String name) {
        if (!NAMES.contains(name)) {
            return Optional.empty();
        }
        String file = "library/" + name + "/" + name + ".grad";
        try (InputStream in = Library.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
