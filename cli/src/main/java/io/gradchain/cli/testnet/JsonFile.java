package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A record kept in a JSON file. */
final class JsonFile {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private JsonFile() {}

    static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), type))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw CliError.FILE_UNREADABLE.at(
                    file.toString(),
                    "is not what gradchain wrote: " + e.getMessage(),
                    "gradchain testnet reset starts anew");
        }
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    static void write(Path file, Object value) {
        try {
            Files.createDirectories(file.getParent());
            Path whole =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
            Files.write(whole, MAPPER.writeValueAsBytes(value));
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
