package io.gradchain.cli.testnet;

import io.gradchain.cli.error.CliError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ports of 127.0.0.1 for the nodes' JSON-RPC. */
public final class Ports {
    public static final int FIRST = 7070;
    private static final int LAST = 65_535;

    private Ports() {}

    /**
     * {@code count} free ports: from {@code wanted} on without a gap, or refused; without a wish the next free ones
     * from {@code first} on.
     */
    public static List<Integer> pick(Optional<Integer> wanted, int first, int count) {
        List<Integer> out = new ArrayList<>();
        for (int port = wanted.orElse(first); out.size() < count; port++) {
            if (port > LAST || port < 1) {
                throw CliError.BAD_OPTION.at(
                        "--port " + wanted.orElse(first), "there are no " + count + " ports there");
            }
            if (free(port)) {
                out.add(port);
            } else if (wanted.isPresent()) {
                throw CliError.PORT_IN_USE.at("--port " + wanted.get(), "another process listens on 127.0.0.1:" + port);
            }
        }
        return out;
    }

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
