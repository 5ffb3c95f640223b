package io.gradchain.node;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.network.PeerAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything one node is told from outside.
 *
 * @param name for threads and logs
 * @param directory data directory, created if need be
 * @param validator voting key in the clear, for test chains; where it is empty the directory's {@code validator.json} is
 *     used, else its {@code validator.key}, and without these files the node observes
 * @param peerListen where peers reach the node; port 0 takes a free one
 * @param rpcListen where RPC answers; port 0 takes a free one
 * @param peers dialled and kept connected
 * @param settings the rest
 */
public record NodeConfig(
        String name,
        Path directory,
        ChainSpec spec,
        Optional<KeyPair> validator,
        InetSocketAddress peerListen,
        InetSocketAddress rpcListen,
        List<PeerAddress> peers,
        NodeSettings settings) {
    public static final String NODE_KEY = "node.key";
    public static final String VALIDATOR_KEY = "validator.key";
    public static final String VALIDATOR_KEYSTORE = "validator.json";

    public NodeConfig {
        peers = List.copyOf(peers);
    }

    /** With the usual settings. */
    public NodeConfig(
            String name,
            Path directory,
            ChainSpec spec,
            Optional<KeyPair> validator,
            InetSocketAddress peerListen,
            InetSocketAddress rpcListen,
            List<PeerAddress> peers) {
        this(name, directory, spec, validator, peerListen, rpcListen, peers, NodeSettings.usual());
    }

    public NodeConfig with(NodeSettings others) {
        return new NodeConfig(name, directory, spec, validator, peerListen, rpcListen, peers, others);
    }
}
