package io.gradchain.cli.testnet;

import io.gradchain.consensus.Engines;
import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two validators from nothing to a final block: what an archive of a node's classes is made from. */
public final class Rehearsal {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Rehearsal() {}

    /** In an unused folder; whether there was a final block within 30 s. The nodes stop with the process. */
    public static boolean of(ChainFolder folder) {
        Plan plan = Plan.make(Engines.DEFAULT, 2, Optional.empty());
        folder.write(plan);
        RunningNodes.start(folder, plan.names());
        URI url = URI.create("http://127.0.0.1:" + plan.rpcPorts().getFirst());
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (RpcClient client = new RpcClient(url, Optional.empty(), Duration.ofSeconds(5))) {
            while (System.nanoTime() < end) {
                if (client.call("node_status", Json.object()) instanceof RpcSuccess ok
                        && Long.parseLong(ok.result().path("finalHeight").asString("0")) > 0) {
                    return true;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return false;
    }
}
