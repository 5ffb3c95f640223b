package io.gradchain.cli.torture;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.Labs;
import io.gradchain.consensus.sim.Auditor;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.storage.file.RecordLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the votes a node left on its disk and holds all its lives against the auditor of its engine. */
final class VoteAudit implements AutoCloseable {
    private final Path copy;
    private final Hash chain;
    private final Auditor auditor;
    private final List<Set<String>> known = new ArrayList<>();

    VoteAudit(ChainSpec spec, int nodes) {
        this.chain = spec.hash();
        this.auditor = Labs.find(spec.engine()).orElseThrow().auditor(spec);
        for (int i = 0; i < nodes; i++) {
            known.add(new HashSet<>());
        }
        try {
            this.copy = Files.createTempFile("gradchain-votes-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Judges what a dead node wrote since the last look, in words what is wrong with it. */
    List<String> judge(int node, Path data) {
        List<String> wrong = new ArrayList<>();
        switch (read(data)) {
            case Attempt.Refused<List<byte[]>>(var refusal) -> wrong.add(refusal.message());
            case Attempt.Done<List<byte[]>>(var records) -> {
                for (byte[] record : records) {
                    if (known.get(node).add(HexFormat.of().formatHex(record))) {
                        auditor.persisted(node, record).ifPresent(wrong::add);
                    }
                }
            }
        }
        return wrong;
    }

    /** Whether a node that lives has written something since it was judged last. */
    boolean wrote(int node, Path data) {
        return read(data) instanceof Attempt.Done<List<byte[]>>(var records)
                && records.stream().anyMatch(r -> !known.get(node).contains(HexFormat.of().formatHex(r)));
    }

    /** From a copy: opening a log mends a torn tail, and that is the node's business. */
    private Attempt<List<byte[]>> read(Path data) {
        try {
            Files.copy(data.resolve("votes.log"), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException none) {
            return new Attempt.Done<>(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RecordLog.open(copy, chain).then(opened -> {
            opened.log().close();
            return new Attempt.Done<>(opened.records());
        });
    }

    /** How many records were judged. */
    int judged() {
        return known.stream().mapToInt(Set::size).sum();
    }

    /** Empty where the engine writes no votes. */
    static Optional<VoteAudit> of(ChainSpec spec, int nodes) {
        return Engines.spec(spec).finalizes() ? Optional.of(new VoteAudit(spec, nodes)) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
