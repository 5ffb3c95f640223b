package io.gradchain.mlvm.grad.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Pure functions that contracts share, by the name that {@code use} gives. */
public final class Modules {
    private static final List<String> NAMES = List.of("optim");

    private Modules() {}

    public static List<String> names() {
        return NAMES;
    }

    /** The source of a module of {@link #names()}; empty for any other name. */
    public static Optional<String> source(String name) {
        return NAMES.contains(name) ? Optional.of(read("modules/" + name + ".grad")) : Optional.empty();
    }

    private static String read(String file) {
        try (InputStream in = Modules.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
