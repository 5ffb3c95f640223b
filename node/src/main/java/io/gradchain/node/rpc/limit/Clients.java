package io.gradchain.node.rpc.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The accounts of all addresses that were heard of lately; an IPv6 network of 64 bits is one address. */
public final class Clients {
    private static final int MOST = 4_096;
    private static final int NETWORK_BYTES = 8;

    private final int connectionsEach;
    private final CallLimits calls;
    private final Semaphore waiting;
    private final Map<ByteBuffer, Client> byAddress = new HashMap<>();

    public Clients(int connectionsEach, CallLimits calls) {
        this.connectionsEach = connectionsEach;
        this.calls = calls;
        this.waiting = new Semaphore(calls.waiting());
    }

    /** The account for a new connection; empty where the address, or the table of addresses, has no room. */
    public synchronized Optional<Client> connect(InetAddress address, long nowNanos) {
        ByteBuffer key = key(address);
        Client client = byAddress.get(key);
        if (client == null) {
            if (byAddress.size() >= MOST) {
                byAddress.values().removeIf(old -> old.isForgettable(nowNanos));
            }
            if (byAddress.size() >= MOST) {
                return Optional.empty();
            }
            boolean local = address.isLoopbackAddress();
            client = new Client(local, local ? calls.localUnitsPerSecond() : calls.unitsPerSecond(), nowNanos);
            byAddress.put(key, client);
        }
        return client.connect(connectionsEach) ? Optional.of(client) : Optional.empty();
    }

    public void disconnect(Client client) {
        client.disconnect();
    }

    /** A place among the calls that wait; given back by {@link #stopWaiting}. */
    public boolean startWaiting(Client client) {
        if (!waiting.tryAcquire()) {
            return false;
        }
        if (client.startWaiting(calls.waitingPerAddress())) {
            return true;
        }
        waiting.release();
        return false;
    }

    public void stopWaiting(Client client) {
        client.stopWaiting();
        waiting.release();
    }

    private static ByteBuffer key(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return ByteBuffer.allocate(0);
        }
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
    }
}
