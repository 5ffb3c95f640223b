package io.gradchain.node.network;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.noise.TransportKeys;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A peer by hand over a plain socket, for saying what an honest node never would. */
final class RawPeer implements AutoCloseable {
    final Socket socket;
    final KeyPair identity;
    final DataInputStream in;
    TransportKeys keys;

    RawPeer(int seed, InetSocketAddress to) throws IOException {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        identity = KeyPair.fromSeed(new Ed25519(), bytes);
        socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(5));
        in = new DataInputStream(socket.getInputStream());
    }

    PublicKey key() {
        return identity.publicKey();
    }

    /** Goes through an honest handshake as the dialler. */
    RawPeer shakeHands(Hash chain) throws IOException {
        PeerHandshake handshake = new PeerHandshake(new HandshakeIdentity(identity, 7, chain), true);
        sendHandshake(0, handshake.first());
        if (!(handshake.read(readHandshake()) instanceof PeerHandshake.Step.Done done)) {
            throw new AssertionError("the node does not prove itself");
        }
        sendHandshake(0, done.last().orElseThrow());
        keys = done.keys();
        return this;
    }

    void sendHandshake(int type, byte[] message) throws IOException {
        send(ByteBuffer.allocate(3 + message.length)
                .put((byte) type)
                .putShort((short) message.length)
                .put(message)
                .array());
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    byte[] readHandshake() throws IOException {
        if (in.readByte() != 0) {
            throw new AssertionError("the node refuses");
        }
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return message;
    }

    /** Reads a refusal of the handshake and the end of the connection. */
    PeerError refusal() throws IOException {
        if (in.readByte() != 1 || in.readUnsignedShort() != 1) {
            throw new AssertionError("not a refusal");
        }
        PeerError reason = PeerError.of(in.readByte()).orElseThrow();
        expectEnd();
        return reason;
    }

    /** Encrypts one record as it is. */
    byte[] sealed(byte[] record) {
        byte[] sealed = keys.send().encrypt(record);
        return ByteBuffer.allocate(2 + sealed.length)
                .putShort((short) sealed.length)
                .put(sealed)
                .array();
    }

    void sendRecord(int kind, int length, byte[] body) throws IOException {
        send(sealed(ByteBuffer.allocate(5 + body.length)
                .put((byte) kind)
                .putInt(length)
                .put(body)
                .array()));
    }

    /** The next frame of one record: kind, then body. */
    byte[] readFrame() throws IOException {
        byte[] sealed = new byte[in.readUnsignedShort()];
        in.readFully(sealed);
        byte[] record = keys.receive().decrypt(sealed).orElseThrow();
        return ByteBuffer.allocate(record.length - 4)
                .put(record[0])
                .put(record, 5, record.length - 5)
                .array();
    }

    /** Reads the node's goodbye and the end of the connection. */
    PeerError goodbye() throws IOException {
        byte[] frame = readFrame();
        if (frame[0] != FrameKind.GOODBYE.wire()) {
            throw new AssertionError("not a goodbye but kind " + frame[0]);
        }
        expectEnd();
        return PeerError.of(frame[1]).orElseThrow();
    }

    private void expectEnd() throws IOException {
        int more = in.read();
        if (more >= 0) {
            throw new AssertionError("the connection goes on");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
