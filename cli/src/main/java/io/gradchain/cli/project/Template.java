package io.gradchain.cli.project;

import io.gradchain.cli.data.BundledData;
import io.gradchain.cli.error.CliError;
import io.gradchain.mlvm.grad.Library;
import io.gradchain.mlvm.grad.check.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a new project starts with.
 *
 * @param source the contract, in Grad
 * @param test its tests, in Grad
 * @param data samples it can learn
 */
public record Template(String name, String source, Optional<String> test, Optional<BundledData> data) {
    private static final List<String> PLAIN = List.of("counter", "token");

    /** The contracts of the library, then those that learn nothing. */
    public static List<String> names() {
        return Stream.concat(Library.names().stream(), PLAIN.stream())
                .distinct()
                .toList();
    }

    /** X-21 for a name that is none of {@link #names()}. */
    public static Template named(String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (!names().contains(name)) {
            String near = Spelling.hint(name, names());
            String known = "there are " + String.join(", ", names());
            throw CliError.UNKNOWN_NAME.at(
                    wanted, "no template has this name", near.isEmpty() ? known : near + " " + known);
        }
        return new Template(
                name,
                Library.source(name).orElseGet(() -> resource(name + ".grad")),
                Library.testSource(name),
                data(name));
    }

    private static Optional<BundledData> data(String name) {
        return switch (name) {
            case "linear", "ridge", "lasso" -> Optional.of(BundledData.DIABETES);
            case "logistic", "mlp" -> Optional.of(BundledData.BREAST_CANCER);
            default -> Optional.empty();
        };
    }

    private static String resource(String name) {
        String file = "/io/gradchain/cli/templates/" + name;
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
