package io.gradchain.cli;

import io.gradchain.cli.command.Gradchain;
import java.util.Locale;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Numbers and sorted names look the same on every machine.
        Locale.setDefault(Locale.ROOT);
        System.exit(Gradchain.run(args));
    }
}
