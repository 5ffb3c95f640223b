package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.types.Payload.Stake.Action;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.execution.staking.StakeLedger;
import io.gradchain.node.execution.staking.Validator;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives of stakes against {@link PlainStakes}: every unit is where it says, and none comes from nowhere. */
class StakingConservationTest {
    private static final int BLOCKS = Integer.getInteger("gradchain.staking.blocks", 60);
    private static final int VALIDATORS = 4;
    /** Four validators of block zero and two that may come later. */
    private static final int KEYS = 6;

    private static final List<Action> ACTIONS = List.of(Action.BOND, Action.UNBOND, Action.DELEGATE, Action.UNDELEGATE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyUnitIsWhereAPlainLedgerSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StakingChain chain = new StakingChain(VALIDATORS, new TreeMap<>());
        PlainStakes plain = new PlainStakes(2);
        for (int i = 0; i < TestChain.ACCOUNTS; i++) {
            plain.pay(i, BigInteger.valueOf(StakingChain.FUNDS.units()));
            plain.pay(100 + i, BigInteger.valueOf(StakingChain.FUNDS.units()));
        }
        for (int i = 0; i < VALIDATORS; i++) {
            PlainStakes.Candidate first = new PlainStakes.Candidate();
            first.self = BigInteger.valueOf(TestChain.STAKE.units());
            plain.validators.put(i, first);
        }
        BigInteger issued = plain.everything();
        assertThat(issued.longValueExact()).isEqualTo(chain.rules.supply());
        for (int block = 1; block <= BLOCKS; block++) {
            step(chain, plain, random);
            issued = issued.add(BigInteger.valueOf(chain.rules.blockReward()));
            String where = "seed %d, block %d".formatted(seed, block);
            compare(chain, plain, where);
            assertThat(plain.everything()).as(where).isEqualTo(issued.subtract(plain.burnt));
        }
    }

    private static void step(StakingChain chain, PlainStakes plain, SplittableRandom random) {
        int owner = random.nextBoolean() ? random.nextInt(TestChain.ACCOUNTS) : 100 + random.nextInt(KEYS);
        KeyPair from = owner >= 100 ? StakingChain.validator(owner - 100) : TestChain.key(owner + 1);
        int validator = owner >= 100 && random.nextBoolean() ? owner - 100 : random.nextInt(KEYS);
        Action action = ACTIONS.get(random.nextInt(ACTIONS.size()));
        long amount = amount(random, chain, owner, validator);
        boolean reports = random.nextInt(40) == 0;
        long next = chain.head.height() / StakingChain.EPOCH_BLOCKS;
        SignedTransaction tx = reports
                ? chain.report(from, StakingChain.evidence(next, validator))
                : chain.stake(from, action, StakingChain.key(validator), amount);
        int proposer = random.nextInt(VALIDATORS);
        plain.mature(next);
        boolean member = chain.staking()
                .committee(next)
                .filter(committee -> committee.indexOf(StakingChain.key(validator)) >= 0)
                .isPresent();
        chain.block(proposer, tx);
        boolean done = reports
                ? member && plain.punish(validator, owner, next)
                : plain.act(owner, action, validator, BigInteger.valueOf(amount), next);
        assertThat(chain.failure() == 0)
                .as("block %d: %d %s %d of %d", chain.head.height(), owner, action, amount, validator)
                .isEqualTo(done);
        long fee = chain.receipts.getFirst().gasUsed();
        plain.pay(owner, BigInteger.valueOf(-fee));
        plain.earn(proposer, 200 + proposer, BigInteger.valueOf(fee + chain.rules.blockReward()));
    }

    /** Nothing, dust, round amounts, and now and then just about everything that is there. */
    private static long amount(SplittableRandom random, StakingChain chain, int owner, int validator) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1 + random.nextInt(3);
            case 2 -> 1_000_000_000L * (1 + random.nextInt(300));
            case 3 -> 1 + random.nextLong(2_000_000_000L);
            case 4 ->
                chain.staking()
                        .validator(StakingChain.key(validator))
                        .map(known -> chain.staking()
                                .delegated(
                                        owner >= 100 ? StakingChain.operator(owner - 100) : TestChain.account(owner),
                                        known))
                        .orElse(7L);
            default ->
                chain.staking()
                        .validator(StakingChain.key(validator))
                        .map(known -> Math.max(1, known.self() - random.nextInt(2)))
                        .orElse(5L);
        };
    }

    private static void compare(StakingChain chain, PlainStakes plain, String where) {
        plain.balances.forEach((owner, units) -> assertThat(chain.balance(
                        owner < 100
                                ? TestChain.account(owner)
                                : owner < 200 ? StakingChain.operator(owner - 100) : TestChain.rewardOf(owner - 200)))
                .as("%s: balance of %d", where, owner)
                .isEqualTo(units.longValueExact()));
        plain.validators.forEach((number, expected) -> {
            Validator found = chain.at(number);
            assertThat(found.self()).as("%s: own stake of %d", where, number).isEqualTo(expected.self.longValueExact());
            assertThat(found.pool().units())
                    .as("%s: pool of %d", where, number)
                    .isEqualTo(expected.pool.longValueExact());
            assertThat(found.stake() + found.leavingUnits())
                    .as("%s: all of %d", where, number)
                    .isEqualTo(expected.held().longValueExact());
        });
        assertThat(chain.balance(StakeLedger.ACCOUNT))
                .as("%s: the stakes", where)
                .isEqualTo(plain.staked().longValueExact());
    }
}
