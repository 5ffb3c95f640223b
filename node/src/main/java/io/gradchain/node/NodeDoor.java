package io.gradchain.node;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.api.ChainFeed;
import io.gradchain.node.api.LabMethods;
import io.gradchain.node.api.LogMethods;
import io.gradchain.node.api.MetricsPage;
import io.gradchain.node.api.NodeMethods;
import io.gradchain.node.api.NodeParts;
import io.gradchain.node.api.ObserveMethods;
import io.gradchain.node.metrics.NodeMetrics;
import io.gradchain.node.metrics.Watched;
import io.gradchain.node.rpc.Pages;
import io.gradchain.node.rpc.RpcConfig;
import io.gradchain.node.rpc.RpcMethods;
import io.gradchain.node.rpc.RpcServer;
import io.gradchain.node.rpc.RpcToken;
import io.gradchain.node.rpc.feed.Feed;
import io.gradchain.node.rpc.limit.SocketLimits;
import io.gradchain.node.watch.ReorgWatch;
import java.util.Optional;

/** Where people and tools come to a node: it reads what the parts leave lying, and is told how long things took. */
final class NodeDoor implements AutoCloseable {
    private final ConsensusEngine engine;
    private final NodeLedger ledger;
    private final Feed feed;
    private final NodeMetrics metrics;
    private final RpcServer rpc;

    /** Of a node whose parts are all there and not started. */
    NodeDoor(Node node, NodeLedger ledger, ConsensusEngine engine, Optional<PublicKey> validator, RpcToken token) {
        this.ledger = ledger;
        this.engine = engine;
        NodeConfig config = node.config();
        ChainSpec spec = config.spec();
        ReorgWatch reorgs = new ReorgWatch(config.name());
        ledger.chain.listen(reorgs);
        Watched watched = new Watched(
                config.name(),
                spec,
                validator,
                config.directory(),
                engine.spec().parameters(),
                ledger.chain,
                () -> epochOf(ledger.chain.finalizedHeader()),
                this::committee,
                ledger.mempool,
                node.runtime(),
                node.catchUp(),
                node.network()::peers,
                node.network()::counts,
                reorgs,
                ledger.store);
        this.metrics = new NodeMetrics(watched, ledger.machine);
        node.runtime().observe(metrics.probe());
        ledger.chain.listen(metrics.listener());

        RpcMethods methods = new RpcMethods(spec.test());
        NodeParts parts = new NodeParts(
                config.name(),
                spec,
                ledger.rules,
                ledger.store,
                config.directory(),
                ledger.chain,
                ledger.pruner,
                ledger.trees,
                ledger.contracts,
                ledger.mempool,
                node.watch(),
                reorgs,
                node.runtime(),
                node.catchUp(),
                node.relay(),
                node.network(),
                node::submit,
                () -> node.stopRequested().complete(node));
        NodeMethods.registerAll(methods, parts);
        LabMethods.register(methods, config.name(), node.lab(), node.network());
        SocketLimits sockets = config.settings().rpc().sockets();
        this.feed = new Feed(sockets.subscriptions(), sockets.allSubscriptions());
        ledger.chain.listen(ChainFeed.register(methods, parts, feed));
        ObserveMethods.register(methods, watched, metrics);
        LogMethods.register(methods);
        Pages pages = new Pages().add("/metrics", () -> MetricsPage.of(metrics.scrape()));
        RpcConfig at = new RpcConfig(
                config.rpcListen(), Optional.of(token), config.settings().rpc());
        this.rpc = new RpcServer(at, methods, pages, feed);
    }

    RpcServer.Start open() {
        return rpc.start();
    }

    private long epochOf(BlockHeader header) {
        return engine.epoch(header.height(), header.seal());
    }

    /** Of the newest final block, with what the vote of each counts for, which need not be its stake. */
    private Optional<Committee> committee() {
        BlockHeader last = ledger.chain.finalizedHeader();
        return ledger.committees
                .of(epochOf(last), last)
                .map(elected -> new Committee(
                        elected.epoch(),
                        elected.members().stream()
                                .map(member -> new Committee.Member(member.key(), engine.turns(member.weight())))
                                .toList()));
    }

    /** No more answers; the figures are read until {@link #closeMetrics}. */
    @Override
    public void close() {
        rpc.close();
        feed.close();
    }

    void closeMetrics() {
        metrics.close();
    }
}
