package io.gradchain.cli.testnet;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.NodeConfig;
import io.gradchain.node.network.PeerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who the validators of a testnet are and where they listen on 127.0.0.1; kept as {@code testnet.json} so that a node
 * can be started again by its name alone.
 *
 * @param engine name of the consensus engine
 * @param rpcPorts one a validator, in the order of the committee
 * @param peerPorts likewise, for the other nodes
 */
public record Plan(String engine, List<Integer> rpcPorts, List<Integer> peerPorts) {
    private static final int FIRST_PEER_PORT = 7170;

    public Plan {
        rpcPorts = List.copyOf(rpcPorts);
        peerPorts = List.copyOf(peerPorts);
        if (rpcPorts.size() != peerPorts.size() || rpcPorts.isEmpty()) {
            throw new IllegalArgumentException("every validator has two ports");
        }
    }

    /** Free ports for {@code validators}; {@code firstRpc} is taken as it is or refused. */
    static Plan make(String engine, int validators, Optional<Integer> firstRpc) {
        List<Integer> rpc = Ports.pick(firstRpc, Ports.FIRST, validators);
        List<Integer> peers = Ports.pick(Optional.empty(), Math.max(FIRST_PEER_PORT, rpc.getLast() + 1), validators);
        return new Plan(engine, rpc, peers);
    }

    public int validators() {
        return rpcPorts.size();
    }

    public ChainSpec spec() {
        return Presets.local(engine, validators());
    }

    /** {@code node1}, {@code node2}… */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int number = 1; number <= validators(); number++) {
            names.add(DevKeys.validator(number));
        }
        return names;
    }

    /** What the validator {@code name} is told to start: its development key, unless its folder has an encrypted one. */
    public NodeConfig config(ChainFolder folder, String name) {
        SignatureScheme scheme = new Ed25519();
        int index = names().indexOf(name);
        List<PeerAddress> others = new ArrayList<>();
        for (int i = 0; i < validators(); i++) {
            if (i != index) {
                others.add(PeerAddress.of("127.0.0.1", peerPorts.get(i)));
            }
        }
        return new NodeConfig(
                        name,
                        folder.data(name),
                        spec(),
                        Files.exists(folder.data(name).resolve(NodeConfig.VALIDATOR_KEYSTORE))
                                ? Optional.empty()
                                : Optional.of(DevKeys.of(scheme, name)),
                        local(peerPorts.get(index)),
                        local(rpcPorts.get(index)),
                        others)
                .with(folder.settings());
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
