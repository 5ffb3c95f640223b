package io.gradchain.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands in a folder of their own and keeps what they print. */
final class Shell implements AutoCloseable {
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell(Path home) {
        System.setProperty("gradchain.home", home.toString());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        in(home);
    }

    /** As {@code cd}. */
    void in(Path folder) {
        System.setProperty("gradchain.folder", folder.toString());
    }

    /** The exit code; what was said before is forgotten. */
    int run(String... args) {
        out.reset();
        err.reset();
        return Gradchain.run(args);
    }

    String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(said());
    }

    @Override
    public void close() {
        System.setOut(realOut);
        System.setErr(realErr);
        System.clearProperty("gradchain.home");
        System.clearProperty("gradchain.folder");
    }
}
