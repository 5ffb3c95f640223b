package io.gradchain.node.network.book;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The part of the internet an address lies in: the first 16 bits of an IPv4 address, the first 32 of an IPv6 address.
 * Whoever owns many addresses mostly owns them in few groups, so limits are counted by group.
 */
public record NetGroup(String name) implements Comparable<NetGroup> {
    /** All addresses of this machine. */
    public static final NetGroup LOOPBACK = new NetGroup("loopback");

    public static NetGroup of(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return LOOPBACK;
        }
        byte[] bytes = address.getAddress();
        return new NetGroup(HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 2 : 4)));
    }

    @Override
    public int compareTo(NetGroup other) {
        return name.compareTo(other.name);
    }
}
