package io.gradchain.node.chain;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.Candidates;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.staking.EngineRules;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A chain in memory, for tests that need blocks but no network and no consensus. */
public final class MemoryChain {
    public final ChainSpec spec = TestChain.spec(4);
    public final ProtocolRules rules;
    public final KeyValueStore store;
    public final StateTrees trees;
    public final ContractCalls contracts = new ContractCalls();
    public final Committees committees = (epoch, at) -> Optional.of(Committee.genesis(spec));
    public final Chain chain;

    public MemoryChain() {
        this(true);
    }

    /** @param finalizes whether what is final stays so */
    public MemoryChain(boolean finalizes) {
        this(finalizes, engine((height, seal) -> 0, (evidence, of) -> Optional.empty()));
    }

    /** @param engine tells epochs and judges evidence */
    public MemoryChain(EngineRules engine) {
        this(true, engine);
    }

    private MemoryChain(boolean finalizes, EngineRules engine) {
        this(finalizes, engine, Long.MAX_VALUE);
    }

    /** @param stateBlocks final blocks that keep their state */
    public MemoryChain(boolean finalizes, EngineRules engine, long stateBlocks) {
        this(new MemoryStore(), finalizes, engine, stateBlocks);
    }

    /** In a store of the caller's. */
    public MemoryChain(KeyValueStore store, boolean finalizes, EngineRules engine, long stateBlocks) {
        this.store = store;
        trees = StateTrees.over(store);
        rules = ProtocolRules.of(spec, true, engine);
        ChainStart.ensure(store, spec);
        chain = new Chain(
                store,
                new StateTransition(
                        rules, trees, hash -> Optional.empty(), tx -> tx.isAuthorized(TestChain.SCHEME), contracts),
                committees,
                finalizes,
                new StateWindow(store, stateBlocks, finalizes, new CommitteeBook(committees, engine.epochs())));
    }

    /** As after a restart of the node. */
    public Chain reopened(long stateBlocks) {
        return new Chain(
                store,
                new StateTransition(
                        rules, trees, hash -> Optional.empty(), tx -> tx.isAuthorized(TestChain.SCHEME), contracts),
                committees,
                true,
                new StateWindow(store, stateBlocks, true, (block, batch) -> {}));
    }

    /** An engine of that opinion, whose blocks' times ascend. */
    public static EngineRules engine(EngineRules.EpochOf epochs, EngineRules.Judge judge) {
        return engine(epochs, weight -> weight, judge);
    }

    /** As {@link #engine(EngineRules.EpochOf, EngineRules.Judge)}, with that opinion of members' turns too. */
    public static EngineRules engine(EngineRules.EpochOf epochs, EngineRules.Turns turns, EngineRules.Judge judge) {
        return new EngineRules(
                epochs,
                (height, seal) -> epochs.of(height + 1, seal) > epochs.of(height, seal),
                turns,
                judge,
                (parent, headers) -> parent.timeMillis() + 1,
                EngineSpec.Beacon.VRF);
    }

    /** A valid block of validator 0 with those of the transactions that may be in it. */
    public Block build(BlockHeader parent, SignedTransaction... transactions) {
        return build(parent, 0, transactions);
    }

    public Block build(BlockHeader parent, int validator, SignedTransaction... transactions) {
        return chain.build(
                parent,
                new byte[0],
                new Proposer(TestChain.address(TestChain.key(100 + validator)), Optional.empty()),
                parent.timeMillis() + 1_000,
                rules.blockGasLimit(),
                offering(transactions));
    }

    /** Hands out all of them in order, whatever is left. */
    public static Candidates offering(SignedTransaction... transactions) {
        Deque<SignedTransaction> left = new ArrayDeque<>(List.of(transactions));
        return new Candidates() {
            @Override
            public Optional<SignedTransaction> next(long gasLeft, int bytesLeft) {
                return Optional.ofNullable(left.pollFirst());
            }

            @Override
            public void passOver() {}
        };
    }

    public Account account(BlockHeader after, Address address) {
        return trees.account(after.stateRoot(), address);
    }

    public long balance(BlockHeader after, Address address) {
        return account(after, address).balance().units();
    }

    public BlockHeader zero() {
        return chain.finalAt(0).orElseThrow().header();
    }
}
