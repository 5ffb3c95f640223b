package io.gradchain.node.network.book;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a peer is said to listen, and the key it must prove there.
 *
 * <pre>
 *   | u8 4 or 16 | address | u16 port | key 32 |
 * </pre>
 *
 * @param host an address in numbers, never a name to be looked up
 */
public record BookAddress(InetAddress host, int port, PublicKey key) {
    public BookAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    public NetGroup group() {
        return NetGroup.of(host);
    }

    /** Whether another could be meant by the same place. */
    boolean sameEndpoint(BookAddress other) {
        return host.equals(other.host) && port == other.port;
    }

    /**
     * Whether somebody at {@code teller} may have this from experience: addresses of one machine or one private network mean
     * nothing elsewhere, and would make this node dial its own neighbours for a stranger.
     */
    public boolean isPlausibleFrom(InetAddress teller) {
        boolean usable = !host.isAnyLocalAddress() && !host.isMulticastAddress() && !host.isLinkLocalAddress();
        return usable && reach(host) >= reach(teller);
    }

    /** 0 this machine, 1 a private network, 2 everywhere. */
    private static int reach(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return 0;
        }
        return address.isSiteLocalAddress() ? 1 : 2;
    }

    static BookAddress read(ByteReader in) {
        int length = in.u8();
        if (length != 4 && length != 16) {
            throw in.fail("an address has 4 or 16 bytes, not " + length);
        }
        byte[] host = in.raw(length);
        int port = in.u16();
        PublicKey key = PublicKey.read(in);
        if (port == 0) {
            throw in.fail("port 0");
        }
        try {
            InetAddress address = InetAddress.getByAddress(host);
            // An IPv4 address in IPv6 clothes would be one place with two names.
            if (address.getAddress().length != length) {
                throw in.fail("an IPv4 address in 16 bytes");
            }
            return new BookAddress(address, port, key);
        } catch (UnknownHostException e) {
            throw in.fail("not an address: " + e.getMessage());
        }
    }

    static void write(ByteWriter out, BookAddress value) {
        out.u8(value.host.getAddress().length)
                .raw(value.host.getAddress())
                .u16(value.port)
                .raw(value.key.bytes());
    }

    @Override
    public String toString() {
        return host.getHostAddress() + ":" + port;
    }
}
