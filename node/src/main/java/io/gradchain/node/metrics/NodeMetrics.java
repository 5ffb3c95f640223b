package io.gradchain.node.metrics;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.runtime.RuntimeProbe;
import io.gradchain.storage.kv.StoreFigures;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * One node's meters, with a registry of their own: nodes of one JVM do not mix. Figures are read when they are asked for,
 * on the thread that asks, and from what other threads leave lying: a scrape holds up nobody. METRICS.md lists them.
 */
public final class NodeMetrics implements AutoCloseable {
    private static final String BYTES = "bytes";
    private static final String SECONDS = "seconds";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final RuntimeTimes times = new RuntimeTimes(meters);
    private final ChainTotals totals = new ChainTotals();
    private final Watched node;

    public NodeMetrics(Watched node, MachineTime machine) {
        this.node = node;
        chain();
        consensus();
        execution(machine);
        mempool();
        new NetworkMeters(meters, node).register();
        database();
        process();
    }

    private void chain() {
        meters.gauge(
                "gradchain.height",
                "",
                "Height of the newest block.",
                () -> node.chain().head().height());
        meters.gauge(
                "gradchain.final.height",
                "",
                "Height of the newest final block.",
                () -> node.chain().finalizedHeader().height());
        meters.gauge(
                "gradchain.epoch",
                "",
                "Epoch of the newest final block.",
                () -> node.epoch().getAsLong());
        meters.counter(
                "gradchain.blocks.final",
                "",
                "Blocks that became final since the start.",
                () -> totals.sums().blocks());
        meters.counter(
                "gradchain.transactions.final",
                "",
                "Transactions that became final since the start.",
                () -> totals.sums().transactions());
        meters.counter(
                "gradchain.transactions.failed",
                "",
                "Those of them that were undone, and paid for.",
                () -> totals.sums().failed());
        meters.counter(
                "gradchain.gas.final",
                "",
                "Gas of the blocks that became final.",
                () -> totals.sums().gas());
        meters.counter(
                "gradchain.reorgs",
                "",
                "Times the head left its branch.",
                () -> node.reorgs().seen().count());
        meters.gauge(
                "gradchain.reorg.deepest.blocks",
                "",
                "Most blocks it left behind at once.",
                () -> node.reorgs().seen().deepest());
        meters.gauge(
                "gradchain.catching.up",
                "",
                "1 while final blocks are fetched from peers.",
                () -> flag(node.catchUp().isRunning()));
        meters.gauge(
                "gradchain.catch.up.target.height",
                "",
                "Height they are fetched up to.",
                () -> node.catchUp().target());
    }

    private void consensus() {
        meters.gauge(
                "gradchain.view",
                "",
                "View (slot) of the engine.",
                () -> node.runtime().view());
        meters.counter(
                "gradchain.views.nullified",
                "",
                "Views that ended without a block.",
                () -> node.runtime().watch().count(TracePoint.NULLIFIED));
        meters.gauge(
                "gradchain.halted",
                "",
                "1 when the node stopped voting for good.",
                () -> flag(!node.runtime().halted().isEmpty()));
        meters.gauge(
                "gradchain.consensus.queue.events",
                "",
                "Events that wait for the engine.",
                () -> node.runtime().waitingTurns());
        meters.gauge(
                "gradchain.committee.members",
                "",
                "Validators of the epoch.",
                () -> node.committee().get().map(Committee::size).orElse(0));
        meters.counter(
                "gradchain.seal.attempts",
                "",
                "Hashes tried for seals of blocks, where blocks are mined.",
                () -> node.runtime().attempts());
    }

    private void execution(MachineTime machine) {
        meters.counter(
                "gradchain.vm.time",
                SECONDS,
                "Time of the machine's runs for transactions.",
                () -> machine.nanos() / 1e9);
        meters.counter("gradchain.vm.gas", "", "Gas of these runs.", machine::gas);
    }

