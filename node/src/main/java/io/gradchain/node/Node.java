package io.gradchain.node;

import io.gradchain.consensus.Engines;
import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.consensus.engine.Event;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.Refusal;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.api.ChainFeed;
import io.gradchain.node.api.LabMethods;
import io.gradchain.node.api.LogMethods;
import io.gradchain.node.api.MetricsPage;
import io.gradchain.node.api.NodeMethods;
import io.gradchain.node.api.NodeParts;
import io.gradchain.node.api.ObserveMethods;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.chain.ElectedCommittees;
import io.gradchain.node.chain.NodeCache;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.KernelWarmup;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.mempool.SignatureCache;
import io.gradchain.node.metrics.MachineTime;
import io.gradchain.node.metrics.NodeMetrics;
import io.gradchain.node.metrics.Watched;
import io.gradchain.node.network.LinkShaper;
import io.gradchain.node.network.NetworkConfig;
import io.gradchain.node.network.PeerNetwork;
import io.gradchain.node.network.book.BookFile;
import io.gradchain.node.network.lab.NetworkLab;
import io.gradchain.node.prune.Pruner;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.rpc.Pages;
import io.gradchain.node.rpc.RpcConfig;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcServer;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.SocketLimits;
import io.gradchain.node.runtime.EngineRuntime;
import io.gradchain.node.runtime.SignGuard;
import io.gradchain.node.sync.CatchUp;
import io.gradchain.node.sync.HandOvers;
import io.gradchain.node.sync.Proofs;
import io.gradchain.node.sync.SyncServer;
import io.gradchain.node.watch.FinalityWatch;
import io.gradchain.node.watch.ReorgWatch;
import io.gradchain.storage.DataDirectory;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
    private static final int REMEMBERED_SIGNATURES = 16_384;

    /** The JIT is the process's: its first node warms it up for all. */

    private static final long CACHED_STATE_BYTES = 8L << 20;

    private final NodeConfig config;
    private final KeyPair identity;
    private final EngineSpec traits;
    private final Committees committees;
    private final DataDirectory directory;
    private final StateTrees trees;
    private final KernelWarmup warmup;
    private final ContractCalls contracts;
    private final Chain chain;
    private final Pruner pruner;
    private final Mempool mempool;
    private final FinalityWatch watch;
    private final ConsensusEngine engine;
    private final Relay relay;
    private final NetworkLab lab;
    private final PeerNetwork network;
    private final EngineRuntime runtime;
    private final CatchUp catchUp;
    private final Feed feed;
    private final NodeMetrics metrics;
    private final SyncServer syncServer;
    private final RpcServer rpc;
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
            UnaryOperator<ConsensusEngine> engines) {
        ChainSpec spec = config.spec();
        SignatureScheme scheme = new Ed25519();
        this.config = config;
        this.identity = identity;
        this.directory = directory;
        this.traits = Engines.spec(spec);

        // The chain: what is true, and how it changes.
        ProtocolRules rules = ProtocolRules.of(spec);
        SignatureCache signatures = new SignatureCache(scheme, REMEMBERED_SIGNATURES);
        KeyValueStore store = directory.store();
        ChainStart.ensure(store, spec);
        this.trees = new StateTrees(
                new NodeCache(hash -> store.get(Column.STATE, hash.bytes()), CACHED_STATE_BYTES),
                hash -> store.get(Column.CONTENT, hash.bytes()));
        MachineTime machine = new MachineTime();
        this.warmup = new KernelWarmup(machine);
        this.contracts = new ContractCalls(warmup);
        this.committees = new ElectedCommittees(spec, rules, trees);
        StateWindow states = new StateWindow(
                store,
                config.settings().stateBlocks(),
                traits.finalizes(),
                new CommitteeBook(committees, rules.engine().epochs()));
        this.chain = new Chain(
                store,
                new StateTransition(rules, trees, new BlockStore(store)::header, signatures, contracts),
                committees,
                traits.finalizes(),
                states);
        this.pruner = new Pruner(config.name(), states);
        this.mempool = new Mempool(rules, signatures, StateAt.after(chain.finalizedHeader(), trees, contracts));
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
        this.engine = engines.apply(Engines.create(spec, validator, scheme, 0));
        this.runtime = new EngineRuntime(new EngineRuntime.Parts(
                config.name(),
                engine,
                chain,
                directory.votes().log(),
                guard,
                listenMillis(config, validator),
                relay,
                parent -> mempool.select(StateAt.after(parent, trees, contracts)),
                mempool::executableGas,
                validator.map(Proposer::of),
                InstantSource.system(),
                spec.genesisTimeMillis(),
                reason -> LOG.error(
                        "event=halted node={} reason=\"{}\"",
                        config.name(),
                        new Refusal(NodeError.HALTED, config.name(), reason).message()),
                validator
                        .<Consumer<byte[]>>map(
                                key -> new EvidenceReporter(key, scheme, chain, trees, rules, mempool, this::submit))
                        .orElse(evidence -> {})));
        Proofs proofs = new EngineProofs(engine, committees);
        HandOvers handOvers = new HandOvers(store, proofs);
        chain.listen(handOvers);
        this.syncServer = new SyncServer(chain, store, proofs, handOvers);
        this.catchUp = new CatchUp(
                config.name(),
                chain,
                relay,
                proofs,
                runtime.execution()::importFinal,
                (header, proof) -> runtime.post(new Event.ChainAdvanced(header, proof)),
                runtime::halt);

        chain.listen(new MempoolFollower(
                chain, mempool, header -> StateAt.after(header, trees, contracts), () -> runtime.mempoolChanged()));
        chain.listen(watch);
        ReorgWatch reorgs = new ReorgWatch(config.name());
        chain.listen(reorgs);
        chain.listen(pruner);

        // Who watches: reads what the parts leave lying, and is told how long things took.
        Watched watched = new Watched(
                config.name(),
                spec,
                validator.map(KeyPair::publicKey),
                config.directory(),
                traits.parameters(),
                chain,
                () -> epochOf(chain.finalizedHeader()),
                () -> committees
                        .of(epochOf(chain.finalizedHeader()), chain.finalizedHeader())
                        .map(this::voters),
                mempool,
                runtime,
                catchUp,
                network::peers,
                reorgs,
                store);
        this.metrics = new NodeMetrics(watched, machine);
        runtime.observe(metrics.probe());
        chain.listen(metrics.listener());

        // People and tools.
        RpcMethods methods = new RpcMethods(spec.test());
        NodeParts parts = new NodeParts(
                config.name(),
                spec,
                rules,
                store,
                config.directory(),
                chain,
                pruner,
                trees,
                contracts,
                mempool,
                watch,
                reorgs,
                runtime,
                catchUp,
                relay,
                network,
                this::submit,
                this::requestStop);
        NodeMethods.registerAll(methods, parts);
        LabMethods.register(methods, config.name(), lab, network);
        SocketLimits sockets = config.settings().rpc().sockets();
        this.feed = new Feed(sockets.subscriptions(), sockets.allSubscriptions());
        chain.listen(ChainFeed.register(methods, parts, feed));
        RpcConfig door = new RpcConfig(
                config.rpcListen(), Optional.of(token), config.settings().rpc());
        ObserveMethods.register(methods, watched, metrics);
        LogMethods.register(methods);
        Pages pages = new Pages().add("/metrics", () -> MetricsPage.of(metrics.scrape()));
        this.rpc = new RpcServer(door, methods, pages, feed);
    }

    /** Only who votes, and may meet others, has to ask whether its key is used elsewhere. */
    private long listenMillis(NodeConfig config, Optional<KeyPair> validator) {
        boolean votes = validator.isPresent() && traits.proposers() == EngineSpec.Proposers.ELECTED;
        return votes && !config.peers().isEmpty() ? config.settings().listenMillis() : 0;
    }

    /** Opens the data directory and starts everything; what is in the way is told, and nothing stays open. */
    public static Attempt<Node> start(NodeConfig config) {
        return NodeStart.of(config, engine -> engine);
    }

    /** As {@link #start(NodeConfig)}, with another engine in the place of the honest one: for tests of what others do then. */
    static Attempt<Node> start(NodeConfig config, UnaryOperator<ConsensusEngine> engines) {
        return NodeStart.of(config, engines);
    }

    static Attempt<Node> wire(
            NodeConfig config,
            KeyPair identity,
            Optional<KeyPair> validator,
            RpcToken token,
            DataDirectory directory,
            SignGuard guard,
            UnaryOperator<ConsensusEngine> engines) {
        Node node;
        try {
            node = new Node(config, identity, validator, token, directory, guard, engines);
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
        switch (rpc.start()) {
            case RpcServer.Start.Listening(InetSocketAddress address) -> rpcAddress = address;
            case RpcServer.Start.Failed failed -> {
                stopParts();
                return Attempt.refused(
                        NodeError.RPC_PORT, config.name(), failed.error().message());
            }
        }
        warmup.schedule();
        runtime.start(directory.votes().records());
        pruner.start(directory.store().size(Column.STATE).keys());
        LOG.info(
                "event=node-started node={} chain={} height={} peers={} rpc={}",
                config.name(),
                config.spec().name(),
                chain.finalizedHeader().height(),
                peerAddress,
                rpcAddress);
        return new Attempt.Done<>(this);
    }

    long epochOf(BlockHeader header) {
        return engine.epoch(header.height(), header.seal());
    }

    /** With what the vote of each counts for, which need not be its stake. */
    private Committee voters(Committee elected) {
        return new Committee(
                elected.epoch(),
                elected.members().stream()
                        .map(member -> new Committee.Member(member.key(), engine.turns(member.weight())))
                        .toList());
    }

    SyncServer syncServer() {
        return syncServer;
    }

    /** Hands a transaction to the mempool and, where it is taken, to the peers. */
    public Admission submit(SignedTransaction tx) {
        Admission admission = mempool.submit(tx, false);
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
                chain.finalizedHeader().height());
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

    private void requestStop() {
        stopRequested.complete(this);
    }

    private void stopParts() {
        rpc.close();
        feed.close();
        relay.stop();
        network.close();
        catchUp.stop();
        runtime.stop();
        metrics.close();
        pruner.close();
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
        return chain;
    }

    public StateTrees trees() {
        return trees;
    }

    public ContractCalls contracts() {
        return contracts;
    }

    public Mempool mempool() {
        return mempool;
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
        return pruner;
    }

    /** Shapes what this node sends; without effect unless the chain spec says test. */
    public NetworkLab lab() {
        return lab;
    }
}
