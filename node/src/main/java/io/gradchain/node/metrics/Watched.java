package io.gradchain.node.metrics;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.network.NetworkCounts;
import io.gradchain.node.network.PeerInfo;
import io.gradchain.node.runtime.EngineRuntime;
import io.gradchain.node.sync.CatchUp;
import io.gradchain.node.watch.ReorgWatch;
import io.gradchain.storage.kv.KeyValueStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The parts of a node that are looked at.
 *
 * @param validator the key this node votes with, none for an observer
 * @param parameters the numbers its engine runs with
 * @param epoch of the newest final block
 * @param committee of that epoch, where its state still knows it, with the weights that votes have
 */
public record Watched(
        String name,
        ChainSpec spec,
        Optional<PublicKey> validator,
        Path directory,
        SortedMap<String, Long> parameters,
        Chain chain,
        LongSupplier epoch,
        Supplier<Optional<Committee>> committee,
        Mempool mempool,
        EngineRuntime runtime,
        CatchUp catchUp,
        Supplier<List<PeerInfo>> peers,
        Supplier<NetworkCounts> traffic,
        ReorgWatch reorgs,
        KeyValueStore store) {

    /** Connections that the peer opened, or that we did. */
    public long peers(boolean inbound) {
        return peers.get().stream().filter(peer -> peer.inbound() == inbound).count();
    }
}
