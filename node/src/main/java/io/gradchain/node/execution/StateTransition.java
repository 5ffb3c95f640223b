package io.gradchain.node.execution;

import io.gradchain.consensus.engine.Headers;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a block does to the state (E-2). A screenful: check the header, apply the transactions in order, compare the roots. */
public final class StateTransition {
    private final ProtocolRules rules;
    private final StateTrees trees;
    private final Headers headers;
    private final BlockEdges edges;
    private final TransactionExecutor executor;

    /** @param headers where the engine's rule of time finds ancestors */
    public StateTransition(
            ProtocolRules rules,
            StateTrees trees,
            Headers headers,
            Authorization authorization,
            ContractCalls contracts) {
        this.rules = rules;
        this.trees = trees;
        this.headers = headers;
        this.edges = new BlockEdges(rules);
        this.executor = new TransactionExecutor(rules, authorization, contracts);
    }

    /** How a check ended. */
    public sealed interface Outcome {
        record Valid(ExecutedBlock executed) implements Outcome {}

        record Invalid(BlockRule rule, String detail) implements Outcome {}
    }

    /** Executes {@code block} on the state of {@code parent}, which must be readable, and compares. */
    public Outcome check(BlockHeader parent, Block block) {
        BlockHeader header = block.header();
        if (header.chainId() != rules.chainId()) {
            return invalid(BlockRule.CHAIN_ID, "chain " + header.chainId());
        }
        if (!header.parent().equals(parent.hash())) {
            return invalid(BlockRule.PARENT, header.parent().shortHex());
        }
        if (header.height() != parent.height() + 1) {
            return invalid(BlockRule.HEIGHT, header.height() + " on " + parent.height());
        }
        if (header.timeMillis() < rules.engine().earliest().after(parent, headers)) {
            return invalid(BlockRule.TIME, header.timeMillis() + " ms after " + parent.timeMillis() + " ms");
        }
        if (block.encoded().length > Block.MAX_BYTES) {
            return invalid(BlockRule.SIZE, block.encoded().length + " bytes");
        }
        WorldState world = new WorldState(trees, parent.stateRoot());
        if (!edges.mayPropose(header.proposer(), world)) {
            return invalid(BlockRule.PROPOSER, header.proposer().hex());
        }
        Optional<Draw> draw = Draw.claimed(rules, parent, header, world);
        if (draw.filter(d -> d.says(header)).isEmpty()) {
            return invalid(BlockRule.BEACON, "mix " + header.mix().shortHex());
        }
        if (!block.hasItsBody()) {
            return invalid(BlockRule.TX_ROOT, header.txRoot().shortHex());
        }
        if (header.gasUsed() > rules.blockGasLimit()) {
            return invalid(BlockRule.GAS_LIMIT, header.gasUsed() + " gas");
        }
        BlockContext context = edges.open(parent, header.timeMillis(), header.seal(), world);
        List<Receipt> receipts = new ArrayList<>();
        long gasUsed = 0;
        for (SignedTransaction tx : block.transactions()) {
            switch (executor.apply(tx, world, context, rules.blockGasLimit() - gasUsed)) {
                case Applied.Refused(TxRule rule, String detail) -> {
                    return invalid(BlockRule.TRANSACTION, rule.id() + " " + rule.title() + ", " + detail);
                }
                case Applied.Included(Receipt receipt) -> {
                    receipts.add(receipt);
                    gasUsed += receipt.gasUsed();
                }
            }
        }
        Beacon.record(world, header.height(), header.mix());
        boolean endsEpoch = rules.engine().ends().at(header.height(), header.seal());
        Hash nextCommittee =
                edges.close(context, endsEpoch, header.proposer(), fees(block.transactions(), receipts), world);
        StateChange state = world.commit();
        if (header.gasUsed() != gasUsed) {
            return invalid(BlockRule.GAS_USED, gasUsed + " against " + header.gasUsed());
        }
        if (!header.receiptRoot().equals(receiptRoot(receipts))) {
            return invalid(
                    BlockRule.RECEIPT_ROOT,
                    receiptRoot(receipts).hex() + " against "
                            + header.receiptRoot().hex());
        }
        if (!header.stateRoot().equals(state.root())) {
            return invalid(
                    BlockRule.STATE_ROOT,
                    state.root().hex() + " against " + header.stateRoot().hex());
        }
        if (!header.nextCommittee().equals(nextCommittee)) {
            return invalid(BlockRule.NEXT_COMMITTEE, nextCommittee.hex());
        }
        return new Outcome.Valid(new ExecutedBlock(block, receipts, state));
    }

    /**
     * Makes a valid block on {@code parent} of as many {@code candidates} as fit.
     *
     * @param proposer may propose on this parent
     * @param timeMillis wished header time in ms; moved up to the least the engine allows
     * @param maxGas most gas of all limits, at most the block gas limit
     */
    public ExecutedBlock build(
            BlockHeader parent, byte[] seal, Proposer proposer, long timeMillis, long maxGas, Candidates candidates) {
        long time = Math.max(timeMillis, rules.engine().earliest().after(parent, headers));
        long gasLimit = Math.min(maxGas, rules.blockGasLimit());
        WorldState world = new WorldState(trees, parent.stateRoot());
        BlockContext context = edges.open(parent, time, seal, world);
        List<SignedTransaction> taken = new ArrayList<>();
        List<Receipt> receipts = new ArrayList<>();
        int bytes = HEADER_ALLOWANCE;
        long gasUsed = 0;
        while (taken.size() < Block.MAX_TRANSACTIONS) {
            Optional<SignedTransaction> next = candidates.next(gasLimit - gasUsed, Block.MAX_BYTES - bytes);
            if (next.isEmpty()) {
                break;
            }
            switch (executor.apply(next.get(), world, context, gasLimit - gasUsed)) {
                case Applied.Refused refused -> candidates.passOver();
                case Applied.Included(Receipt receipt) -> {
                    taken.add(next.get());
                    receipts.add(receipt);
                    gasUsed += receipt.gasUsed();
                    bytes += next.get().size();
                }
            }
        }
        Draw draw = Draw.make(rules, parent, proposer, world);
        Beacon.record(world, context.height(), draw.mix());
        boolean endsEpoch = rules.engine().ends().at(context.height(), seal);
        Hash nextCommittee = edges.close(context, endsEpoch, proposer.address(), fees(taken, receipts), world);
        StateChange state = world.commit();
        BlockHeader header = new BlockHeader(
                rules.chainId(),
                context.height(),
                time,
                parent.hash(),
                proposer.address(),
                Block.txRoot(taken),
                receiptRoot(receipts),
                state.root(),
                gasUsed,
                nextCommittee,
                draw.mix(),
                draw.proof(),
                seal);
        return new ExecutedBlock(new Block(header, taken), receipts, state);
    }

    /** More than any header and the list's length take. */
    private static final int HEADER_ALLOWANCE = 2 * 1024;

    private static Amount fees(List<SignedTransaction> transactions, List<Receipt> receipts) {
        long fees = 0;
        for (int i = 0; i < receipts.size(); i++) {
            fees += receipts.get(i).gasUsed()
                    * transactions.get(i).transaction().gasPrice();
        }
        return new Amount(fees);
    }

    public static Hash receiptRoot(List<Receipt> receipts) {
        return ListRoot.of(receipts.stream().map(Receipt::hash).toList());
    }

    private static Outcome invalid(BlockRule rule, String detail) {
        return new Outcome.Invalid(rule, detail);
    }
}
