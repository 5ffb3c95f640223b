package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.archive.ChainFile;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.chain.ElectedCommittees;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.mempool.SignatureCache;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.KeyValueStore;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole chain out of a data directory into one file, and back: every block proven and executed again (SY-10). */
public final class ChainExport {
    private static final int SIGNATURES = 1_024;

    private ChainExport() {}

    /** What a file held. */
    public record Imported(ChainSpec spec, long height) {}

    /** Writes all final blocks of a directory that no node holds; how many. */
    public static Attempt<Long> export(Path directory, ChainSpec spec, Path file) {
        return DataDirectory.open(directory, spec.hash()).then(opened -> {
            try (opened;
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                BlockStore blocks = opened.blocks();
                ChainFile.Writer writer = new ChainFile.Writer(out, spec);
                long last = blocks.finalTip()
                        .flatMap(blocks::header)
                        .map(BlockHeader::height)
                        .orElse(0L);
                for (long height = 1; height <= last; height++) {
                    Optional<Block> block = blocks.canonical(height).flatMap(blocks::block);
                    if (block.isEmpty()) {
                        return Attempt.refused(
                                NodeError.NOT_WHOLE, directory.toString(), "block " + height + " is not kept there");
                    }
                    writer.block(
                            block.get(),
                            blocks.finalityProof(block.get().hash()).orElse(new byte[0]));
                }
                writer.end();
                return new Attempt.Done<>(last);
            } catch (IOException e) {
                return Attempt.refused(NodeError.EXPORT_UNREADABLE, file.toString(), e.toString());
            }
        });
    }

    /** The spec a file says it is of; hostile bytes. */
    public static Attempt<ChainSpec> spec(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new Attempt.Done<>(new ChainFile.Reader(in).spec());
        } catch (IOException e) {
            return Attempt.refused(NodeError.EXPORT_UNREADABLE, file.toString(), e.toString());
        } catch (ChainFile.Unreadable e) {
            return Attempt.refused(NodeError.EXPORT_UNREADABLE, file.toString(), e.getMessage());
        }
    }

    /** Makes the chain of {@code file} in a new data directory, believing nothing but the chain spec in it. */
    public static Attempt<Imported> read(Path file, Path directory) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ChainFile.Reader reader = new ChainFile.Reader(in);
            ChainSpec spec = reader.spec();
            Attempt<DataDirectory> made = DataDirectory.open(directory, spec.hash());
            if (made instanceof Attempt.Refused<DataDirectory>(var refusal)) {
                return new Attempt.Refused<>(refusal);
            }
            try (DataDirectory opened = made.orElseThrow()) {
                return new Import(file, spec, opened.store()).run(reader);
            }
        } catch (IllegalArgumentException e) {
            return Attempt.refused(NodeError.BAD_SPEC, file.toString(), e.getMessage());
        } catch (IOException e) {
            return Attempt.refused(NodeError.EXPORT_UNREADABLE, file.toString(), e.toString());
        } catch (ChainFile.Unreadable e) {
            return Attempt.refused(NodeError.EXPORT_UNREADABLE, file.toString(), e.getMessage());
        }
    }

    private static final class Import {
        private final Path file;
        private final ChainSpec spec;
        private final boolean finalizes;
        private final Chain chain;
        private final EngineProofs proofs;
        private final List<Block> unproven = new ArrayList<>();

        Import(Path file, ChainSpec spec, KeyValueStore store) {
            this.file = file;
            this.spec = spec;
            ConsensusEngine engine = Engines.create(spec, Optional.empty(), new Ed25519(), 0);
            finalizes = engine.spec().finalizes();
            ChainStart.ensure(store, spec);
            ProtocolRules rules = ProtocolRules.of(spec, engine);
            StateTrees trees = StateTrees.over(store);
            Committees committees = new ElectedCommittees(spec, rules, trees);
            proofs = new EngineProofs(engine, committees);
            StateTransition transition = new StateTransition(
                    rules,
                    trees,
                    new BlockStore(store)::header,
                    new SignatureCache(new Ed25519(), SIGNATURES),
                    new ContractCalls());
            chain = new Chain(store, transition, committees, finalizes);
        }

        Attempt<Imported> run(ChainFile.Reader reader) throws IOException, ChainFile.Unreadable {
            if (!finalizes) {
                return Attempt.refused(
                        NodeError.NO_SNAPSHOT,
                        file.toString(),
                        "blocks of " + spec.engine() + " are never proven final");
            }
            long count = 0;
            while (true) {
                switch (reader.next()) {
                    case ChainFile.Entry.Final(Block block, byte[] proof) -> {
                        count++;
                        Optional<String> wrong = take(block, proof, count);
                        if (wrong.isPresent()) {
                            return Attempt.refused(
                                    NodeError.BLOCK_DOES_NOT_FIT, file + ", block " + count, wrong.get());
                        }
                    }
                    case ChainFile.Entry.End(long blocks) -> {
                        if (blocks != count || !unproven.isEmpty()) {
                            return Attempt.refused(
                                    NodeError.BLOCK_DOES_NOT_FIT,
                                    file + ", block " + count,
                                    blocks != count ? "the file should have " + blocks : "it is not proven final");
                        }
                        return new Attempt.Done<>(new Imported(spec, count));
                    }
                }
            }
        }

        private Optional<String> take(Block block, byte[] proof, long height) {
            if (block.height() != height) {
                return Optional.of("it says height " + block.height());
            }
            if (chain.checked(block.header().parent()).isEmpty()) {
                return Optional.of("its parent is another");
            }
            if (chain.check(block) instanceof StateTransition.Outcome.Invalid invalid) {
                return Optional.of(invalid.rule().with(invalid.detail()));
            }
            unproven.add(block);
            if (proof.length > 0) {
                long epoch = proofs.epochOf(block.header());
                Optional<Committee> voters = proofs.committee(epoch, chain.finalizedHeader());
                if (voters.filter(known -> proofs.provesFinal(block.header(), proof, known))
                        .isEmpty()) {
                    return Optional.of("its proof does not make it final");
                }
                chain.finalizeUpTo(block.hash(), proof);
                unproven.clear();
            }
            return Optional.empty();
        }
    }
}
