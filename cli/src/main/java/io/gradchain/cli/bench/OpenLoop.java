package io.gradchain.cli.bench;

import io.gradchain.node.client.RpcClient;
import io.gradchain.node.client.RpcFailure;
import io.gradchain.node.client.RpcSuccess;
import io.gradchain.node.rpc.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the load through one node's JSON-RPC, each transfer at its time whatever became of those before. Each account
 * has a lane of its own, so that its nonces stay in order while others do not wait for it.
 */
final class OpenLoop implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Load load;
    private final long start;
    private final RpcClient client;
    private final long[] sent;
    private final long[] acked;
    private final String[] refused;
    private final List<Thread> lanes = new ArrayList<>();

    /** @param start nanoTime of offset zero */
    OpenLoop(Load load, String url, long start) {
        this.load = load;
        this.start = start;
        this.client = new RpcClient(URI.create(url), Optional.empty(), TIMEOUT);
        this.sent = new long[load.size()];
        this.acked = new long[load.size()];
        this.refused = new String[load.size()];
        for (int i = 0; i < Load.ACCOUNTS; i++) {
            int lane = i;
            lanes.add(Thread.ofVirtual().name("bench-lane-" + lane).start(() -> drive(lane)));
        }
    }

    private void drive(int lane) {
        for (int i = lane; i < load.size(); i += Load.ACCOUNTS) {
            await(intended(i));
            sent[i] = System.nanoTime();
            submit(i);
        }
    }

    private static void await(long time) {
        long left = time - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = time - System.nanoTime();
        }
    }

    private void submit(int index) {
        String raw = HexFormat.of().formatHex(load.transfers().get(index).encoded());
        switch (client.call("tx_submit", Json.object().put("raw", raw))) {
            case RpcSuccess ok -> acked[index] = System.nanoTime();
            case RpcFailure failure -> refused[index] = failure.code();
        }
    }

    /** When transfer {@code index} is meant to be sent. */
    long intended(int index) {
        return start + load.offsets()[index];
    }

    /** Waits until everything was sent and answered; how many transfers were taken. */
    int join() throws InterruptedException {
        for (Thread lane : lanes) {
            lane.join();
        }
        int taken = 0;
        for (long time : acked) {
            taken += time != 0 ? 1 : 0;
        }
        return taken;
    }

    long sent(int index) {
        return sent[index];
    }

    /** When the node said yes; 0 if it did not. */
    long acked(int index) {
        return acked[index];
    }

    /** The code it was refused with. */
    Optional<String> refused(int index) {
        return Optional.ofNullable(refused[index]);
    }

    @Override
    public void close() {
        client.close();
    }
}
