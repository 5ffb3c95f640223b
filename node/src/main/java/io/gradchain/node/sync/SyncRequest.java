package io.gradchain.node.sync;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import java.util.List;

/** What one node asks another for (SY). Kind 1, whole blocks by height, is no more and its number stays free. */
public sealed interface SyncRequest {
    /** Headers of one answer. */
    int MAX_HEADERS = 512;

    /** Hashes of one request: below its 64 KiB. */
    int MAX_HASHES = 1_024;

    int HEADERS = 2;
    int BODIES = 3;
    int LEAP = 4;
    int NODES = 5;
    int CODES = 6;
    int RECEIPTS = 7;

    /** Final headers from a height above zero on; answered with {@link HeaderRange}. */
    record Headers(long from, int count) implements SyncRequest {
        public Headers {
            if (from < 1 || count < 1 || count > MAX_HEADERS) {
                throw new IllegalArgumentException("1 to " + MAX_HEADERS + " headers from above block zero");
            }
        }
    }

    /** The transactions of these blocks; answered with the first of them, as many as fit. */
    record Bodies(List<Hash> blocks) implements SyncRequest {
        public Bodies {
            blocks = listed(blocks);
        }
    }

    /**
     * The header that ends {@code epoch} or, as long as none does, the newest proven one of it; answered with a
     * {@link HeaderRange} of one.
     */
    record Leap(long epoch) implements SyncRequest {
        public Leap {
            if (epoch < 0) {
                throw new IllegalArgumentException("an epoch is never negative");
            }
        }
    }

    /** State nodes by their hashes; answered with the first of them, as many as fit, empty bytes where one is not kept. */
    record Nodes(List<Hash> hashes) implements SyncRequest {
        public Nodes {
            hashes = listed(hashes);
        }
    }

    /** As {@link Nodes}, for contract code. */
    record Codes(List<Hash> hashes) implements SyncRequest {
        public Codes {
            hashes = listed(hashes);
        }
    }

    /** The receipts of one block. */
    record Receipts(Hash block) implements SyncRequest {}

    private static List<Hash> listed(List<Hash> hashes) {
        if (hashes.isEmpty() || hashes.size() > MAX_HASHES) {
            throw new IllegalArgumentException("1 to " + MAX_HASHES + " hashes");
        }
        return List.copyOf(hashes);
    }

    static SyncRequest decode(byte[] bytes) {
        return ByteReader.decode(bytes, SyncRequest::read);
    }

    private static SyncRequest read(ByteReader in) {
        int kind = in.u8();
        return switch (kind) {
            case HEADERS -> {
                long from = in.u63();
                int count = in.u32();
                if (from < 1 || count < 1 || count > MAX_HEADERS) {
                    throw in.fail("range out of bounds");
                }
                yield new Headers(from, count);
            }
            case BODIES -> new Bodies(hashes(in));
            case LEAP -> new Leap(in.u63());
            case NODES -> new Nodes(hashes(in));
            case CODES -> new Codes(hashes(in));
            case RECEIPTS -> new Receipts(Hash.read(in));
            default -> throw in.fail("unknown request kind " + kind);
        };
    }

    private static List<Hash> hashes(ByteReader in) {
        List<Hash> hashes = in.list(MAX_HASHES, Hash::read);
        if (hashes.isEmpty()) {
            throw in.fail("no hashes");
        }
        return hashes;
    }

    default byte[] encoded() {
        ByteWriter out = new ByteWriter();
        switch (this) {
            case Headers(long from, int count) -> out.u8(HEADERS).u63(from).u32(count);
            case Bodies(List<Hash> blocks) -> out.u8(BODIES).list(blocks, Hash::write);
            case Leap(long epoch) -> out.u8(LEAP).u63(epoch);
            case Nodes(List<Hash> hashes) -> out.u8(NODES).list(hashes, Hash::write);
            case Codes(List<Hash> hashes) -> out.u8(CODES).list(hashes, Hash::write);
            case Receipts(Hash block) -> Hash.write(out.u8(RECEIPTS), block);
        }
        return out.toByteArray();
    }
}
