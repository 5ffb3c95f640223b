package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import io.gradchain.consensus.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Starts, stops and forgets the testnet of a folder. */
public final class LocalTestnet {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 15;
    private static final long POLL_MILLIS = 50;

    private final ChainFolder folder;

    public LocalTestnet(ChainFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts {@code validators} nodes in the background and returns when {@code ready} accepts them. A testnet of
     * earlier is continued with as many validators as it had; nodes of it that died are started again.
     *
     * @param engine name of the consensus engine; {@link Engines#DEFAULT} if not given
     * @param processes one process a node instead of one for all
     * @param firstRpcPort taken as it is, or refused
     */
    public RunFile up(
            Optional<String> engine,
            Optional<Integer> validators,
            boolean processes,
            Optional<Integer> firstRpcPort,
            Predicate<RunFile> ready) {
        Optional<RunFile> running = folder.running();
        if (running.isPresent()
                && running.get().nodes().stream().allMatch(n -> n.process().isPresent())) {
            throw CliError.TESTNET_RUNNING.at(
                    folder.path().toString(), "it was started " + running.get().started());
        }
        RunFile run = running.map(this::revive).orElseGet(() -> startAll(engine, validators, processes, firstRpcPort));
        awaitReady(run, ready);
        return run;
    }

    private RunFile startAll(
            Optional<String> engine, Optional<Integer> validators, boolean processes, Optional<Integer> firstRpcPort) {
        int before = folder.plan().map(Plan::validators).orElse(validators.orElse(4));
        if (validators.isPresent() && validators.get() != before) {
            throw CliError.BAD_OPTION.at(
                    "--nodes " + validators.get(),
                    "this chain has " + before + " validators",
                    "leave --nodes out, or start anew: gradchain testnet reset");
        }
        String consensus = folder.plan().map(Plan::engine).orElse(engine.orElse(Engines.DEFAULT));
        if (engine.isPresent() && !engine.get().equals(consensus)) {
            throw CliError.BAD_OPTION.at(
                    "--engine " + engine.get(),
                    "this chain runs " + consensus,
                    "leave --engine out, or start anew: gradchain testnet reset");
        }
        Plan plan = Plan.make(consensus, before, firstRpcPort);
        folder.write(plan);
        List<RunFile.RunningNode> nodes = new ArrayList<>();
        if (processes) {
            for (int i = 0; i < before; i++) {
                nodes.add(startOne(plan, plan.names().get(i)));
            }
        } else {
            Process all = BackgroundJvm.start(folder.home(), folder.log("testnet"), plan.names());
            for (int i = 0; i < before; i++) {
                nodes.add(RunFile.RunningNode.of(
                        plan.names().get(i), plan.rpcPorts().get(i), all.toHandle()));
            }
        }
        RunFile run = new RunFile(Instant.now().toString(), processes, nodes);
        folder.write(run);
        return run;
    }

    private RunFile.RunningNode startOne(Plan plan, String name) {
        Process process = BackgroundJvm.start(folder.home(), folder.log(name), List.of(name));
        return RunFile.RunningNode.of(name, plan.rpcPorts().get(plan.names().indexOf(name)), process.toHandle());
    }

    /** Starts the nodes of the testnet that died again, each in a process of its own, and waits for nothing. */
    public RunFile revive() {
        return revive(folder.lastRun());
    }

    private RunFile revive(RunFile run) {
        Plan plan = folder.requirePlan();
        List<RunFile.RunningNode> nodes = run.nodes().stream()
                .map(node -> node.process().isPresent() ? node : startOne(plan, node.name()))
                .toList();
        RunFile revived = new RunFile(run.started(), run.processes(), nodes);
        folder.write(revived);
        return revived;
    }

    private void awaitReady(RunFile run, Predicate<RunFile> ready) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!ready.test(run)) {
            for (RunFile.RunningNode node : run.nodes()) {
                if (node.process().isEmpty()) {
                    Path log = folder.log(run.processes() ? node.name() : "testnet");
                    down();
                    throw CliError.NODE_FAILED_TO_START.at(log.toString(), lastLines(BackgroundJvm.printed(log)));
                }
            }
            if (System.nanoTime() > end) {
                down();
                throw CliError.TIMEOUT.at(
                        folder.path().toString(),
                        "no final block within " + START_SECONDS + " s",
                        "see the logs there");
            }
            pause();
        }
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING:"))
                    .toList();
            return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
        } catch (IOException e) {
            return "it ended without a word";
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Nodes started from here on log a JSON object a line. */
    public static void logJson() {
        System.setProperty(BackgroundJvm.LOG_FORMAT, "json");
    }

    /** Stops what runs, by SIGTERM and after 15 s by SIGKILL; how many processes that were. */
    public int down() {
        List<ProcessHandle> processes = folder.running().stream()
                .flatMap(run -> run.nodes().stream())
                .flatMap(node -> node.process().stream())
                .distinct()
                .toList();
        processes.forEach(ProcessHandle::destroy);
        CompletableFuture<?> gone = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        gone.completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
        processes.forEach(ProcessHandle::destroyForcibly);
        folder.forgetRun();
        return processes.size();
    }

    /** Stops what runs and moves the chain to {@code snapshots}; where it went, empty if there was none. */
    public Optional<Path> reset(Path snapshots) {
        down();
        return folder.exists() ? Optional.of(folder.moveTo(snapshots, Instant.now())) : Optional.empty();
    }
}
