package io.gradchain.node.network.book;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;

/** One entry of the book: hearsay until a handshake proved it, and how dialling it went. Guarded by the book. */
final class Known {
    private static final int MAX_FAILURES = 255;
    private static final int MAX_GROUP_NAME = 16;

    final BookAddress address;
    /** Group of the peer that told us. */
    final NetGroup source;

    boolean proven;
    int failures;
    /** In the book's clock; not kept over a restart. */
    long notBefore = Long.MIN_VALUE;

    Known(BookAddress address, NetGroup source) {
        this.address = address;
        this.source = source;
    }

    void failed() {
        failures = Math.min(MAX_FAILURES, failures + 1);
    }

    static Known read(ByteReader in) {
        boolean proven = in.bool();
        int failures = in.u8();
        NetGroup source = new NetGroup(in.text(MAX_GROUP_NAME));
        Known known = new Known(BookAddress.read(in), source);
        known.proven = proven;
        known.failures = failures;
        return known;
    }

    static void write(ByteWriter out, Known value) {
        out.bool(value.proven).u8(value.failures).text(value.source.name());
        BookAddress.write(out, value.address);
    }
}
