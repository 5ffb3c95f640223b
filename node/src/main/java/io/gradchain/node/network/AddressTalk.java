package io.gradchain.node.network;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.AddressList;
import io.gradchain.node.network.book.BookAddress;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The exchange of addresses on one connection: at most one list a minute, and only where it was asked for. */
final class AddressTalk {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Directory directory;
    private final AtomicBoolean asked = new AtomicBoolean();
    private long toldAt = System.nanoTime() - PAUSE_NANOS;

    /** The node's addresses. */
    interface Directory {
        /** Some addresses for a peer that asks, at most {@link AddressList#MAX}. */
        List<BookAddress> some();

        /** A peer told of addresses; they are hearsay until a handshake proves them. */
        void heard(PublicKey from, InetAddress at, List<BookAddress> told);

        /** A peer that dialled us says where it listens. */
        void listens(PublicKey peer, InetAddress at, int port);
    }

    /** What to do after a frame. */
    sealed interface Outcome {
        record Say(Frame answer) implements Outcome {}

        record Heard() implements Outcome {}

        record Broken(PeerError reason) implements Outcome {}
    }

    AddressTalk(Directory directory) {
        this.directory = directory;
    }

    Frame ask(int ownPort) {
        asked.set(true);
        byte[] body = ByteBuffer.allocate(2).putShort((short) ownPort).array();
        return new Frame(FrameKind.ASK_ADDRESSES, body);
    }

    boolean expected() {
        return asked.get();
    }

    Outcome take(Frame frame, PublicKey from, Optional<InetAddress> at) {
        return frame.kind() == FrameKind.ASK_ADDRESSES ? asked(frame.body(), from, at) : told(frame.body(), from, at);
    }

    private Outcome asked(byte[] body, PublicKey from, Optional<InetAddress> at) {
        if (body.length != 2) {
            return new Outcome.Broken(PeerError.BAD_RECORD);
        }
        long now = System.nanoTime();
        if (now - toldAt < PAUSE_NANOS) {
            return new Outcome.Broken(PeerError.FLOOD);
        }
        toldAt = now;
        int port = Short.toUnsignedInt(ByteBuffer.wrap(body).getShort());
        if (port > 0) {
            at.ifPresent(address -> directory.listens(from, address, port));
        }
        return new Outcome.Say(new Frame(FrameKind.ADDRESSES, AddressList.encode(directory.some())));
    }

    private Outcome told(byte[] body, PublicKey from, Optional<InetAddress> at) {
        asked.set(false);
        try {
            List<BookAddress> list = AddressList.decode(body);
            at.ifPresent(address -> directory.heard(from, address, list));
            return new Outcome.Heard();
        } catch (DecodeException e) {
            return new Outcome.Broken(PeerError.BAD_RECORD);
        }
    }
}
