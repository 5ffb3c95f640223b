package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.ChainExport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whole testnets put aside by name: every validator's database with its vote log and guard. Only of a testnet that stands
 * still: copies of one node after the other, while they vote, would let a validator contradict what another remembers.
 */
public final class Snapshots {
    private static final List<String> NOT_COPIED = List.of("run.json", "lock", "logs");

    private final Home home;

    public Snapshots(Home home) {
        this.home = home;
    }

    /** One of them. */
    public record Entry(String name, String engine, int validators, long bytes, Instant saved) {}

    public Entry save(String name) {
        ChainFolder testnet = standing();
        testnet.requirePlan();
        Path target = free(name);
        fill(target, part -> copy(testnet.path(), part));
        return entry(target).orElseThrow();
    }

    /** Puts the snapshot in the place of the testnet, all validators together; where the testnet before went. */
    public Optional<Path> restore(String name) {
        Path source = require(name);
        ChainFolder testnet = standing();
        Path fresh = home.path().resolve("testnet.restoring");
        remove(fresh);
        copy(source, fresh);
        Optional<Path> moved =
                testnet.exists() ? Optional.of(testnet.moveTo(home.snapshots(), Instant.now())) : Optional.empty();
        try {
            Files.move(fresh, testnet.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return moved;
    }

    public List<Entry> list() {
        if (!Files.isDirectory(home.snapshots())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.snapshots())) {
            return folders.sorted().flatMap(path -> entry(path).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the testnet's chain as one file; how many blocks. */
    public long export(Path file) {
        ChainFolder testnet = standing();
        Plan plan = testnet.requirePlan();
        if (Files.exists(file)) {
            throw CliError.FILE_UNWRITABLE.at(file.toString(), "it exists");
        }
        Attempt<Long> written = ChainExport.export(testnet.data(plan.names().getFirst()), plan.spec(), file);
        if (written instanceof Attempt.Refused<Long>(var refusal)) {
            remove(file);
            throw Problem.of(refusal).failed();
        }
        return written.orElseThrow();
    }

    /** Makes a snapshot of an exported chain: every block is proven and executed again; its height. */
    public long importFrom(Path file, String name) {
        ChainSpec spec = done(ChainExport.spec(file));
        Plan plan = local(file, spec);
        Path target = free(name);
        long[] height = new long[1];
        fill(target, part -> {
            ChainFolder folder = new ChainFolder(part);
            Path first = folder.data(plan.names().getFirst());
            createDirectories(part);
            height[0] = done(ChainExport.read(file, first)).height();
            plan.names().stream().skip(1).forEach(other -> copy(first, folder.data(other)));
            folder.write(plan);
        });
        return height[0];
    }

    private static Plan local(Path file, ChainSpec spec) {
        int validators = spec.validators().size();
        if (validators >= 1 && validators <= 16) {
            Plan plan = Plan.make(spec.engine(), validators, Optional.empty());
            if (plan.spec().hash().equals(spec.hash())) {
                return plan;
            }
        }
        throw CliError.NO_LOCAL_CHAIN.at(file.toString(), "it holds chain " + spec.name());
    }

    private static <T> T done(Attempt<T> attempt) {
        if (attempt instanceof Attempt.Refused<T>(var refusal)) {
            throw Problem.of(refusal).failed();
        }
        return attempt.orElseThrow();
    }

    private ChainFolder standing() {
        ChainFolder testnet = home.testnet();
        testnet.running().ifPresent(run -> {
            throw CliError.TESTNET_RUNNING.at(
                    testnet.path().toString(), "a chain that goes on cannot be put aside whole");
        });
        return testnet;
    }

    private Path named(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,63}")) {
            throw CliError.BAD_SNAPSHOT_NAME.at(name, "it would not be a good name for a folder");
        }
        return home.snapshots().resolve(name);
    }

    private Path free(String name) {
        Path path = named(name);
        if (Files.exists(path)) {
            throw CliError.SNAPSHOT_EXISTS.at(path.toString(), "nothing was changed");
        }
        return path;
    }

    private Path require(String name) {
        Path path = named(name);
        if (entry(path).isEmpty()) {
            throw CliError.NO_SNAPSHOT.at(path.toString(), "there is no whole one");
        }
        return path;
    }

    private interface Filling {
        void into(Path part);
    }

    /** Under another name until it is whole: a stop in the middle leaves no half snapshot. */
    private static void fill(Path target, Filling filling) {
        Path part = target.resolveSibling(target.getFileName() + ".part~");
        remove(part);
        try {
            filling.into(part);
            Files.move(part, target);
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(target.toString(), e.toString());
        } finally {
            remove(part);
        }
    }

    private static Optional<Entry> entry(Path path) {
        return path.getFileName().toString().endsWith("~")
                ? Optional.empty()
                : new ChainFolder(path)
                        .plan()
                        .map(plan -> new Entry(
                                path.getFileName().toString(),
                                plan.engine(),
                                plan.validators(),
                                size(path),
                                saved(path)));
    }

    private static Instant saved(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createDirectories(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(path.toString(), e.toString());
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path inside = from.relativize(file);
                if (Stream.iterate(inside, p -> p != null, Path::getParent)
                        .noneMatch(p -> NOT_COPIED.contains(String.valueOf(p.getFileName())))) {
                    Path target = to.resolve(inside);
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(to.toString(), e.toString());
        }
    }

    private static void remove(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw CliError.FILE_UNWRITABLE.at(path.toString(), e.toString());
        }
    }
}
