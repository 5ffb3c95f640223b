package io.gradchain.node.runtime;

import io.gradchain.consensus.engine.Event;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.execution.Candidates;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.StateTransition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one thread that executes blocks, and the answers it owes the engine. Whatever is thrown there, out of memory
 * included, stops the node without an answer: it is our trouble, never the block's fault.
 */
public final class Execution {
    private final Chain chain;
    private final Function<BlockHeader, Candidates> mempool;
    private final Optional<Proposer> proposer;
    private final InstantSource time;
    private final long clockTolerance;
    private final ExecutorService thread;
    private final ScheduledExecutorService clock;
    private final Consumer<Event> answers;
    private final Consumer<Throwable> broken;
    private final Supplier<RuntimeProbe> probe;

    Execution(
            Chain chain,
            Function<BlockHeader, Candidates> mempool,
            Optional<Proposer> proposer,
            InstantSource time,
            long clockTolerance,
            ExecutorService thread,
            ScheduledExecutorService clock,
            Consumer<Event> answers,
            Consumer<Throwable> broken,
            Supplier<RuntimeProbe> probe) {
        this.chain = chain;
        this.mempool = mempool;
        this.proposer = proposer;
        this.time = time;
        this.clockTolerance = clockTolerance;
        this.thread = thread;
        this.clock = clock;
        this.answers = answers;
        this.broken = broken;
        this.probe = probe;
    }

    void build(long request, BlockHeader parent, byte[] seal, long maxGas, boolean empty) {
        run(() -> {
            Candidates candidates = empty ? Candidates.NONE : mempool.apply(parent);
            Block block = timed(
                    true, () -> chain.build(parent, seal, proposer.orElseThrow(), time.millis(), maxGas, candidates));
            answers.accept(new Event.PayloadBuilt(request, block));
        });
    }

    void check(Block block) {
        run(() -> {
            Event answer = new Event.BlockChecked(block.hash(), verdict(block));
            long early = block.header().timeMillis() - clockTolerance - time.millis();
            if (early > 0) {
                var _ = clock.schedule(() -> answers.accept(answer), early, TimeUnit.MILLISECONDS);
            } else {
                answers.accept(answer);
            }
        });
    }

    private Event.Verdict verdict(Block block) {
        if (chain.checked(block.hash()).isPresent()) {
            return new Event.Verdict.Valid();
        }
        return switch (timed(false, () -> chain.check(block))) {
            case StateTransition.Outcome.Valid valid -> new Event.Verdict.Valid();
            case StateTransition.Outcome.Invalid invalid ->
                new Event.Verdict.Invalid(invalid.rule().with(invalid.detail()));
        };
    }

    /**
     * Executes consecutive blocks that a proof says are final; completes with what is wrong with the first that is invalid
     * here, or never where the node stops.
     */
    public CompletableFuture<Optional<String>> importFinal(List<Block> blocks) {
        CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
        run(() -> outcome.complete(firstInvalid(blocks)));
        return outcome;
    }

    private Optional<String> firstInvalid(List<Block> blocks) {
        for (Block block : blocks) {
            if (verdict(block) instanceof Event.Verdict.Invalid(String reason)) {
                return Optional.of("final block " + block + " is invalid here: " + reason);
            }
        }
        return Optional.empty();
    }

    private <T> T timed(boolean built, Supplier<T> work) {
        long start = System.nanoTime();
        T done = work.get();
        probe.get().executed(Duration.ofNanos(System.nanoTime() - start), built);
        return done;
    }

    private void run(Runnable work) {
        thread.execute(() -> {
            try {
                work.run();
            } catch (Throwable t) {
                broken.accept(t);
            }
        });
    }
}