    private void mempool() {
        meters.gauge(
                "gradchain.mempool.transactions",
                "",
                "Transactions that wait.",
                () -> node.mempool().size());
        meters.gauge(
                "gradchain.mempool",
                BYTES,
                "Their encoded size.",
                () -> node.mempool().bytes());
        meters.gauge(
                "gradchain.mempool.executable.gas",
                "",
                "Gas limits of those that could be executed.",
                () -> node.mempool().executableGas());
        for (TxRule rule : TxRule.values()) {
            meters.counter(
                    "gradchain.mempool.refused",
                    "",
                    "Transactions refused, by the rule they broke.",
                    () -> node.mempool().refused(rule),
                    "rule",
                    rule.id());
        }
    }

    private void database() {
        if (node.store().figures().isEmpty()) {
            return;
        }
        Briefly<StoreFigures> figures =
                new Briefly<>(() -> node.store().figures().orElseThrow());
        database(
                figures,
                "live",
                BYTES,
                "Estimated size of what is neither deleted nor replaced.",
                StoreFigures::liveBytes);
        database(figures, "files", BYTES, "Table files on the disk.", StoreFigures::fileBytes);
        database(figures, "memtable", BYTES, "Writes in memory that wait for a table.", StoreFigures::memtableBytes);
        database(figures, "cache", BYTES, "Blocks of tables held in memory.", StoreFigures::cacheBytes);
        database(
                figures,
                "compaction.pending",
                BYTES,
                "What compaction still has to rewrite.",
                StoreFigures::pendingBytes);
        database(figures, "level0.files", "", "Tables not yet merged.", StoreFigures::levelZeroFiles);
        database(figures, "writes.stopped", "", "1 while writes wait for compaction.", f -> flag(f.writesStopped()));
        meters.counter(
                "gradchain.database.stalls",
                "",
                "Writes slowed or stopped to let compaction catch up.",
                () -> figures.get().stalls());
        meters.gauge(
                "gradchain.disk.free",
                BYTES,
                "What may still be written beside the data.",
                () -> Machine.diskFree(node.directory()));
    }

    private void database(
            Supplier<StoreFigures> figures,
            String name,
            String unit,
            String meaning,
            ToDoubleFunction<StoreFigures> figure) {
        meters.gauge("gradchain.database." + name, unit, meaning, () -> figure.applyAsDouble(figures.get()));
    }

    private void process() {
        meters.counter(
                "process.cpu",
                SECONDS,
                "CPU time of the process; nodes of one JVM share it.",
                () -> Machine.cpuNanos() / 1e9);
        meters.gauge("process.start.time", SECONDS, "Start of the process since 1970.", Machine::startSeconds);
        meters.gauge("process.open.fds", "", "Open file descriptors.", Machine::openDescriptors);
        meters.gauge("process.max.fds", "", "Most there may be.", Machine::maxDescriptors);
        meters.gauge("jvm.heap.used", BYTES, "Heap in use.", Machine::heapUsed);
        meters.gauge("jvm.heap.max", BYTES, "Most there may be.", Machine::heapMax);
        meters.counter("jvm.gc", SECONDS, "Time of garbage collections.", () -> Machine.collectionMillis() / 1e3);
        meters.counter("jvm.gc.collections", "", "Garbage collections.", Machine::collections);
        meters.gauge("jvm.threads", "", "Live threads.", Machine::threads);
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }

    /** To be given to the runtime before it starts. */
    public RuntimeProbe probe() {
        return times;
    }

    /** To be given to the chain before it moves. */
    public ChainListener listener() {
        return totals;
    }

    /** All of it in Prometheus's text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    /** The last syncs of the vote log. */
    public RecentTimes.Summary recentSyncs() {
        return times.syncs.summary();
    }

    /** The last times from the proposal of an own block to its finality. */
    public RecentTimes.Summary recentFinality() {
        return times.finality.summary();
    }

    public long finalBlocks() {
        return totals.sums().blocks();
    }

    public long finalTransactions() {
        return totals.sums().transactions();
    }

    @Override
    public void close() {
        registry.close();
    }
}
