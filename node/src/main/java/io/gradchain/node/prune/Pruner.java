package io.gradchain.node.prune;

import io.gradchain.genesis.fault.Refusal;
import io.gradchain.node.chain.ChainListener;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.fault.NodeError;
import io.gradchain.storage.prune.PruneCycle;
import io.gradchain.storage.state.MissingNodeException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a cycle of pruning when enough came together (N-3), on one thread that rests four times as long as it works: what is
 * removed a minute later is removed early enough, a vote that comes a millisecond late is late.
 */
public final class Pruner implements ChainListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);

    /** Fewer new nodes than these (some MB) are not worth a walk over all of them. */
    private static final long LEAST_NODES = 20_000;

    private static final int STRIDE = 256;
    private static final long WORK_NANOS = 2_000_000;
    private static final int RESTS = 4;

    private final String name;
    private final StateWindow states;
    private final long leastNodes;
    private final int rests;
    private final Semaphore due = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;
    private volatile Report report = new Report(0, 0, 0, 0, false);
    private volatile long before;
    private long workStarted;

    /**
     * What was done since the start of the node.
     *
     * @param cycles rounds that came to their end
     * @param deleted nodes removed by them
     * @param kept nodes the last of them left
     * @param millis how long the last one took, rests included
     * @param running whether one is under way
     */
    public record Report(long cycles, long deleted, long kept, long millis, boolean running) {}

    public Pruner(String name, StateWindow states) {
        this(name, states, LEAST_NODES, RESTS);
    }

    Pruner(String name, StateWindow states, long leastNodes, int rests) {
        this.name = name;
        this.states = states;
        this.leastNodes = leastNodes;
        this.rests = rests;
        this.thread = Thread.ofPlatform().name(name + "-pruning").daemon().unstarted(this::loop);
    }

    /** @param nodes how many state nodes the database holds */
    public void start(long nodes) {
        before = Math.max(0, nodes - states.sweptTo());
        thread.start();
        due.release();
    }

    @Override
    public void headChanged(CheckedBlock head) {}

    @Override
    public void finalized(List<CheckedBlock> blocks) {
        if (due.availablePermits() == 0 && isDue()) {
            due.release();
        }
    }

    /** Half a window of blocks and half as many nodes as the last cycle left: so a cycle costs each block a bounded share. */
    private boolean isDue() {
        return states.overdue() > states.length() / 2
                && before + states.written() >= Math.max(leastNodes, states.sweptTo() / 2);
    }

    private void loop() {
        try {
            while (!stopped) {
                due.acquire();
                if (!stopped && isDue()) {
                    cycle();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            if (!stopped) {
                LOG.error(
                        "{}: pruning ends until the node is started again; nothing that is needed was removed",
                        name,
                        e);
            }
        }
    }

    private void cycle() {
        long start = System.nanoTime();
        report = new Report(report.cycles, report.deleted, report.kept, report.millis, true);
        workStarted = start;
        try {
            PruneCycle.Outcome outcome = states.prune(start, STRIDE, this::rest);
            if (outcome.whole()) {
                before = 0;
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                report = new Report(
                        report.cycles + 1, report.deleted + outcome.deleted(), outcome.kept(), millis, false);
                LOG.info(
                        "{} pruned the states below block {}: {} nodes removed, {} kept, {} ms",
                        name,
                        states.floor(),
                        outcome.deleted(),
                        outcome.kept(),
                        millis);
            }
        } catch (MissingNodeException e) {
            throw new IllegalStateException(new Refusal(NodeError.STATE_DAMAGED, name, e.getMessage()).message(), e);
        } finally {
            report = new Report(report.cycles, report.deleted, report.kept, report.millis, false);
        }
    }

    private boolean rest() {
        long worked = System.nanoTime() - workStarted;
        if (worked >= WORK_NANOS) {
            LockSupport.parkNanos(worked * rests);
            workStarted = System.nanoTime();
        }
        return !stopped;
    }

    public Report report() {
        return report;
    }

    /** Ends the cycle under way, which leaves everything as whole as before it. */
    @Override
    public void close() {
        stopped = true;
        due.release();
        LockSupport.unpark(thread);
        try {
            if (thread.isAlive() && !thread.join(java.time.Duration.ofSeconds(10))) {
                LOG.warn("{}: pruning did not end within 10 s", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
