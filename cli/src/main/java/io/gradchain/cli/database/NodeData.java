package io.gradchain.cli.database;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.cli.testnet.Home;
import io.gradchain.cli.testnet.Plan;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.storage.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A node's data directory, found by the node's name or as a path; what chain it is of stands in the testnet's folder around it.
 *
 * @param url the JSON-RPC of the node, if it runs
 */
public record NodeData(Path directory, ChainSpec spec, Optional<String> url) {
    public static NodeData of(Home home, String nodeOrDirectory) {
        ChainFolder folder = home.testnet();
        String name = nodeOrDirectory;
        if (!Files.isDirectory(folder.data(name)) || name.contains("/")) {
            Path path = Path.of(nodeOrDirectory).toAbsolutePath().normalize();
            if (!Files.isDirectory(path.resolve("db"))) {
                throw CliError.NO_DATABASE.at(nodeOrDirectory, "there is no node and no data directory of this name");
            }
            folder = new ChainFolder(path.getParent());
            name = path.getFileName().toString();
        }
        Plan plan = folder.requirePlan();
        String node = name;
        Optional<String> url = folder.running()
                .flatMap(run -> run.nodes().stream()
                        .filter(running ->
                                running.name().equals(node) && running.process().isPresent())
                        .map(running -> running.url())
                        .findFirst());
        return new NodeData(folder.data(name), plan.spec(), url);
    }

    /** Opens the directory for {@code work}; refused while a node runs on it. */
    public <T> T open(Function<DataDirectory, T> work) {
        return switch (DataDirectory.open(directory, spec.hash())) {
            case Attempt.Refused<DataDirectory>(var refusal) ->
                throw Problem.of(refusal).failed();
            case Attempt.Done<DataDirectory>(DataDirectory data) -> {
                try (data) {
                    yield work.apply(data);
                }
            }
        };
    }
}
