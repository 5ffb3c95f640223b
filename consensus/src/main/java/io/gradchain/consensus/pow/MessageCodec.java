package io.gradchain.consensus.pow;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;

/**
 * The bytes of messages (C-110).
 *
 * <pre>
 *  u8 version | u8 type | body
 * </pre>
 */
public final class MessageCodec {
    /** Largest encoded message. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int VERSION = 1;

    private MessageCodec() {}

    public static byte[] encode(Message message) {
        ByteWriter out = new ByteWriter().u8(VERSION);
        switch (message) {
            case Message.Announce announce -> Block.write(out.u8(1), announce.block());
            case Message.HeadersRequest request -> out.u8(2).list(request.locator(), Hash::write);
            case Message.Headers headers -> out.u8(3).list(headers.headers(), BlockHeader::write);
            case Message.BodiesRequest request -> out.u8(4).list(request.blocks(), Hash::write);
            case Message.Body body -> Block.write(out.u8(5), body.block());
            case Message.Head head -> BlockHeader.write(out.u8(6), head.header());
        }
        return out.toByteArray();
    }

    /** What bytes from a peer turned out to be; never throws. */
    public static Decoded decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Decoded.Malformed("longer than 1 MiB");
        }
        try {
            return new Decoded.Read(ByteReader.decode(bytes, MessageCodec::read));
        } catch (DecodeException e) {
            return new Decoded.Malformed(e.getMessage());
        }
    }

    private static Message read(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown message version " + version);
        }
        int type = in.u8();
        return switch (type) {
            case 1 -> new Message.Announce(block(in));
            case 2 -> new Message.HeadersRequest(in.list(Message.MAX_LOCATOR, Hash::read));
            case 3 -> new Message.Headers(in.list(Message.MAX_HEADERS, BlockHeader::read));
            case 4 -> new Message.BodiesRequest(in.list(Message.MAX_BODIES, Hash::read));
            case 5 -> new Message.Body(block(in));
            case 6 -> new Message.Head(BlockHeader.read(in));
            default -> throw in.fail("unknown message type " + type);
        };
    }

    /** A body that is not its header's is refused here: a verdict on it would condemn the hash. */
    private static Block block(ByteReader in) {
        Block block = Block.read(in);
        if (!block.hasItsBody()) {
            throw in.fail("the transactions are not those of the header");
        }
        return block;
    }

    public sealed interface Decoded {
        record Read(Message message) implements Decoded {}

        record Malformed(String reason) implements Decoded {}
    }
}
