package io.gradchain.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/** How long this machine takes to make a small record durable, with nothing else of ours running: no vote is faster. */
final class DiskProbe {
    private static final int SYNCS = 200;
    private static final int BYTES = 200;

    private DiskProbe() {}

    static Percentiles run() {
        Histogram times = Percentiles.histogram();
        try {
            Path file = Files.createTempFile("gradchain-probe-", ".log");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int i = 0; i < SYNCS; i++) {
                    ByteBuffer record = ByteBuffer.allocate(BYTES);
                    while (record.hasRemaining()) {
                        channel.write(record);
                    }
                    long start = System.nanoTime();
                    channel.force(false);
                    Percentiles.record(times, System.nanoTime() - start);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Percentiles.of(times);
    }
}
