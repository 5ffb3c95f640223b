package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import io.gradchain.node.NodeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything of one chain on this machine:
 *
 * <pre>
 * testnet.json     validators and their ports
 * run.json         what runs now
 * contracts.json   names of contracts
 * states.json      how many states are kept, where that was chosen
 * node1 … nodeN    a data directory each
 * logs/            NAME.log a process, older ones packed beside it, NAME.out what it printed
 * </pre>
 */
public record ChainFolder(Path path) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Path data(String node) {
        return path.resolve(node);
    }

    public Path log(String process) {
        return path.resolve("logs").resolve(process + ".log");
    }

    private Path runPath() {
        return path.resolve("run.json");
    }

    /** What runs, if any of it does. */
    public Optional<RunFile> running() {
        return JsonFile.read(runPath(), RunFile.class).filter(RunFile::alive);
    }

    /** What was started last, even if none of it runs any more. */
    RunFile lastRun() {
        return JsonFile.read(runPath(), RunFile.class)
                .orElseThrow(() -> CliError.NO_TESTNET.at(path.toString(), "nothing was started here"));
    }

    /** The folder of the command line that this chain is in. */
    Path home() {
        return path.toAbsolutePath().getParent();
    }

    /** What runs; refused with a hint where nothing does. */
    public RunFile requireRunning() {
        return running().orElseThrow(() -> CliError.NO_TESTNET.at(path.toString(), "no testnet runs here"));
    }

    /** Who the validators are; refused with a hint where there is no testnet. */
    public Plan requirePlan() {
        return plan().orElseThrow(() -> CliError.NO_TESTNET.at(path.toString(), "there is no testnet here"));
    }

    Optional<Plan> plan() {
        return JsonFile.read(path.resolve("testnet.json"), Plan.class);
    }

    void write(Plan plan) {
        JsonFile.write(path.resolve("testnet.json"), plan);
    }

    /** The usual settings, or what {@code testnet up} was told. */
    NodeSettings settings() {
        NodeSettings usual = NodeSettings.usual();
        return JsonFile.read(path.resolve("states.json"), StateKeeping.class)
                .map(kept -> usual.withStateBlocks(kept.blocks()))
                .orElse(usual);
    }

    /** For all starts from now on. */
    public void write(StateKeeping kept) {
        JsonFile.write(path.resolve("states.json"), kept);
    }

    void write(RunFile run) {
        JsonFile.write(runPath(), run);
    }

    void forgetRun() {
        try {
            Files.deleteIfExists(runPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ContractBook contracts() {
        return JsonFile.read(path.resolve("contracts.json"), ContractBook.class).orElse(new ContractBook(List.of()));
    }

    public void write(ContractBook contracts) {
        JsonFile.write(path.resolve("contracts.json"), contracts);
    }

    public boolean exists() {
        return Files.isDirectory(path);
    }

    /** Moves the whole folder into {@code snapshots}, named by the time, and says where it went. */
    Path moveTo(Path snapshots, Instant now) {
        try {
            Files.createDirectories(snapshots);
            Path target = snapshots.resolve(path.getFileName() + "-" + STAMP.format(now));
            return Files.move(path, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
