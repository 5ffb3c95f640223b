package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.ConsensusEngine;
import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.engine.PeerId;
import io.gradchain.consensus.engine.Puzzle;
import io.gradchain.consensus.engine.SignFloor;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.execution.Candidates;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.fault.NodeError;
import io.gradchain.storage.file.RecordLog;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one engine. Events of all threads queue up for the consensus thread; each is one turn: the engine speaks, the disk
 * holds what it must, then messages leave and timers start (C-2). After a halt nothing is sent or signed any more, and
 * the node goes on answering questions.
 */
public final class EngineRuntime {
    /** Messages of one peer and of all that may wait; when there are more the network stops reading that peer. */
    private static final FairShare.Bound OF_PEER = new FairShare.Bound(512, 8L << 20);

    private static final FairShare.Bound OF_ALL = new FairShare.Bound(4_096, 64L << 20);

    private static final Logger LOG = LoggerFactory.getLogger(EngineRuntime.class);

    private final ConsensusEngine engine;
    private final SortedMap<Integer, Long> odds;
    private final Chain chain;
    private final RecordLog log;
    private final SignGuard guard;
    private final Listening listening;
    private final Wire wire;
    private final LongSupplier executableGas;
    private final Consumer<String> onHalt;
    private final Consumer<byte[]> onFault;
    private final FinalityMetrics metrics = new FinalityMetrics();
    private final ConsensusWatch watch = new ConsensusWatch();
    private final BlockingQueue<Consumer<Effects>> turns = new LinkedBlockingQueue<>();
    private final FairShare<PeerId> room = new FairShare<>(OF_PEER, OF_ALL);
    private final AtomicBoolean pendingAsked = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService executionThread;
    private final Execution execution;
    private final Timers timers;
    private final SealSearch search;
    private final InstantSource time;
    private final long genesisMillis;
    private final Thread thread;
    private Consumer<Effects> recovery = out -> {};
    private volatile SignFloor floor = SignFloor.none();
    private long reportedGas;
    private long viewBegan = System.nanoTime();
    private volatile RuntimeProbe probe = RuntimeProbe.NONE;
    private volatile boolean stopping;
    private volatile String halted = "";
    private volatile long view;

    /**
     * What the runtime is made of.
     *
     * @param listenMillis how long others are heard before anything is signed; 0 where nobody else may have the key
     * @param proposer this validator, empty for an observer
     * @param onFault hears of evidence that somebody broke the rules of voting
     */
    public record Parts(
            String name,
            ConsensusEngine engine,
            Chain chain,
            RecordLog log,
            SignGuard guard,
            long listenMillis,
            Wire wire,
            Function<BlockHeader, Candidates> mempool,
            LongSupplier executableGas,
            Optional<Proposer> proposer,
            InstantSource time,
            long genesisMillis,
            Consumer<String> onHalt,
            Consumer<byte[]> onFault) {}

