package io.gradchain.cli.command;

import io.gradchain.cli.error.CliError;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.cli.error.Problem;
import io.gradchain.cli.terminal.Screen;
import io.gradchain.cli.testnet.ChainFolder;
import io.gradchain.consensus.Labs;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.sim.Blame;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.chain.ElectedCommittees;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Names validators that signed what no honest validator signs, from what stopped nodes have on their disks. */
@Command(
        name = "audit",
        description = "Read the vote logs and finality proofs of stopped nodes, and name who contradicted itself.",
        footerHeading = "%nExample:%n",
        footer = "  gradchain testnet down && gradchain audit")
final class AuditCommand implements Runnable {
    @Mixin
    private Common common;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description =
                    "A testnet's folder; every data directory in it is read. Default: the testnet of this machine.")
    private Optional<Path> dir = Optional.empty();

    @Override
    public void run() {
        Screen screen = common.screen();
        ChainFolder folder =
                dir.map(ChainFolder::new).orElseGet(() -> common.home().testnet());
        ChainSpec spec = folder.requirePlan().spec();
        List<Path> directories = directories(folder.path());
        SortedMap<Long, Committee> committees = new TreeMap<>();
        committees.put(0L, Committee.genesis(spec));
        directories.forEach(directory -> open(directory, spec, data -> collect(data, spec, committees)));
        Blame blame = Labs.find(spec.engine())
                .orElseThrow(() -> CliError.UNKNOWN_NAME.at(
                        spec.engine(), "votes of this engine cannot be read", "there are " + Labs.NAMES))
                .blame(spec, new Ed25519(), epoch -> Optional.ofNullable(committees.get(epoch)));
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        long records = 0;
        for (Path directory : directories) {
            records += open(directory, spec, data -> read(data, blame));
        }
        List<Blame.Guilt> guilty = blame.guilty();
        screen.heading("%d directories, %,d records and proofs".formatted(directories.size(), records));
        result.put("ok", guilty.isEmpty())
                .put("directories", directories.size())
                .put("records", records);
        ArrayNode list = result.putArray("guilty");
        for (Blame.Guilt guilt : guilty) {
            screen.line("  " + screen.red(name(spec, guilt.key())) + "  " + guilt.key());
            screen.line("    signed  " + guilt.first());
            screen.line("    and     " + guilt.second());
            list.addObject()
                    .put("name", name(spec, guilt.key()))
                    .put("key", guilt.key().toString())
                    .put("epoch", guilt.epoch())
                    .put("first", guilt.first())
                    .put("second", guilt.second());
        }
        if (!guilty.isEmpty()) {
            String names = guilty.stream().map(guilt -> name(spec, guilt.key())).collect(Collectors.joining(", "));
            throw CliError.GUILTY.at(
                    folder.path().toString(), names + " signed two statements that exclude each other");
        }
        screen.line("  nobody contradicted itself");
        screen.next("gradchain testnet up");
        screen.result(result);
    }

    private static List<Path> directories(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.exists(path.resolve("votes.log")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CliError.FILE_UNREADABLE.at(folder.toString(), e.toString());
        }
    }

    /** Refused while the node runs. */
    private static long open(Path directory, ChainSpec spec, ToLongFunction<DataDirectory> work) {
        return switch (DataDirectory.open(directory, spec.hash())) {
            case Attempt.Refused<DataDirectory> refused -> throw new CommandFailed(Problem.of(refused.refusal()));
            case Attempt.Done<DataDirectory>(DataDirectory data) -> {
                try (data) {
                    yield work.applyAsLong(data);
                }
            }
        };
    }

    /** The committees that final blocks elected, from the states after them or as they were put aside; how many. */
    private static long collect(DataDirectory data, ChainSpec spec, SortedMap<Long, Committee> committees) {
        ProtocolRules rules = ProtocolRules.of(spec);
        Committees elected = new ElectedCommittees(spec, rules, StateTrees.over(data.store()));
        StateWindow states = StateWindow.archive(data.store());
        BlockStore blocks = data.blocks();
        for (long height = 1; blocks.canonical(height).isPresent(); height++) {
            BlockHeader header =
                    blocks.canonical(height).flatMap(blocks::header).orElseThrow();
            if (!header.nextCommittee().equals(Hash.ZERO)) {
                long next = rules.engine().epochs().of(height, header.seal()) + 1;
                CommitteeBook.find(data.store(), states, elected, next, header)
                        .ifPresent(committee -> committees.putIfAbsent(next, committee));
            }
        }
        return committees.size();
    }

    /** How many records and proofs there were. */
    private static long read(DataDirectory data, Blame blame) {
        data.votes().records().forEach(blame::read);
        return data.votes().records().size() + proofs(data.blocks(), blame);
    }

    private static long proofs(BlockStore blocks, Blame blame) {
        long found = 0;
        Optional<Hash> block = blocks.canonical(0);
        for (long height = 1; block.isPresent(); block = blocks.canonical(height++)) {
            Optional<byte[]> proof = blocks.finalityProof(block.get());
            proof.ifPresent(blame::read);
            found += proof.isPresent() ? 1 : 0;
        }
        return found;
    }

    private static String name(ChainSpec spec, PublicKey key) {
        return spec.validators().stream()
                .filter(validator -> validator.key().equals(key))
                .map(ChainSpec.Validator::name)
                .findFirst()
                .orElse("unknown");
    }
}
