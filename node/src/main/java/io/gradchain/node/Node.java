package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.network.LinkShaper;
import io.gradchain.node.network.NetworkConfig;
import io.gradchain.node.network.PeerNetwork;
import io.gradchain.node.network.book.BookFile;
import io.gradchain.node.network.lab.NetworkLab;
import io.gradchain.node.prune.Pruner;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.rpc.RpcServer;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.node.runtime.EngineRuntime;
import io.gradchain.node.runtime.SignGuard;
import io.gradchain.node.sync.CatchUp;
import io.gradchain.node.sync.Proofs;
import io.gradchain.node.sync.SyncServer;
import io.gradchain.node.watch.FinalityWatch;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.kv.Column;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node, and the wiring diagram of everything in it. Read it top down:
 *
 * <pre>
 *   peers ── PeerNetwork ── Relay ─┬─ EngineRuntime ── ConsensusEngine      votes.log
 *                                  ├─ Mempool                                  │
 *                                  └─ CatchUp                                  │
 *                                        │                                     │
 *   RPC ──── Chain ── StateTransition ── StateTrees ── KeyValueStore ── DataDirectory
 * </pre>
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeConfig config;
    private final KeyPair identity;
    private final EngineSpec traits;
    private final DataDirectory directory;
    private final NodeLedger ledger;
    private final FinalityWatch watch;
    private final Relay relay;
    private final NetworkLab lab;
    private final PeerNetwork network;
    private final EngineRuntime runtime;
    private final CatchUp catchUp;
    private final SyncServer syncServer;
    private final NodeDoor door;
    private final CompletableFuture<Node> stopRequested = new CompletableFuture<>();
    private volatile InetSocketAddress peerAddress;
    private volatile InetSocketAddress rpcAddress;

    private Node(
            NodeConfig config,
            KeyPair identity,
            Optional<KeyPair> validator,
            RpcToken token,
            DataDirectory directory,
            SignGuard guard,
            Insides insides) {
        ChainSpec spec = config.spec();
        SignatureScheme scheme = new Ed25519();
        this.config = config;
        this.identity = identity;
        this.directory = directory;
        this.traits = Engines.spec(spec);

        // The chain: what is true, and how it changes.
        this.ledger = new NodeLedger(config, traits, scheme, directory.store());
        Chain chain = ledger.chain;
        Mempool mempool = ledger.mempool;
        this.watch = new FinalityWatch(chain);

        // Other nodes: what comes in is sorted by kind, what goes out leaves here.
        this.relay = new Relay(config.name(), new NodeOutlets(this));
        this.lab = new NetworkLab(identity.publicKey());
        this.network = new PeerNetwork(
                NetworkConfig.of(config.peerListen(), identity, spec.chainId(), spec.hash(), config.peers())
                        .shapedBy(spec.test() ? lab : LinkShaper.PASS)
                        .withBook(config.directory().resolve(BookFile.NAME)),
                relay);

        // Consensus: a pure state machine, and what drives it.
        ConsensusEngine engine = insides.engines().apply(Engines.create(spec, validator, scheme, 0));
        this.runtime = new EngineRuntime(new EngineRuntime.Parts(
                config.name(),
                engine,
                chain,
                directory.votes().log(),
                guard,
                listenMillis(config, validator),
                relay,
                parent -> mempool.select(StateAt.after(parent, ledger.trees, ledger.contracts)),
                mempool::executableGas,
                validator.map(Proposer::of),
                insides.time(),
                spec.genesisTimeMillis(),
                reason -> LOG.error(
                        "event=halted node={} reason=\"{}\"",
                        config.name(),
                        new Refusal(NodeError.HALTED, config.name(), reason).message()),
                validator
                        .<Consumer<byte[]>>map(key -> new EvidenceReporter(
                                key, scheme, chain, ledger.trees, ledger.rules, mempool, this::submit))
                        .orElse(evidence -> {})));
        Proofs proofs = new EngineProofs(engine, ledger.committees);
        this.syncServer = new SyncServer(chain, ledger.store, proofs);
        this.catchUp = new CatchUp(
                config.name(),
                chain,
                relay,
                proofs,
                runtime.execution()::importFinal,
                (header, proof) -> runtime.post(new Event.ChainAdvanced(header, proof)),
                runtime::halt);

        chain.listen(new MempoolFollower(
                chain,
                mempool,
                header -> StateAt.after(header, ledger.trees, ledger.contracts),
                () -> runtime.mempoolChanged()));
        chain.listen(watch);
        chain.listen(ledger.pruner);

        // People and tools.
        this.door = new NodeDoor(this, ledger, engine, validator.map(KeyPair::publicKey), token);
    }

    /** Only who votes, and may meet others, has to ask whether its key is used elsewhere. */
    private long listenMillis(NodeConfig config, Optional<KeyPair> validator) {
        boolean votes = validator.isPresent() && traits.proposers() == EngineSpec.Proposers.ELECTED;
        return votes && !config.peers().isEmpty() ? config.settings().listenMillis() : 0;
    }

    /** Opens the data directory and starts everything; what is in the way is told, and nothing stays open. */
    public static Attempt<Node> start(NodeConfig config) {
        return NodeStart.of(config, Insides.USUAL);
    }

    /** As {@link #start(NodeConfig)}, for tests of what others do then. */
    static Attempt<Node> start(NodeConfig config, Insides insides) {
        return NodeStart.of(config, insides);
    }

    static Attempt<Node> wire(
            NodeConfig config,
            KeyPair identity,
            Optional<KeyPair> validator,
            RpcToken token,
            DataDirectory directory,
            SignGuard guard,
            Insides insides) {
        Node node;
        try {
            node = new Node(config, identity, validator, token, directory, guard, insides);
        } catch (IllegalArgumentException e) {
            return Attempt.refused(NodeError.BAD_SPEC, config.spec().name(), e.getMessage());
        }
        return node.open();
    }

    private Attempt<Node> open() {
        relay.attach(network);
        switch (network.start()) {
            case PeerNetwork.Start.Listening(InetSocketAddress address) -> peerAddress = address;
            case PeerNetwork.Start.Failed failed -> {
                stopParts();
                return Attempt.refused(NodeError.PEER_PORT, config.name(), failed.detail());
            }
        }
        switch (door.open()) {
            case RpcServer.Start.Listening(InetSocketAddress address) -> rpcAddress = address;
            case RpcServer.Start.Failed failed -> {
                stopParts();
                return Attempt.refused(
                        NodeError.RPC_PORT, config.name(), failed.error().message());
            }
        }
        ledger.warmup.schedule();
        runtime.start(directory.votes().records());
        ledger.pruner.start(directory.store().size(Column.STATE).keys());
        LOG.info(
                "event=node-started node={} chain={} height={} peers={} rpc={}",
                config.name(),
                config.spec().name(),
                ledger.chain.finalizedHeader().height(),
                peerAddress,
                rpcAddress);
        return new Attempt.Done<>(this);
    }

    SyncServer syncServer() {
        return syncServer;
    }

    /** Hands a transaction to the mempool and, where it is taken, to the peers. */
    public Admission submit(SignedTransaction tx) {
        Admission admission = ledger.mempool.submit(tx, false);
        if (admission instanceof Admission.Accepted) {
            runtime.mempoolChanged();
            relay.announce(tx);
        }
        return admission;
    }

    /** Stops everything in the order in which it depends, and leaves the disk complete. */
    @Override
    public void close() {
        stopParts();
        directory.close();
        LOG.info(
                "event=node-stopped node={} height={}",
                config.name(),
                ledger.chain.finalizedHeader().height());
    }

    /** Ends at once, in the middle of a turn or a write; what is on disk is what was there. */
    public void kill() {
        runtime.kill();
        stopParts();
        directory.close();
    }

    /** Completes when somebody asked over RPC that the node ends; whoever runs it closes it then. */
    public CompletableFuture<Node> stopRequested() {
        return stopRequested;
    }

    private void stopParts() {
        door.close();
        relay.stop();
        network.close();
        catchUp.stop();
        runtime.stop();
        door.closeMetrics();
        ledger.pruner.close();
    }

    public NodeConfig config() {
        return config;
    }

    /** Where peers reach this node, with the port the system chose. */
    public InetSocketAddress peerAddress() {
        return peerAddress;
    }

    /** Where RPC answers, with the port the system chose. */
    public InetSocketAddress rpcAddress() {
        return rpcAddress;
    }

    public KeyPair identity() {
        return identity;
    }

    public Chain chain() {
        return ledger.chain;
    }

    public StateTrees trees() {
        return ledger.trees;
    }

    public ContractCalls contracts() {
        return ledger.contracts;
    }

    public Mempool mempool() {
        return ledger.mempool;
    }

    public EngineRuntime runtime() {
        return runtime;
    }

    public CatchUp catchUp() {
        return catchUp;
    }

    public FinalityWatch watch() {
        return watch;
    }

    public Relay relay() {
        return relay;
    }

    public PeerNetwork network() {
        return network;
    }

    public Pruner pruner() {
        return ledger.pruner;
    }

    /** Shapes what this node sends; without effect unless the chain spec says test. */
    public NetworkLab lab() {
        return lab;
    }
}
