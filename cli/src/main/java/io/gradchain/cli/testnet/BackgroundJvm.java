package io.gradchain.cli.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts nodes, with this JVM's options, in a process that outlives the command. */
final class BackgroundJvm {
    private static final String MAIN = "io.gradchain.cli.NodeMain";

    /** Of logs: {@code text} or {@code json}, a line an object. */
    static final String LOG_FORMAT = "gradchain.log.format";

    /** Of nodes: where the archive of their classes is, which the launcher made. */
    private static final String ARCHIVE = "gradchain.node.archive";

    /** Options of this JVM that a node has its own of. */
    private static final List<String> OWN = List.of(
            "--add-modules",
            "-Dgradchain.log.",
            "-XX:SharedArchiveFile",
            "-XX:TieredStopAtLevel",
            "-XX:MetaspaceSize",
            "-Xlog:disable");

    private BackgroundJvm() {}

    /** What the process says outside of its log, from its last start on: why it did not start, or the JVM's last words. */
    static Path printed(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("[.]log$", ".out"));
    }

    /** Nothing where there is no archive; one that fits no longer is passed over without a word. */
    private static List<String> archived() {
        String archive = System.getProperty(ARCHIVE, "");
        return archive.isEmpty() || !Files.exists(Path.of(archive))
                ? List.of()
                : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
    }

    /** Runs the validators {@code names} of the home folder {@code home}; it logs to {@code log}, and what it prints goes to {@link #printed}. */
    static Process start(Path home, Path log, List<String> names) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (OWN.stream().noneMatch(option::startsWith)) {
                command.add(option);
            }
        }
        command.addAll(archived());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-XX:MetaspaceSize=96m");
        boolean json = "json".equals(System.getProperty(LOG_FORMAT));
        command.add("-Dlogback.configurationFile=logback-node" + (json ? "-json" : "") + ".xml");
        command.add("-Dgradchain.log.file=" + log);
        command.add("-Dgradchain.terminal=false");
        command.add("-Dgradchain.home=" + home);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(names);
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(printed(log).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
