package io.gradchain.node.network.book;

import io.gradchain.genesis.crypto.PublicKey;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses by numbers. */
public final class TestAddresses {
    private TestAddresses() {}

    /** {@code first.0.third.fourth}, with a key of the number {@code key}. */
    public static BookAddress at(int first, int third, int fourth, int key) {
        byte[] host = {(byte) first, 0, (byte) third, (byte) fourth};
        byte[] bytes = ByteBuffer.allocate(PublicKey.BYTES).putInt(key).array();
        try {
            return new BookAddress(InetAddress.getByAddress(host), 30_000 + key, PublicKey.of(bytes));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
