package io.gradchain.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback address below those that systems lend to outgoing connections (32768 and up on Linux, 49152
 * elsewhere): a node that is down gets its port back, where a lent one may be taken by a peer that dials it meanwhile.
 */
final class LocalPorts {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000;

    private LocalPorts() {}

    /** Ports that are free now and differ from one another. */
    static List<Integer> find(int count) {
        List<Integer> ports = new ArrayList<>();
        int at = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        for (int tried = 0; ports.size() < count && tried < LAST - FIRST; tried++) {
            if (isFree(at)) {
                ports.add(at);
            }
            at = at + 1 == LAST ? FIRST : at + 1;
        }
        if (ports.size() < count) {
            throw new IllegalStateException("no " + count + " free ports between " + FIRST + " and " + LAST);
        }
        return List.copyOf(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