    public EngineRuntime(Parts parts) {
        this.engine = parts.engine();
        this.odds = engine.reversalOdds();
        this.chain = parts.chain();
        this.log = parts.log();
        this.guard = parts.guard();
        this.wire = parts.wire();
        this.executableGas = parts.executableGas();
        this.onHalt = parts.onHalt();
        this.onFault = parts.onFault();
        this.clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(parts.name() + "-clock").daemon().factory());
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.listening =
                new Listening(clock, parts.listenMillis(), () -> post(new Event.TimerFired(ConsensusEngine.LISTENED)));
        this.executionThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(parts.name() + "-execution").daemon().factory());
        this.execution = new Execution(
                chain,
                parts.mempool(),
                parts.proposer(),
                parts.time(),
                engine.spec().clockTolerance(),
                executionThread,
                clock,
                this::post,
                t -> halt("execution failed", t),
                this::probe);
        this.time = parts.time();
        this.genesisMillis = parts.genesisMillis();
        SortedMap<String, Long> parameters = engine.spec().parameters();
        this.search = new SealSearch(
                parts.name(),
                Math.toIntExact(parameters.getOrDefault("miner_threads", 1L)),
                Math.toIntExact(parameters.getOrDefault("miner_duty_permille", 1_000L)));
        this.timers = new Timers(clock, (timer, setting) -> enqueue(out -> timerRanOut(timer, setting, out)));
        this.thread =
                Thread.ofPlatform().name(parts.name() + "-consensus").daemon().unstarted(this::loop);
    }

    /** From here on {@code listener} hears how long things take. */
    public void observe(RuntimeProbe listener) {
        probe = listener;
    }

    /** Starts with the durable records of earlier runs, in order. */
    public void start(List<byte[]> records) {
        recovery = out -> {
            floor = guard.brief(engine, records, listening.isOn());
            floor.awaited()
                    .ifPresent(mark -> LOG.warn(
                            "the vote log lacks a {}: the node only observes until a final block lies above it", mark));
            engine.recover(records, chain, out);
        };
        listening.begin();
        mempoolChanged();
        thread.start();
    }

    /** After a halt nobody works the queue off, so nothing may pile up in it. */
    private void enqueue(Consumer<Effects> turn) {
        if (halted.isEmpty() && !stopping) {
            turns.add(turn);
        }
    }

    /** Ends after the turn at hand: nothing is lost, because nothing was promised that is not on disk. */
    public void stop() {
        stopping = true;
        search.stop();
        clock.shutdownNow();
        turns.add(out -> {});
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(10))) {
                LOG.warn("event=thread-does-not-end thread=consensus seconds=10");
            }
            executionThread.shutdown();
            if (!executionThread.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("event=thread-does-not-end thread=execution seconds=30");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends in the middle of a turn: a write to the vote log may be torn, and no effect after it happens. */
    public void kill() {
        stopping = true;
        search.stop();
        thread.interrupt();
    }

    /** Takes a message of a peer; false when too many of its messages wait. */
    public boolean offer(PeerId from, byte[] message) {
        if (!halted.isEmpty()) {
            return true;
        }
        if (!room.take(from, message.length)) {
            return false;
        }
        enqueue(out -> {
            room.leave(from, message.length);
            engine.on(new Event.PeerMessage(from, message), out);
        });
        return true;
    }

    /** Queues an event of the node itself. */
    public void post(Event event) {
        if (event instanceof Event.PeerJoined) {
            listening.peerJoined();
        }
        enqueue(out -> engine.on(event, out));
    }

    /** The mempool may hold more or less that could be executed: the engine is told, once for many changes. */
    public void mempoolChanged() {
        if (!pendingAsked.getAndSet(true)) {
            enqueue(out -> {
                pendingAsked.set(false);
                long gas = executableGas.getAsLong();
                if (gas != reportedGas) {
                    reportedGas = gas;
                    engine.on(new Event.TxPending(gas), out);
                }
            });
        }
    }

    void headSet(Hash block) {
        chain.setHead(block);
        enqueue(out -> {
            reportedGas = executableGas.getAsLong();
            engine.on(new Event.TxPending(reportedGas), out);
        });
    }

    void seek(long request, Hash block, Puzzle puzzle) {
        search.start(puzzle, seal -> post(new Event.SealFound(request, chain.reseal(block, seal))));
    }

    void stopSeeking() {
        search.cancel();
    }

    /** Tells the engine of the next slot when it begins, and then of the one after it. */
    void followSlots(long periodMillis) {
        long sinceGenesis = time.millis() - genesisMillis;
        long untilNext = periodMillis - Math.floorMod(sinceGenesis, periodMillis);
        try {
            var _ = clock.schedule(
                    () -> {
                        post(new Event.Slot(Math.floorDiv(time.millis() - genesisMillis, periodMillis)));
                        followSlots(periodMillis);
                    },
                    untilNext,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.trace("event=slots-ended", e);
        }
    }

    private void timerRanOut(String timer, long setting, Effects out) {
        if (timers.isDue(timer, setting)) {
            engine.on(new Event.TimerFired(timer), out);
        }
    }

    private void loop() {
        Consumer<Effects> next = recovery;
        while (!stopping && halted.isEmpty()) {
            try {
                Turn turn = new Turn(this);
                next.accept(turn);
                turn.makeDurable(log, guard, probe);
                if (!Thread.currentThread().isInterrupted()) {
                    turn.release();
                }
                next = turns.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SignGuard.Refused refused) {
                halt(NodeError.SIGN_REFUSED, String.valueOf(refused.getMessage()));
            } catch (Throwable t) {
                if (!stopping) {
                    halt("the consensus thread failed", t);
                }
            }
        }
    }

    void traced(TracePoint point, long inView, Hash block) {
        watch.reached(point, inView, time.millis());
        switch (point) {
            case VIEW_ENTERED -> viewEntered(inView);
            case PROPOSED ->
                metrics.proposed(
                        block,
                        chain.block(block)
                                .filter(b -> !b.transactions().isEmpty())
                                .isPresent(),
                        System.nanoTime());
            case NOTARIZED -> metrics.notarized(block, System.nanoTime()).ifPresent(probe::notarized);
            case FINAL -> metrics.finalized(block, System.nanoTime()).ifPresent(probe::finalized);
            case RECEIVED, VOTED, NULLIFIED ->
                LOG.trace("event=consensus-step step={} view={} block={}", point, inView, block);
        }
    }

    private void viewEntered(long next) {
        long now = System.nanoTime();
        probe.viewEnded(Duration.ofNanos(now - viewBegan));
        viewBegan = now;
        view = next;
        LOG.debug("event=view-entered view={}", next);
        watch.entered(next, engine.leader());
    }

    void heard(PublicKey member, long inView) {
        watch.heard(member, inView, time.millis());
    }

    void faultSeen(byte[] evidence) {
        LOG.warn("event=voting-rules-broken evidenceBytes={}", evidence.length);
        onFault.accept(evidence);
    }

    private void halt(String what, Throwable t) {
        LOG.error("event=thread-failed reason=\"{}\"", what, t);
        if (t instanceof UncheckedIOException) {
            halt(NodeError.DISK_FAILED, what + ": " + t.getCause().getMessage());
        } else {
            halt(what + ": " + t);
        }
    }

    void halt(NodeError error, String cause) {
        halt(error.id() + " " + error.title() + ": " + cause + "; " + error.hint());
    }

    /** Stops voting for good. */
    public synchronized void halt(String reason) {
        if (halted.isEmpty()) {
            halted = reason;
            onHalt.accept(reason);
            turns.add(out -> {});
        }
    }

    /** Why the node stopped voting; empty while it runs. */
    public String halted() {
        return halted;
    }

    /** The own signature, in words, that the vote log lost and a final block has to pass before this node signs again. */
    public Optional<String> awaited() {
        return floor.awaited();
    }

    /** The newest view the engine entered. */
    public long view() {
        return view;
    }

    /** See {@link ConsensusEngine#reversalOdds}. */
    public SortedMap<Integer, Long> reversalOdds() {
        return odds;
    }

    /** What the engine let be seen of itself. */
    public ConsensusWatch watch() {
        return watch;
    }

    /** Events that wait for the consensus thread. */
    public int waitingTurns() {
        return turns.size();
    }

    /** Attempts at seals since the start, of engines that search for them. */
    public long attempts() {
        return search.attempts();
    }

    RuntimeProbe probe() {
        return probe;
    }

    /** Messages of peers that wait for the engine. */
    public FairShare.Bound waitingMessages() {
        return room.waiting();
    }

    public FinalityMetrics metrics() {
        return metrics;
    }

    public Execution execution() {
        return execution;
    }

    Chain chain() {
        return chain;
    }

    Wire wire() {
        return wire;
    }

    Timers timers() {
        return timers;
    }
}
