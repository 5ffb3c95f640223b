package io.gradchain.cli.torture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Connections that begin something and never end it; each is opened again when the node closes it. */
final class SilentSockets implements Attacker {
    /** A socket that was thrown out comes back after so long. */
    private static final long AGAIN_MILLIS = 250;

    private final String name;
    private final int port;
    private final byte[] beginning;
    private final long dripMillis;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private volatile boolean closed;

    /** Half-open handshakes: some bytes of the first message, then silence. */
    static SilentSockets handshakes(Target target, int count) {
        return new SilentSockets("half-open handshakes", target.peerPort(), count, new byte[] {0, 32, 1, 2, 3}, 0);
    }

    /** Slow clients: a request whose body drips, a byte a second. */
    static SilentSockets slowClients(Target target, int count) {
        String head = "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + target.rpcPort()
                + "\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{";
        return new SilentSockets(
                "slow RPC clients", target.rpcPort(), count, head.getBytes(StandardCharsets.US_ASCII), 1_000);
    }

    private SilentSockets(String name, int port, int count, byte[] beginning, long dripMillis) {
        this.name = name;
        this.port = port;
        this.beginning = beginning;
        this.dripMillis = dripMillis;
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofVirtual().start(this::again));
        }
    }

    private void again() {
        while (!closed) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                open.add(socket);
                opened.incrementAndGet();
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                hold(socket);
            } catch (IOException thrownOut) {
                // That is what the node is for.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
        }
    }

    private void hold(Socket socket) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(beginning);
            if (dripMillis == 0) {
                int ended = in.read();
                while (ended >= 0) {
                    ended = in.read();
                }
                return;
            }
            while (!closed) {
                out.write(' ');
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dripMillis));
            }
        } finally {
            now.decrementAndGet();
            open.remove(socket);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String story() {
        return "%,d connections opened, %,d at most at one time".formatted(opened.get(), most.get());
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Socket socket : List.copyOf(open)) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
