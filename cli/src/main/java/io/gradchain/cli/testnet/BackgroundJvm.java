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

    private BackgroundJvm() {}

    /** Runs the command line {@code args} of the home folder {@code home}; all it prints is added to {@code log}. */
    static Process start(Path home, Path log, List<String> args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("--add-modules")) {
                command.add(option);
            }
        }
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-XX:MetaspaceSize=96m");
        command.add("-Dlogback.configurationFile=logback-node.xml");
        command.add("-Dgradchain.terminal=false");
        command.add("-Dgradchain.home=" + home);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(args);
        try {
            Files.createDirectories(log.getParent());
            return new ProcessBuilder(command)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
