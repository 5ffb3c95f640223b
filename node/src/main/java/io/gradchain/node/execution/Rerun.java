package io.gradchain.node.execution;

import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.mlvm.RunResult.Trapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a block again up to one of its transactions, to learn what its receipt does not keep: how things stood where it
 * trapped. Costs at most what the block cost; nothing is written.
 */
public final class Rerun {
    private final ProtocolRules rules;
    private final StateTrees trees;

    public Rerun(ProtocolRules rules, StateTrees trees) {
        this.rules = rules;
        this.trees = trees;
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** The transaction trapped, as its receipt says; the world is as before its payload. */
        record Failed(Trapped trapped, BlockContext block, WorldState before) implements Outcome {}

        /** It did not trap. */
        record Fine() implements Outcome {}

        /** The state it ran on is not here any more. */
        record Pruned() implements Outcome {}
    }

    /**
     * @param block valid, with {@code parent} as its parent
     * @param index of the transaction in the block
     * @param receipt what became of it
     */
    public Outcome of(BlockHeader parent, Block block, int index, Receipt receipt) {
        if (!trees.hasRoot(parent.stateRoot())) {
            return new Outcome.Pruned();
        }
        List<Trapped> traps = new ArrayList<>();
        // valid blocks only: their signatures were checked when they came
        TransactionExecutor executor = new TransactionExecutor(rules, tx -> true, new ContractCalls(traps::add));
        WorldState world = new WorldState(trees, parent.stateRoot());
        BlockContext context = new BlockEdges(rules)
                .open(parent, block.header().timeMillis(), block.header().seal(), world);
        long gasLeft = rules.blockGasLimit();
        for (SignedTransaction tx : block.transactions().subList(0, index + 1)) {
            traps.clear();
            gasLeft -= switch (executor.apply(tx, world, context, gasLeft)) {
                case Applied.Included(Receipt again) -> again.gasUsed();
                case Applied.Refused(TxRule rule, String detail) ->
                    throw new IllegalStateException(
                            "a valid block holds " + tx.hash() + ": " + rule.id() + " " + detail);
            };
        }
        return trapOf(traps, receipt)
                .<Outcome>map(trap -> new Outcome.Failed(trap, context, world))
                .orElseGet(Outcome.Fine::new);
    }

    private static Optional<Trapped> trapOf(List<Trapped> traps, Receipt receipt) {
        return receipt.outcome() instanceof Receipt.Failed failed
                ? traps.stream()
                        .filter(trap -> trap.trap().number() == failed.code()
                                && trap.function() == failed.function()
                                && trap.pc() == failed.pc())
                        .reduce((first, last) -> last)
                : Optional.empty();
    }
}
