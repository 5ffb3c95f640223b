package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.BookAddress;
import java.util.Optional;

/** One attempt at an address of the book, whose key is known: another is not accepted there. */
final class OneDial implements Dialler {
    private final BookAddress address;
    private volatile boolean proven;

    OneDial(BookAddress address) {
        this.address = address;
    }

    BookAddress book() {
        return address;
    }

    /** The handshake showed the key that was expected. */
    boolean isProven() {
        return proven;
    }

    @Override
    public PeerAddress address() {
        return new PeerAddress(address.host().getHostAddress(), address.port(), Optional.of(address.key()));
    }

    @Override
    public void met(PublicKey peer) {
        proven = peer.equals(address.key());
    }

    @Override
    public void metSelf() {
        // The address with this node's own key is never dialled; another key at our own address is a failure like any.
    }
}
