package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.consensus.Engines;
import java.util.Iterator;

/** Completes {@code --engine}. */
final class EngineNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Engines.NAMES.iterator();
    }

    /** The name as it is, or X-03 with those there are. */
    static String require(String name) {
        if (!Engines.NAMES.contains(name)) {
            throw CliError.BAD_OPTION.at(
                    "--engine " + name, "there is no such engine", "choose one of " + String.join(", ", Engines.NAMES));
        }
        return name;
    }
}
