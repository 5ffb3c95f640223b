package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import io.gradchain.node.archive.ChainFile;
import io.gradchain.node.fault.NodeError;
import io.gradchain.storage.DataDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A chain of several epochs goes into a file and comes out again; of a file that was touched nothing is believed. */
@Timeout(90)
class ChainExportTest {
    @TempDir
    private Path folder;

    private final ChainSpec spec =
            TestChain.spec(4, "pos", new TreeMap<>(Map.of("epoch_blocks", 3L, "max_empty_interval_ms", 40L)));

    @Test
    void aChainComesBackAndNothingElseDoes() throws Exception {
        Path source = grow();
        Path file = folder.resolve("chain");
        long blocks = ChainExport.export(source, spec, file).orElseThrow();
        assertThat(blocks).isGreaterThanOrEqualTo(7);
        Path copy = folder.resolve("copy");
        assertThat(ChainExport.read(file, copy).orElseThrow().height()).isEqualTo(blocks);
        assertThat(tip(copy)).isEqualTo(tip(source));

        byte[] good = Files.readAllBytes(file);
        for (int length : List.of(0, 7, 100, good.length / 2, good.length - 1)) {
            assertThat(refusal(Arrays.copyOf(good, length)))
                    .as("cut to " + length)
                    .isEqualTo(NodeError.EXPORT_UNREADABLE);
        }
        byte[] damaged = good.clone();
        damaged[good.length / 3] ^= 4;
        assertThat(refusal(damaged)).isEqualTo(NodeError.EXPORT_UNREADABLE);

        List<ChainFile.Entry.Final> entries = entries(good);
        assertThat(refusal(written(entries.subList(1, entries.size())))).isEqualTo(NodeError.BLOCK_DOES_NOT_FIT);
        List<ChainFile.Entry.Final> stuffed = new ArrayList<>(entries);
        Block third = entries.get(2).block();
        stuffed.set(
                2,
                new ChainFile.Entry.Final(
                        new Block(third.header(), List.of(TestChain.transfer(3, 0, TestChain.account(1), 1))),
                        entries.get(2).proof()));
        assertThat(refusal(written(stuffed))).isEqualTo(NodeError.BLOCK_DOES_NOT_FIT);
        List<ChainFile.Entry.Final> unproven = new ArrayList<>(entries);
        int last = entries.size() - 1;
        unproven.set(last, new ChainFile.Entry.Final(entries.get(last).block(), new byte[0]));
        assertThat(refusal(written(unproven))).isEqualTo(NodeError.BLOCK_DOES_NOT_FIT);
        unproven.set(last, new ChainFile.Entry.Final(entries.get(last).block(), new byte[] {1}));
        assertThat(refusal(written(unproven))).isEqualTo(NodeError.BLOCK_DOES_NOT_FIT);
    }

    private Path grow() throws Exception {
        Path source;
        try (Testnet net = Testnet.start(folder, spec, TestChain.validators(4)).orElseThrow()) {
            net.node(0).submit(TestChain.transfer(0, 0, TestChain.account(1), 5));
            assertThat(net.node(0).watch().height(7, 50_000).get(60, TimeUnit.SECONDS))
                    .isTrue();
            source = net.node(0).config().directory();
        }
        return source;
    }

    private Object refusal(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("touched"), bytes);
        Attempt<ChainExport.Imported> read = ChainExport.read(file, Files.createTempDirectory(folder, "into"));
        return read instanceof Attempt.Refused<ChainExport.Imported>(var refusal) ? refusal.code() : read;
    }

    private static List<ChainFile.Entry.Final> entries(byte[] bytes) throws Exception {
        ChainFile.Reader reader = new ChainFile.Reader(new ByteArrayInputStream(bytes));
        reader.spec();
        List<ChainFile.Entry.Final> entries = new ArrayList<>();
        while (reader.next() instanceof ChainFile.Entry.Final entry) {
            entries.add(entry);
        }
        return entries;
    }

    private byte[] written(List<ChainFile.Entry.Final> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChainFile.Writer writer = new ChainFile.Writer(out, spec);
        for (ChainFile.Entry.Final entry : entries) {
            writer.block(entry.block(), entry.proof());
        }
        writer.end();
        return out.toByteArray();
    }

    private Object tip(Path directory) {
        try (DataDirectory opened = DataDirectory.open(directory, spec.hash()).orElseThrow()) {
            return opened.blocks().finalTip();
        }
    }
}
