package io.gradchain.node.sync;

import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One session of catching up, on one thread (SY-1 to SY-4): headers run ahead of bodies, bodies of execution, each by a
 * bounded number, so that a node is never sent more than it can hold.
 */
final class Download {
    /** Headers proven but not executed. */
    private static final int HEADERS_AHEAD = 2_048;

    /** Batches whose bodies are asked for or wait: at most 3 MiB each (SyncServer). */
    private static final int BODIES_AHEAD = 6;

    private static final long PATIENCE_MILLIS = 200;

    private final Chain chain;
    private final Asking asking;
    private final LongSupplier target;
    private final Function<List<Block>, CompletableFuture<Optional<String>>> execute;
    private final BiConsumer<BlockHeader, byte[]> advanced;
    private final HeaderTrail trail;
    private final Deque<Batch> batches = new ArrayDeque<>();
    private boolean headersAsked;
    private boolean executing;
    private Optional<String> diverged = Optional.empty();

    Download(
            Chain chain,
            Proofs proofs,
            Asking asking,
            LongSupplier target,
            Function<List<Block>, CompletableFuture<Optional<String>>> execute,
            BiConsumer<BlockHeader, byte[]> advanced) {
        this.chain = chain;
        this.asking = asking;
        this.target = target;
        this.execute = execute;
        this.advanced = advanced;
        this.trail = new HeaderTrail(proofs, chain.finalizedHeader(), chain.finalHash());
    }

    /** How a session ended. */
    enum End {
        /** The target is reached, or consensus went ahead of us: look again. */
        DONE,
        /** Nobody can be asked now. */
        ALONE,
        /** A proven block executes otherwise here. */
        DIVERGED
    }

    End run() throws InterruptedException {
        while (diverged.isEmpty()) {
            boolean more = chain.finalizedHeader().height() < target.getAsLong();
            boolean passed = !executing && chain.finalizedHeader().height() > trail.height() && asking.open() == 0;
            if (!executing && (!more || passed)) {
                return End.DONE;
            }
            fill();
            if (asking.open() == 0 && !executing) {
                return End.ALONE;
            }
            asking.step(PATIENCE_MILLIS);
        }
        return End.DIVERGED;
    }

    /** Why, after {@link End#DIVERGED}. */
    String difference() {
        return diverged.orElseThrow();
    }

    private void fill() {
        askHeaders();
        int ahead = 0;
        for (Batch batch : batches) {
            if (ahead++ >= BODIES_AHEAD) {
                break;
            }
            askBodies(batch);
        }
        if (!executing && !batches.isEmpty() && batches.getFirst().isComplete()) {
            executing = true;
            Batch batch = batches.removeFirst();
            var _ = execute.apply(batch.complete()).thenAccept(wrong -> asking.later(() -> executed(batch, wrong)));
        }
    }

    private void askHeaders() {
        long ours = chain.finalizedHeader().height();
        if (headersAsked || trail.height() >= target.getAsLong() || trail.height() >= ours + HEADERS_AHEAD) {
            return;
        }
        headersAsked = asking.ask(
                trail.height() + 1,
                new SyncRequest.Headers(trail.height() + 1, SyncRequest.MAX_HEADERS),
                answer -> {
                    HeaderRange range = HeaderRange.decode(answer);
                    Optional<String> wrong = trail.extend(range);
                    if (wrong.isEmpty()) {
                        headersAsked = false;
                        batches.addAll(Batch.of(range));
                    }
                    return wrong;
                },
                () -> headersAsked = false);
    }

    private void askBodies(Batch batch) {
        if (batch.wantsBodies()) {
            batch.asked(asking.ask(
                    batch.last().height(),
                    new SyncRequest.Bodies(batch.missing()),
                    batch::fill,
                    () -> batch.asked(false)));
        }
    }

    private void executed(Batch batch, Optional<String> wrong) {
        executing = false;
        diverged = wrong;
        if (wrong.isEmpty() && batch.proof().isPresent()) {
            byte[] proof = batch.proof().get();
            if (batch.last().height() > chain.finalizedHeader().height()) {
                chain.finalizeUpTo(batch.last().hash(), proof);
                advanced.accept(batch.last(), proof);
            }
        }
    }
}
