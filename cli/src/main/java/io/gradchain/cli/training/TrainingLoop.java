package io.gradchain.cli.training;

import io.gradchain.cli.chain.Included;
import io.gradchain.cli.chain.Pipeline;
import io.gradchain.cli.chain.Sender;
import io.gradchain.cli.data.Quantised;
import io.gradchain.cli.error.CommandFailed;
import io.gradchain.genesis.types.Event;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Asks for epoch after epoch, in transactions as long as the gas of a block and the contract's own loop allow. */
final class TrainingLoop {
    /** Epochs of the first fits, whose gas tells that of the others; the very first also pays for new state. */
    private static final int[] PROBES = {1, 1, 2};

    /** What a contract says to more epochs than it takes at once. */
    private static final List<String> TOO_LONG = List.of(Trap.LOOP_BOUND.id(), Trap.TOO_MANY_EVENTS.id());

    private final ContractCalls calls;
    private final Pipeline pipeline;
    private final String function;
    private final Consumer<LossPoint> heard;
    private final List<LossPoint> losses = new ArrayList<>();
    private final List<Long> probes = new ArrayList<>();
    private long gas;
    private int transactions;
    private long height;

    /** @param function {@code fit}, or another that takes how often */
    TrainingLoop(ContractCalls calls, Sender sender, String function, Consumer<LossPoint> heard) {
        this.calls = calls;
        this.pipeline = new Pipeline(sender, this::landed);
        this.function = function;
        this.heard = heard;
    }

    /** Trains {@code epochs} times, at most {@code perTransaction} in one transaction, or until {@code stopped}. */
    FitResult run(int epochs, int perTransaction, BooleanSupplier stopped) {
        long blockGas = calls.blockGas();
        long start = System.nanoTime();
        int most = perTransaction;
        boolean proven = false;
        int count = 0;
        int done = 0;
        while (done < epochs && !stopped.getAsBoolean()) {
            long limit = blockGas / 2;
            int probe = probes.size();
            if (probe < PROBES.length) {
                count = Math.min(PROBES[probe], epochs - done);
            } else {
                EpochBudget budget = EpochBudget.ofProbes(probes.get(1), probes.get(2));
                count = Math.min(Math.min(most, budget.epochsFor(blockGas / 10)), epochs - done);
                limit = Math.min(blockGas, budget.limit(count));
            }
            try {
                pipeline.send(calls.payload(function, Value.integer(count)), limit);
                if (!proven) {
                    // The next one depends on how this one went.
                    pipeline.finish();
                    proven = probe >= PROBES.length;
                }
            } catch (CommandFailed failed) {
                if (count == 1 || !TOO_LONG.contains(failed.problem().code())) {
                    throw failed;
                }
                // The interface does not tell how often the contract's loop may run.
                most = count / 2;
                continue;
            }
            done += count;
        }
        pipeline.finish();
        return new FitResult(losses, gas, transactions, (System.nanoTime() - start) / 1e9, height, count);
    }

    private void landed(Included included) {
        if (probes.size() < PROBES.length) {
            probes.add(included.gasUsed());
        }
        gas += included.gasUsed();
        transactions++;
        height = included.height();
        included.events().forEach(this::hear);
    }

    private void hear(Event event) {
        if (!event.contract().equals(calls.address())) {
            return;
        }
        EventType type = calls.shown().event(event.topic()).orElseThrow();
        if (TrainerInterface.isLoss(type)) {
            List<Value> values = ContractCalls.decode(type.types(), event.data());
            LossPoint point = new LossPoint(
                    ContractCalls.integer(values.get(0)),
                    Quantised.toDouble(ContractCalls.raw(values.get(1))),
                    Quantised.toDouble(ContractCalls.raw(values.get(2))));
            losses.add(point);
            heard.accept(point);
        }
    }
}
