package io.gradchain.cli.testnet;

import io.gradchain.cli.error.Problem;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.node.Node;
import io.gradchain.node.NodeConfig;
import io.gradchain.node.NodeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** Nodes in this process, until it is asked to end. */
public final class RunningNodes {
    private final List<Node> nodes = new ArrayList<>();

    private RunningNodes() {}

    /** Starts the validators {@code names}, or none of them and says why; SIGTERM and Ctrl-C stop them in good order. */
    public static RunningNodes start(ChainFolder folder, List<String> names) {
        return start(folder, names, usual -> usual);
    }

    /** As {@link #start(ChainFolder, List)}, with settings that differ from the testnet's. */
    public static RunningNodes start(ChainFolder folder, List<String> names, UnaryOperator<NodeSettings> change) {
        Plan plan = folder.requirePlan();
        RunningNodes running = new RunningNodes();
        for (String name : names) {
            NodeConfig config = plan.config(folder, name);
            switch (Node.start(config.with(change.apply(config.settings())))) {
                case Attempt.Done<Node>(Node node) -> running.nodes.add(node);
                case Attempt.Refused<Node>(var refusal) -> {
                    running.close();
                    throw Problem.of(refusal).failed();
                }
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop-nodes"));
        return running;
    }

    /** Waits until the process is asked to end. */
    public void await() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void close() {
        nodes.forEach(Node::close);
        nodes.clear();
    }
}
