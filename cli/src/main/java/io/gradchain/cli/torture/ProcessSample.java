package io.gradchain.cli.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds, as Linux ({@code /proc}) and the JVM ({@code jcmd}) tell it.
 *
 * @param rss resident memory in KiB
 * @param heap in KiB after a full collection
 * @param files open descriptors
 * @param disk of the data directory in KiB
 */
record ProcessSample(double seconds, long rss, long heap, int threads, int files, long disk) {
    private static final Pattern USED = Pattern.compile("total [^\n]*, used ([0-9]+)K");

    /** Collects the garbage of the process first, so its heap is what it needs; empty if the process is gone. */
    static Optional<ProcessSample> of(double seconds, long pid, Path data) {
        try {
            String heap = collect(pid);
            Path proc = Path.of("/proc/" + pid);
            String status = Files.readString(proc.resolve("status"));
            return Optional.of(new ProcessSample(
                    seconds,
                    field(status, "VmRSS"),
                    used(heap),
                    (int) field(status, "Threads"),
                    count(proc.resolve("fd")),
                    size(data)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static boolean possibleHere() {
        return Files.isReadable(Path.of("/proc/self/status")) && Files.isExecutable(jcmd());
    }

    private static Path jcmd() {
        return Path.of(System.getProperty("java.home"), "bin", "jcmd");
    }

    /** Both commands by one start of the tool, which costs more than the collection. */
    private static String collect(long pid) throws IOException {
        Path commands = Files.createTempFile("gradchain-jcmd-", ".txt");
        try {
            Files.writeString(commands, "GC.run\nGC.heap_info\n");
            Process process = new ProcessBuilder(
                            jcmd().toString(),
                            "-J-XX:TieredStopAtLevel=1",
                            "-J-XX:+UseSerialGC",
                            Long.toString(pid),
                            "-f",
                            commands.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(commands);
        }
    }

    private static long used(String heapInfo) {
        return USED.matcher(heapInfo)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    private static long field(String status, String name) {
        Matcher found = Pattern.compile(name + ":\\s+([0-9]+)").matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(ProcessSample::length).sum() >> 10;
        } catch (UncheckedIOException movedAway) {
            return 0;
        }
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException deleted) {
            return 0;
        }
    }
}
