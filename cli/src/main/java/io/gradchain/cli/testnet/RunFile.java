package io.gradchain.cli.testnet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs: written by {@code testnet up}, removed by {@code testnet down}.
 *
 * @param started UTC
 * @param processes true if every node has a process of its own
 */
public record RunFile(String started, boolean processes, List<RunningNode> nodes) {
    public RunFile {
        nodes = List.copyOf(nodes);
    }

    /**
     * One node.
     *
     * @param rpcPort port of its JSON-RPC on 127.0.0.1
     * @param bornMillis start of the process, so that another process that got its pid is not taken for it
     */
    public record RunningNode(String name, int rpcPort, long pid, long bornMillis) {
        static RunningNode of(String name, int rpcPort, ProcessHandle process) {
            return new RunningNode(name, rpcPort, process.pid(), born(process));
        }

        /** The address of its JSON-RPC. */
        public String url() {
            return "http://127.0.0.1:" + rpcPort;
        }

        /** The process, if it still runs. */
        public Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(p -> p.isAlive() && born(p) == bornMillis);
        }
    }

    private static long born(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    public boolean alive() {
        return nodes.stream().anyMatch(node -> node.process().isPresent());
    }
}
