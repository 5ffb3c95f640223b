package io.gradchain.cli.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this program again, with this JVM's options, in a process that outlives the command. */
final class BackgroundJvm {
    private static final String MAIN = "io.gradchain.cli.Main";

    /** Of logs: {@code text} or {@code json}, a line an object. */
    static final String LOG_FORMAT = "gradchain.log.format";

    private BackgroundJvm() {}

    /** What the process says outside of its log, from its last start on: why it did not start, or the JVM's last words. */
    static Path printed(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("[.]log$", ".out"));
    }

    /** Runs the command line {@code args} of the home folder {@code home}; it logs to {@code log}, and what it prints goes to {@link #printed}. */
    static Process start(Path home, Path log, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("--add-modules") && !option.startsWith("-Dgradchain.log.")) {
                command.add(option);
            }
        }
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-XX:MetaspaceSize=96m");
        boolean json = "json".equals(System.getProperty(LOG_FORMAT));
        command.add("-Dlogback.configurationFile=logback-node" + (json ? "-json" : "") + ".xml");
        command.add("-Dgradchain.log.file=" + log);
        command.add("-Dgradchain.terminal=false");
        command.add("-Dgradchain.home=" + home);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(args);
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
