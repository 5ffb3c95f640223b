package io.gradchain.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that say how large a contract is compiled. */
final class Sizes {
    @Option(names = "--features", paramLabel = "D", description = "Features of a sample: the size D of the contract.")
    private Optional<Integer> features = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Most samples it can hold: the size CAP of the contract (default: the source's, 4096).")
    private Optional<Integer> rows = Optional.empty();

    @Option(names = "--size", paramLabel = "NAME=N", description = "A size of the contract by its name; repeatable.")
    private Map<String, Integer> named = new TreeMap<>();

    SortedMap<String, Integer> all() {
        SortedMap<String, Integer> all = new TreeMap<>(named);
        features.ifPresent(n -> all.put("D", n));
        rows.ifPresent(n -> all.put("CAP", n));
        return all;
    }
}
