package io.gradchain.node.repair;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.SignMark;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.runtime.SignGuard;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.file.DirectoryLock;
import io.gradchain.storage.file.LogSalvage;
import io.gradchain.storage.file.SlotFile;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.rocks.RocksStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the directory of a stopped node into a state in which it starts and can contradict nothing it signed (N-14): what
 * is sound of the vote log is kept, and the sign guard makes the node wait for finality to pass whatever may be missing.
 */
public final class Repair {
    private final Path directory;
    private final ChainSpec spec;
    private final boolean dry;
    private final List<Finding> findings = new ArrayList<>();

    private Repair(Path directory, ChainSpec spec, boolean dry) {
        this.directory = directory;
        this.spec = spec;
        this.dry = dry;
    }

    /**
     * What was found of one part.
     *
     * @param action what was done about it, or would be; empty where nothing is needed
     */
    public record Finding(String part, String state, String action) {}

    /**
     * Looks at everything and mends what it can.
     *
     * @param dry only tells
     */
    public static Attempt<List<Finding>> run(Path directory, ChainSpec spec, boolean dry) {
        return DirectoryLock.take(directory).then(lock -> {
            try (lock) {
                return new Repair(directory, spec, dry).run();
            }
        });
    }

    private Attempt<List<Finding>> run() {
        Path votes = directory.resolve(DataDirectory.VOTES);
        Hash chain = spec.hash();
        LogSalvage none = new LogSalvage(votes, chain, List.of(), -1, 0);
        Attempt<LogSalvage> log = Files.exists(votes) ? LogSalvage.read(votes, chain) : new Attempt.Done<>(none);
        return log.then(
                salvage -> mendLog(salvage).then(mended -> mendGuard(salvage)).then(mended -> {
                    look();
                    return new Attempt.Done<>(List.copyOf(findings));
                }));
    }

    private Attempt<Boolean> mendLog(LogSalvage log) {
        String name = DataDirectory.VOTES;
        if (!Files.exists(log.file())) {
            findings.add(new Finding(name, "missing", ""));
            return new Attempt.Done<>(true);
        }
        if (!log.isDamaged()) {
            findings.add(new Finding(name, "sound, " + log.records().size() + " records", ""));
            return new Attempt.Done<>(true);
        }
        String state = "damaged at byte " + log.damagedAt() + ": " + log.lostBytes() + " bytes lost, "
                + log.records().size() + " records sound";
        if (dry) {
            findings.add(new Finding(name, state, "would keep a copy and write the sound records anew"));
            return new Attempt.Done<>(true);
        }
        return log.rewrite().then(copy -> {
            findings.add(new Finding(name, state, "the sound records written anew, the old file is " + copy));
            return new Attempt.Done<>(true);
        });
    }

    private Attempt<Boolean> mendGuard(LogSalvage log) {
        Path file = directory.resolve(DataDirectory.GUARD);
        Optional<SignGuard.State> known = known(file);
        List<SignMark> logged =
                Engines.create(spec, Optional.empty(), new Ed25519(), 0).signed(log.records());
        boolean logWhole = Files.exists(log.file()) && !log.isDamaged();
        if (known.isPresent() && (logWhole || known.get().doubted())) {
            findings.add(new Finding(DataDirectory.GUARD, "sound", ""));
            return new Attempt.Done<>(true);
        }
        SignFloor highest = SignFloor.none();
        logged.forEach(highest::signed);
        known.ifPresent(state -> state.marks().forEach(highest::signed));
        boolean lost = known.isEmpty() && !logWhole;
        List<SignMark> marks = lost ? forEver() : highest.marks();
        String state = known.isPresent() ? "sound" : "damaged or lost";
        String action = lost
                ? "neither file tells what the key signed last: with this directory it only observes, for good."
                        + " Vote again with a new key"
                : "the node only observes until a final block lies above "
                        + marks.stream()
                                .map(SignMark::words)
                                .reduce((a, b) -> a + " and " + b)
                                .orElse("block zero");
        findings.add(new Finding(DataDirectory.GUARD, state, (dry ? "would be written: " : "written: ") + action));
        return dry
                ? new Attempt.Done<>(true)
                : SlotFile.create(file, spec.hash()).then(slots -> {
                    try (slots) {
                        slots.write(new SignGuard.State(marks, true).encoded());
                    }
                    return new Attempt.Done<>(true);
                });
    }

    /** What the guard holds; empty where it cannot be read. */
    private Optional<SignGuard.State> known(Path file) {
        if (!(SlotFile.open(file, spec.hash()) instanceof Attempt.Done<SlotFile>(SlotFile slots))) {
            return Optional.empty();
        }
        try (slots) {
            return SignGuard.state(slots).or(() -> Optional.of(new SignGuard.State(List.of(), false)));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    /** Above everything there can be. */
    private static List<SignMark> forEver() {
        return List.of(
                new SignMark(SignMark.Lane.PROPOSAL, Long.MAX_VALUE, Long.MAX_VALUE, 0, Hash.ZERO),
                new SignMark(SignMark.Lane.VOTE, Long.MAX_VALUE, Long.MAX_VALUE, 0, Hash.ZERO));
    }

    private void look() {
        Path database = directory.resolve("db");
        if (!Files.exists(database)) {
            findings.add(new Finding("db", "missing", "nothing to do: the node syncs from others"));
            return;
        }
        switch (RocksStore.open(database)) {
            case Attempt.Done<KeyValueStore>(KeyValueStore store) -> {
                store.close();
                findings.add(new Finding("db", "opens", ""));
            }
            case Attempt.Refused<KeyValueStore>(var refusal) ->
                findings.add(new Finding("db", refusal.cause(), refusal.code().hint()));
        }
    }
}
