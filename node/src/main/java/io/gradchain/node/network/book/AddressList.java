package io.gradchain.node.network.book;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;

/** Addresses as peers tell them to one another. */
public final class AddressList {
    /** At most so many in one list: 3.3 KiB. */
    public static final int MAX = 64;

    private AddressList() {}

    public static byte[] encode(List<BookAddress> addresses) {
        return new ByteWriter().list(addresses, BookAddress::write).toByteArray();
    }

    /** Throws {@link io.gradchain.genesis.codec.DecodeException} for anything else than {@link #encode} makes. */
    public static List<BookAddress> decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> in.list(MAX, BookAddress::read));
    }
}
