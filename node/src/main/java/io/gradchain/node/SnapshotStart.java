package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.network.NetworkConfig;
import io.gradchain.node.network.PeerNetwork;
import io.gradchain.node.relay.Outlets;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.sync.Snapshot;
import io.gradchain.node.sync.Status;
import io.gradchain.node.sync.SyncRequest;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens before a node is wired when it is to begin from a snapshot: a network and nothing else, no engine that could
 * vote, no chain that could be asked. Returns when the database holds a whole state.
 */
final class SnapshotStart {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotStart.class);

    private SnapshotStart() {}

    static Attempt<DataDirectory> of(NodeConfig config, KeyPair identity, DataDirectory directory) {
        ChainSpec spec = config.spec();
        if (config.settings().sync() == SyncMode.FULL) {
            return new Attempt.Done<>(directory);
        }
        ConsensusEngine engine;
        try {
            engine = Engines.create(spec, Optional.empty(), new Ed25519(), 0);
        } catch (IllegalArgumentException e) {
            return Attempt.refused(NodeError.BAD_SPEC, spec.name(), e.getMessage());
        }
        if (!engine.spec().finalizes()) {
            return Attempt.refused(
                    NodeError.NO_SNAPSHOT,
                    config.name(),
                    "blocks of the engine " + spec.engine() + " are never proven final");
        }
        KeyValueStore store = directory.store();
        ChainStart.ensure(store, spec);
        return Snapshot.fits(store) ? fetch(config, identity, directory, engine) : new Attempt.Done<>(directory);
    }

    private static Attempt<DataDirectory> fetch(
            NodeConfig config, KeyPair identity, DataDirectory directory, ConsensusEngine engine) {
        ChainSpec spec = config.spec();
        Listener listener = new Listener(directory.store());
        Relay relay = new Relay(config.name(), listener);
        Snapshot snapshot = new Snapshot(spec, engine, directory.store(), relay);
        listener.snapshot = Optional.of(snapshot);
        try (PeerNetwork network = new PeerNetwork(
                NetworkConfig.of(config.peerListen(), identity, spec.chainId(), spec.hash(), config.peers()), relay)) {
            relay.attach(network);
            if (network.start() instanceof PeerNetwork.Start.Failed failed) {
                return Attempt.refused(NodeError.PEER_PORT, config.name(), failed.detail());
            }
            LOG.info("{} fetches a snapshot of chain {}", config.name(), spec.name());
            return snapshot.run()
                    ? new Attempt.Done<>(directory)
                    : Attempt.refused(
                            NodeError.SNAPSHOT_STOPPED,
                            config.name(),
                            snapshot.progress().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Attempt.refused(
                    NodeError.SNAPSHOT_STOPPED,
                    config.name(),
                    snapshot.progress().toString());
        } finally {
            relay.stop();
        }
    }

    /** Hears who has what; all else is for a node that is there. */
    private static final class Listener implements Outlets {
        private final Status ours;
        private volatile Optional<Snapshot> snapshot = Optional.empty();

        Listener(KeyValueStore store) {
            this.ours = new Status(0, new BlockStore(store).canonical(0).orElseThrow());
        }

        @Override
        public boolean consensus(PeerId from, byte[] message) {
            return true;
        }

        @Override
        public void joined(PeerId peer) {}

        @Override
        public void left(PeerId peer) {
            snapshot.ifPresent(fetching -> fetching.forget(peer));
        }

        @Override
        public void status(PeerId peer, Status status) {
            snapshot.ifPresent(fetching -> fetching.heard(peer, status));
        }

        @Override
        public Admission transaction(SignedTransaction tx) {
            return new Admission.Refused(TxRule.POOL_FULL, "there is no state yet to judge it by");
        }

        @Override
        public Optional<byte[]> serve(SyncRequest request) {
            return Optional.empty();
        }

        @Override
        public Status ourStatus() {
            return ours;
        }

        @Override
        public List<SignedTransaction> waiting() {
            return List.of();
        }

        @Override
        public void fetch(long height, PeerId from) {}
    }
}
