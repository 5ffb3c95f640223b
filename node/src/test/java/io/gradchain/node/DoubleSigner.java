package io.gradchain.node;

import io.gradchain.consensus.Labs;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.sim.adversary.Kit;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.spec.Presets;
import io.gradchain.node.network.PeerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A node like any other, but that its engine signs two blocks where one is allowed. A program of its own, so that the
 * others meet it as they would meet a real one. Arguments: engine, data directory, its own peer port, then
 * {@code port,identity} of each other node.
 */
final class DoubleSigner {
    static final int NUMBER = 4;

    private DoubleSigner() {}

    public static void main(String[] arguments) throws InterruptedException {
        ChainSpec spec = Presets.local(arguments[0], NUMBER);
        KeyPair key = DevKeys.of(new Ed25519(), DevKeys.validator(NUMBER));
        List<PeerAddress> addresses = new ArrayList<>();
        List<PeerId> peers = new ArrayList<>();
        for (String other : List.of(arguments).subList(3, arguments.length)) {
            int comma = other.indexOf(',');
            addresses.add(PeerAddress.of("127.0.0.1", Integer.parseInt(other.substring(0, comma))));
            peers.add(new PeerId(PublicKey.of(HexFormat.of().parseHex(other.substring(comma + 1)))));
        }
        NodeConfig config = new NodeConfig(
                DevKeys.validator(NUMBER),
                Path.of(arguments[1]),
                spec,
                Optional.of(key),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2])),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                addresses);
        Kit kit = new Kit(
                spec,
                epoch -> new Committee(epoch, Committee.genesis(spec).members()),
                key,
                new Ed25519(),
                peers,
                new SplittableRandom(1));
        Node node = Node.start(
                        config,
                        new Insides(
                                honest -> Labs.find(arguments[0]).orElseThrow().corrupt("equivocator", honest, kit),
                                InstantSource.system()))
                .orElseThrow();
        node.stopRequested().join().close();
    }
}
