package io.gradchain.node.sync;

import io.gradchain.consensus.engine.PeerId;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets final blocks from peers on a thread of its own (SY-1 to SY-4). A header counts only when it is proven final and the
 * hashes lead from it down to our own final block; a block is executed before it is believed.
 */
public final class CatchUp {
    /** Consensus itself brings the newest blocks; farther behind than this we ask. */
    private static final long TOLERATED_LAG = 3;

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private final Chain chain;
    private final SyncPeers peers;
    private final Proofs proofs;
    private final Function<List<Block>, CompletableFuture<Optional<String>>> execute;
    private final BiConsumer<BlockHeader, byte[]> advanced;
    private final Consumer<String> diverged;
    private final ExecutorService thread;
    private final PeerBoard board = new PeerBoard();
    private long target;
    private boolean running;
    private boolean stopped;

    /**
     * @param execute runs consecutive blocks on the execution thread; completes with what is wrong with the first that is
     * @param advanced told about each imported range: its last header and proof
     * @param diverged told when a proven block executes otherwise here
     */
    public CatchUp(
            String name,
            Chain chain,
            SyncPeers peers,
            Proofs proofs,
            Function<List<Block>, CompletableFuture<Optional<String>>> execute,
            BiConsumer<BlockHeader, byte[]> advanced,
            Consumer<String> diverged) {
        this.chain = chain;
        this.peers = peers;
        this.proofs = proofs;
        this.execute = execute;
        this.advanced = advanced;
        this.diverged = diverged;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name + "-sync").daemon().factory());
    }

    /** A peer says what it has. */
    public void heard(PeerId peer, Status status) {
        board.heard(peer, status.finalHeight());
        if (status.finalHeight() > ourHeight() + TOLERATED_LAG) {
            want(status.finalHeight());
        }
    }

    public void forget(PeerId peer) {
        board.forget(peer);
    }

    /** The engine saw proof that {@code from} has final blocks up to {@code height}. */
    public void fetch(long height, PeerId from) {
        board.heard(from, height);
        want(height);
    }

    private synchronized void want(long height) {
        target = Math.max(target, height);
        if (!running && !stopped && target > ourHeight()) {
            running = true;
            thread.execute(this::run);
        }
    }

    /** Whether blocks are being fetched now. */
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
                Asking asking = new Asking(peers, board);
                Download download = new Download(chain, proofs, asking, this::target, execute, advanced);
                switch (download.run()) {
                    case DONE -> LOG.debug("caught up to height {}", ourHeight());
                    case ALONE -> giveUp();
                    case DIVERGED -> {
                        diverged.accept(download.difference());
                        giveUp();
                    }
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

    private long ourHeight() {
        return chain.finalizedHeader().height();
    }
}
