package io.gradchain.node.rpc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A WebSocket client so plain that it can break every rule of RFC 6455. */
final class RawSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    final Socket socket;
    private final DataInputStream in;

    /** @param code of a close frame, else 0 */
    record Frame(int opcode, int code, String text) {
        JsonNode json() {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    RawSocket(TestRpc rpc) throws IOException {
        socket = rpc.open();
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(upgrade(rpc).getBytes(StandardCharsets.US_ASCII));
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            head += (char) in.readByte();
        }
        if (!head.startsWith("HTTP/1.1 101") || head.toLowerCase(Locale.ROOT).contains("extensions")) {
            throw new AssertionError(head);
        }
    }

    static String upgrade(TestRpc rpc, String... headers) {
        return "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + rpc.address.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
                + String.join("", headers) + "\r\n";
    }

    void text(String text) throws IOException {
        socket.getOutputStream().write(frame(TEXT, true, true, text.getBytes(StandardCharsets.UTF_8)));
    }

    void send(byte[] raw) throws IOException {
        socket.getOutputStream().write(raw);
    }

    static byte[] frame(int opcode, boolean last, boolean masked, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(opcode | (last ? 0x80 : 0));
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(mask | payload.length);
        } else {
            frame.write(mask | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        if (masked) {
            // A mask of zeros leaves the payload as it is.
            frame.writeBytes(new byte[4]);
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    Frame read() throws IOException {
        int opcode = in.readByte() & 0x0f;
        long length = in.readByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        int code = opcode == CLOSE && length >= 2 ? ByteBuffer.wrap(payload).getShort() : 0;
        int from = opcode == CLOSE ? Math.min(2, payload.length) : 0;
        return new Frame(opcode, code, new String(payload, from, payload.length - from, StandardCharsets.UTF_8));
    }

    /** Reads on until the server closes, and returns its code and reason. */
    Frame readClose() throws IOException {
        Frame frame = read();
        while (frame.opcode() != CLOSE) {
            frame = read();
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
