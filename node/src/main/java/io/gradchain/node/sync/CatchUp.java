package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.execution.BlockRule;
import io.gradchain.node.execution.StateTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets final blocks from peers, range by range, on a thread of its own. A range counts only when its last block is proven
 * final and the hashes lead from there down to our own final block; it is executed before it is believed.
 */
public final class CatchUp {
    /** Consensus itself brings the newest blocks; farther behind than this we ask. */
    private static final long TOLERATED_LAG = 3;

    private static final int RANGE = 512;
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final Chain chain;
    private final SyncPeers peers;
    private final BiPredicate<BlockHeader, byte[]> provesFinal;
    private final Function<Block, CompletableFuture<StateTransition.Outcome>> execute;
    private final BiConsumer<BlockHeader, byte[]> advanced;
    private final Consumer<String> diverged;
    private final ExecutorService thread;
    private final Map<PeerId, Long> finalHeights = new TreeMap<>();
    private long target;
    private boolean running;
    private boolean stopped;

    /**
     * @param provesFinal whether a proof makes a header final
     * @param execute runs one block on the execution thread
     * @param advanced told about each imported range: its last header and proof
     * @param diverged told when a proven block executes otherwise here
     */
    public CatchUp(
            String name,
            Chain chain,
            SyncPeers peers,
            BiPredicate<BlockHeader, byte[]> provesFinal,
            Function<Block, CompletableFuture<StateTransition.Outcome>> execute,
            BiConsumer<BlockHeader, byte[]> advanced,
            Consumer<String> diverged) {
        this.chain = chain;
        this.peers = peers;
        this.provesFinal = provesFinal;
        this.execute = execute;
        this.advanced = advanced;
        this.diverged = diverged;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name + "-sync").daemon().factory());
    }

    /** A peer says what it has. */
    public void heard(PeerId peer, Status status) {
        synchronized (this) {
            finalHeights.put(peer, status.finalHeight());
        }
        if (status.finalHeight() > ourHeight() + TOLERATED_LAG) {
            want(status.finalHeight());
        }
    }

    public synchronized void forget(PeerId peer) {
        finalHeights.remove(peer);
    }

    /** The engine saw proof that {@code from} has final blocks up to {@code height}. */
    public void fetch(long height, PeerId from) {
        synchronized (this) {
            finalHeights.merge(from, height, Math::max);
        }
        want(height);
    }

    private synchronized void want(long height) {
        target = Math.max(target, height);
        if (!running && !stopped && target > ourHeight()) {
            running = true;
            thread.execute(this::run);
        }
    }

    /** Whether ranges are being fetched now. */
    public synchronized boolean isRunning() {
        return running;
    }

    /** The height that ranges are fetched up to, where they are. */
    public synchronized long target() {
        return target;
    }

    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("event=thread-does-not-end thread=sync seconds=10");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!reached()) {
                boolean advancedAny = false;
                for (PeerId peer : candidates()) {
                    if (importRange(peer)) {
                        advancedAny = true;
                        break;
                    }
                }
                if (!advancedAny) {
                    giveUp();
                }
            }
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.error("event=catch-up-failed", e);
            giveUp();
            diverged.accept("catching up failed: " + e);
        }
    }

    /** Under the same lock as the question, so that no wish is lost between this answer and the thread's end. */
    private synchronized boolean reached() {
        if (!running || target <= ourHeight()) {
            running = false;
            return true;
        }
        return false;
    }

    /** Nobody could serve us: the next status or the engine asks again. */
    private synchronized void giveUp() {
        target = ourHeight();
        running = false;
    }

    private synchronized List<PeerId> candidates() {
        List<PeerId> ahead = new ArrayList<>();
        finalHeights.forEach((peer, height) -> {
            if (height > ourHeight()) {
                ahead.add(peer);
            }
        });
        ahead.sort(Comparator.comparing((PeerId peer) -> finalHeights.get(peer)).reversed());
        return ahead;
    }

    private boolean importRange(PeerId peer) throws InterruptedException {
        Optional<byte[]> answer = await(peers.ask(peer, new RangeRequest(ourHeight() + 1, RANGE)));
        if (answer.isEmpty()) {
            return false;
        }
        RangeAnswer range;
        try {
            range = RangeAnswer.decode(answer.get());
        } catch (DecodeException e) {
            peers.penalise(peer, "SY-01 the range does not decode: " + e.getMessage());
            return false;
        }
        Optional<String> wrong = wrong(range);
        if (wrong.isPresent()) {
            peers.penalise(peer, wrong.get());
            return false;
        }
        return importBlocks(range);
    }

    /** What is wrong with a range before anything is executed. */
    private Optional<String> wrong(RangeAnswer range) {
        if (range.blocks().isEmpty()) {
            return Optional.of("SY-02 the range is empty");
        }
        BlockHeader tip = chain.finalizedHeader();
        Hash parent = range.blocks().getFirst().height() == tip.height() + 1 ? tip.hash() : null;
        if (parent == null) {
            // Consensus finalized meanwhile: where the range starts below, our own block there is what it must meet.
            parent = chain.finalAt(range.blocks().getFirst().height() - 1)
                    .map(block -> block.block().hash())
                    .orElse(Hash.ZERO);
        }
        long height = range.blocks().getFirst().height();
        for (Block block : range.blocks()) {
            if (!block.header().parent().equals(parent) || block.height() != height++) {
                return Optional.of("SY-03 the blocks do not follow from our final block");
            }
            if (!block.hasItsBody()) {
                return Optional.of("SY-05 the transactions are not those of the header");
            }
            parent = block.hash();
        }
        return provesFinal.test(range.blocks().getLast().header(), range.proof())
                ? Optional.empty()
                : Optional.of("SY-04 the proof does not make the last block final");
    }

    private boolean importBlocks(RangeAnswer range) throws InterruptedException {
        for (Block block : range.blocks()) {
            if (chain.checked(block.hash()).isPresent()) {
                continue;
            }
            if (await(execute.apply(block)) instanceof StateTransition.Outcome.Invalid(BlockRule rule, String detail)) {
                diverged.accept("final block " + block + " is invalid here: " + rule.with(detail));
                giveUp();
                return false;
            }
        }
        Block last = range.blocks().getLast();
        if (last.height() <= ourHeight()) {
            // True but old: it brings us nowhere, and asking the same peer again would go on for ever.
            return false;
        }
        chain.finalizeUpTo(last.hash(), range.proof());
        advanced.accept(last.header(), range.proof());
        LOG.debug("event=caught-up height={}", last.height());
        return true;
    }

    private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("peers and execution answer, they do not fail", e);
        }
    }

    private long ourHeight() {
        return chain.finalizedHeader().height();
    }
}
