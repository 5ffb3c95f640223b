package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.GenesisBlock;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Payload.Stake.Action;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.staking.EngineRules;
import io.gradchain.node.execution.staking.Staking;
import io.gradchain.node.execution.staking.Validator;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * A chain of blocks without consensus whose epochs are four blocks long, if not said otherwise, and whose engine believes any evidence that names
 * a member of the epoch's committee. Every block that is built is checked too.
 */
final class StakingChain {
    static final int EPOCH_BLOCKS = 4;
    static final Amount FUNDS = Amount.grad(10_000);
    static final long GAS = 2_000_000;

    final ChainSpec spec;
    final ProtocolRules rules;
    final StateTrees trees;
    private final long epochBlocks;
    private final KeyValueStore store = new MemoryStore();
    private final StateTransition transition;
    BlockHeader head;
    List<Receipt> receipts = List.of();

    StakingChain(int validators) {
        this(validators, new TreeMap<>());
    }

    /** Validators, delegators and reward accounts alike are funded; keys 100… are validators, 1… the others. */
    StakingChain(int validators, SortedMap<String, Long> parameters) {
        this(validators, parameters, true);
    }

    StakingChain(int validators, SortedMap<String, Long> parameters, boolean elected) {
        this(validators, parameters, elected, weight -> weight);
    }

    StakingChain(int validators, SortedMap<String, Long> parameters, boolean elected, EngineRules.Turns turns) {
        ChainSpec usual = TestChain.spec(validators);
        List<ChainSpec.Account> accounts = new ArrayList<>();
        for (int i = 0; i < TestChain.ACCOUNTS; i++) {
            accounts.add(new ChainSpec.Account("a" + i, TestChain.account(i), FUNDS));
            accounts.add(new ChainSpec.Account("v" + i, TestChain.address(validator(i)), FUNDS));
        }
        SortedMap<String, Long> all = new TreeMap<>(parameters);
        this.epochBlocks = all.computeIfAbsent("epoch_blocks", absent -> (long) EPOCH_BLOCKS);
        all.putIfAbsent("block_reward", 1_000_003L);
        this.spec = new ChainSpec(
                "stakes",
                TestChain.CHAIN_ID,
                true,
                usual.genesisTimeMillis(),
                "pos",
                all,
                usual.validators(),
                accounts);
        this.rules = ProtocolRules.of(
                spec, elected, MemoryChain.engine((height, seal) -> epoch(height), turns, StakingChain::judge));
        this.trees = StateTrees.over(store);
        this.transition = new StateTransition(rules, trees, hash -> Optional.empty(), tx -> true, new ContractCalls());
        StateChange zero = genesis(elected);
        store.write(zero.writes(), false);
        this.head = GenesisBlock.of(spec, zero.root()).header();
    }

    private StateChange genesis(boolean elected) {
        if (elected) {
            return GenesisState.of(spec, trees);
        }
        WorldState world = new WorldState(trees, io.gradchain.storage.state.StateTree.EMPTY);
        spec.accounts().forEach(account -> world.credit(account.address(), account.balance()));
        return world.commit();
    }

    static KeyPair validator(int number) {
        return TestChain.key(100 + number);
    }

    static PublicKey key(int validator) {
        return validator(validator).publicKey();
    }

    static Address operator(int validator) {
        return TestChain.address(validator(validator));
    }

    private long epoch(long height) {
        return height == 0 ? 0 : (height - 1) / epochBlocks;
    }

    static byte[] evidence(long epoch, int validator) {
        ByteWriter out = new ByteWriter().u63(epoch);
        PublicKey.write(out, key(validator));
        return out.toByteArray();
    }

    private static Optional<Offence> judge(byte[] evidence, LongFunction<Optional<Committee>> committees) {
        try {
            return ByteReader.decode(evidence, in -> {
                long epoch = in.u63();
                PublicKey key = PublicKey.read(in);
                return committees
                        .apply(epoch)
                        .filter(committee -> committee.indexOf(key) >= 0)
                        .map(committee -> new Offence(key, epoch, "lies"));
            });
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    SignedTransaction stake(KeyPair from, Action action, PublicKey validator, long units) {
        return sign(from, new Payload.Stake(action, validator, new Amount(units)));
    }

    SignedTransaction report(KeyPair from, byte[] evidence) {
        return sign(from, new Payload.Evidence(evidence));
    }

    SignedTransaction sign(KeyPair from, Payload payload) {
        Address sender = TestChain.address(from);
        long nonce = trees.account(head.stateRoot(), sender).nonce();
        return new Transaction(TestChain.CHAIN_ID, sender, nonce, GAS, 1, Long.MAX_VALUE, payload)
                .sign(TestChain.SCHEME, from);
    }

    /** The next block, by validator {@code proposer}; all of the transactions must be in it. */
    void block(int proposer, SignedTransaction... transactions) {
        ExecutedBlock built = build(operator(proposer), transactions);
        assertThat(built.block().transactions()).containsExactly(transactions);
        assertThat(check(built.block())).as("what is built is valid").isInstanceOf(StateTransition.Outcome.Valid.class);
        store.write(built.state().writes(), false);
        head = built.block().header();
        receipts = built.receipts();
    }

    ExecutedBlock build(Address proposer, SignedTransaction... transactions) {
        return transition.build(
                head,
                new byte[0],
                new Proposer(proposer, Optional.empty()),
                head.timeMillis() + 1,
                rules.blockGasLimit(),
                MemoryChain.offering(transactions));
    }

    StateTransition.Outcome check(Block block) {
        return transition.check(head, block);
    }

    /** The code of the only transaction's failure, 0 where it took effect. */
    int failure() {
        return switch (receipts.getFirst().outcome()) {
            case Receipt.Succeeded done -> 0;
            case Receipt.Failed failed -> failed.code();
        };
    }

    /** What one transaction in one block ends with. */
    int run(SignedTransaction tx) {
        block(0, tx);
        return failure();
    }

    /** Blocks of {@code proposer} until one more would begin {@code epoch}. */
    void until(long epoch, int proposer) {
        while (head.height() < epoch * epochBlocks) {
            block(proposer);
        }
    }

    long now() {
        return epoch(head.height());
    }

    Staking staking() {
        return rules.staking(new WorldState(trees, head.stateRoot())).orElseThrow();
    }

    Validator at(int validator) {
        return staking().validator(key(validator)).orElseThrow();
    }

    long balance(Address address) {
        return trees.account(head.stateRoot(), address).balance().units();
    }
}
