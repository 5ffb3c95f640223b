package io.gradchain.node.network;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who this node is on the network and whom it dials.
 *
 * @param listen where peers reach this node; port 0 takes a free one
 * @param identity the node's network key; not a validator's voting key
 * @param chainId of the chain spec
 * @param chainSpec hash of the chain spec: peers with another are refused
 * @param dial kept connected as long as the network runs, at most {@link NetworkLimits#maxOutbound}
 * @param book file of the address book; without one only {@code dial} is dialled and nothing told or asked of addresses
 */
public record NetworkConfig(
        InetSocketAddress listen,
        KeyPair identity,
        long chainId,
        Hash chainSpec,
        List<PeerAddress> dial,
        NetworkLimits limits,
        LinkShaper shaper,
        Optional<Path> book) {
    public NetworkConfig {
        dial = List.copyOf(dial);
        if (dial.size() > limits.maxOutbound()) {
            throw new IllegalArgumentException(
                    dial.size() + " peers to dial, but at most " + limits.maxOutbound() + " outgoing connections");
        }
    }

    /** A network without an address book. */
    public NetworkConfig(
            InetSocketAddress listen,
            KeyPair identity,
            long chainId,
            Hash chainSpec,
            List<PeerAddress> dial,
            NetworkLimits limits,
            LinkShaper shaper) {
        this(listen, identity, chainId, chainSpec, dial, limits, shaper, Optional.empty());
    }

    /** A network with the usual limits and unshaped links. */
    public static NetworkConfig of(
            InetSocketAddress listen, KeyPair identity, long chainId, Hash chainSpec, List<PeerAddress> dial) {
        return new NetworkConfig(listen, identity, chainId, chainSpec, dial, NetworkLimits.DEFAULT, LinkShaper.PASS);
    }

    /** The same with shaped links. */
    public NetworkConfig shapedBy(LinkShaper other) {
        return new NetworkConfig(listen, identity, chainId, chainSpec, dial, limits, other, book);
    }

    /** The same that finds more peers by itself and keeps their addresses in {@code file}. */
    public NetworkConfig withBook(Path file) {
        return new NetworkConfig(listen, identity, chainId, chainSpec, dial, limits, shaper, Optional.of(file));
    }
}
