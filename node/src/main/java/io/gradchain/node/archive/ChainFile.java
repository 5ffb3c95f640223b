package io.gradchain.node.archive;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of an exported chain (SY-10), written and read as a stream:
 *
 * <pre>
 *   magic 8 | frame: the chain spec | frames: blocks from 1 on | frame: the end
 *   frame   length u32 | CRC32C of the payload u32 | payload
 *   block   1 | block | proof bytes, empty where there is none of exactly it
 *   end     2 | number of blocks u63
 * </pre>
 */
public final class ChainFile {
    private static final byte[] MAGIC = "gradexp1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_FRAME = 8 << 20;
    private static final int MAX_PROOF = 256 << 10;
    private static final int BLOCK = 1;
    private static final int END = 2;

    private ChainFile() {}

    /** What is read after the chain spec. */
    public sealed interface Entry {
        /** @param proof that it is final; empty where the file has none of exactly it */
        record Final(Block block, byte[] proof) implements Entry {}

        record End(long blocks) implements Entry {}
    }

    /** The file is not one of these, was cut short, or has a damaged byte; the message names the offset. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Writes an export; the caller closes the stream. */
    public static final class Writer {
        private final DataOutputStream out;
        private long blocks;

        public Writer(OutputStream to, ChainSpec spec) throws IOException {
            out = new DataOutputStream(to);
            out.write(MAGIC);
            frame(spec.encoded());
        }

        public void block(Block block, byte[] proof) throws IOException {
            ByteWriter payload = new ByteWriter().u8(BLOCK);
            Block.write(payload, block);
            frame(payload.bytes(proof).toByteArray());
            blocks++;
        }

        public void end() throws IOException {
            frame(new ByteWriter().u8(END).u63(blocks).toByteArray());
            out.flush();
        }

        private void frame(byte[] payload) throws IOException {
            out.writeInt(payload.length);
            out.writeInt(checksum(payload));
            out.write(payload);
        }
    }

    /** Reads an export, one frame in memory at a time. */
    public static final class Reader {
        private final DataInputStream in;
        private long offset;

        public Reader(InputStream from) {
            in = new DataInputStream(from);
        }

        /** The first thing in the file. */
        public ChainSpec spec() throws IOException, Unreadable {
            byte[] magic = in.readNBytes(MAGIC.length);
            if (!Arrays.equals(magic, MAGIC)) {
                throw new Unreadable("it does not begin as an exported chain does");
            }
            offset = MAGIC.length;
            return decoded(frame(), ChainSpec::read);
        }

        public Entry next() throws IOException, Unreadable {
            return decoded(frame(), in -> {
                int kind = in.u8();
                return switch (kind) {
                    case BLOCK -> new Entry.Final(Block.read(in), in.bytes(MAX_PROOF));
                    case END -> new Entry.End(in.u63());
                    default -> throw in.fail("unknown kind of frame " + kind);
                };
            });
        }

        private <T> T decoded(byte[] payload, java.util.function.Function<ByteReader, T> read) throws Unreadable {
            try {
                return ByteReader.decode(payload, read);
            } catch (DecodeException | IllegalArgumentException e) {
                throw new Unreadable("the frame before byte " + offset + " does not decode: " + e.getMessage());
            }
        }

        private byte[] frame() throws IOException, Unreadable {
            try {
                int length = in.readInt();
                int sum = in.readInt();
                if (length < 1 || length > MAX_FRAME) {
                    throw new Unreadable("a damaged length at byte " + offset);
                }
                byte[] payload = in.readNBytes(length);
                if (payload.length < length) {
                    throw new EOFException();
                }
                if (checksum(payload) != sum) {
                    throw new Unreadable("a damaged byte between " + offset + " and " + (offset + length + 8));
                }
                offset += length + 8L;
                return payload;
            } catch (EOFException e) {
                throw new Unreadable("it is cut short after byte " + offset);
            }
        }
    }

    private static int checksum(byte[] payload) {
        CRC32C sum = new CRC32C();
        sum.update(payload);
        return (int) sum.getValue();
    }
}
