package io.gradchain.cli.testnet;

import java.nio.file.Path;

/** Where the command line keeps its things: {@code $GRADCHAIN_HOME}, else {@code ~/.gradchain}. */
public record Home(Path path) {
    public static Home ofEnvironment() {
        String set = System.getProperty("gradchain.home", System.getenv("GRADCHAIN_HOME"));
        return new Home(
                set == null || set.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".gradchain")
                        : Path.of(set).toAbsolutePath());
    }

    /** The folder of the testnet. */
    public ChainFolder testnet() {
        return new ChainFolder(path.resolve("testnet"));
    }

    /** Where a testnet goes when it is reset. */
    public Path snapshots() {
        return path.resolve("snapshots");
    }

    /** Native libraries, unpacked once. */
    public Path nativeCache() {
        return path.resolve("cache").resolve("native");
    }
}
