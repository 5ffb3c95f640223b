package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import java.util.HexFormat;
import java.util.Optional;

/** Where to dial a peer, and the key it must prove where that is known. */
public record PeerAddress(String host, int port, Optional<PublicKey> expected) {
    public PeerAddress {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("a peer address has a host and a port of 1 to 65535");
        }
    }

    public static PeerAddress of(String host, int port) {
        return new PeerAddress(host, port, Optional.empty());
    }

    /** Reads {@code host:port} or {@code key@host:port} with the key in 64 hexadecimal digits; empty when it is neither. */
    public static Optional<PeerAddress> parse(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (colon <= at + 1 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        if (at >= 0 && !text.substring(0, at).matches("[0-9a-fA-F]{64}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > 65535) {
            return Optional.empty();
        }
        Optional<PublicKey> key = at < 0
                ? Optional.empty()
                : Optional.of(PublicKey.of(HexFormat.of().parseHex(text.substring(0, at))));
        return Optional.of(new PeerAddress(text.substring(at + 1, colon), port, key));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
