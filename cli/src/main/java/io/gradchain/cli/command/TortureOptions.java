package io.gradchain.cli.command;

import io.gradchain.consensus.Engines;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every torture. */
final class TortureOptions {
    @Option(
            names = "--engine",
            paramLabel = "NAME",
            completionCandidates = EngineNames.class,
            description = "Consensus: ${COMPLETION-CANDIDATES} (default: " + Engines.DEFAULT + ").")
    private Optional<String> engine = Optional.empty();

    @Option(names = "--nodes", paramLabel = "N", defaultValue = "4", description = "Processes, 1 to 16 (default: 4).")
    private int nodes;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of victims and moments (default: 1).")
    private long seed;

    String engine() {
        return engine.map(EngineNames::require).orElse(Engines.DEFAULT);
    }

    int nodes() {
        TortureCommand.within("--nodes", nodes, 1, 16);
        return nodes;
    }

    long seed() {
        return seed;
    }

    /** The command that does it again. */
    String repeat(String what) {
        return "gradchain torture %s --engine %s --nodes %d --seed %d".formatted(what, engine(), nodes, seed);
    }
}
