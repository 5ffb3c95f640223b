package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Payload.Stake.Action;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.execution.staking.StakeLedger;
import io.gradchain.node.execution.staking.StakingFailure;
import io.gradchain.node.execution.staking.StakingRules;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StakingTest {
    private static final long GRAD = Amount.UNITS_PER_GRAD;
    private static final long START = TestChain.STAKE.units();
    private static final KeyPair ALICE = TestChain.key(1);
    private static final KeyPair BOB = TestChain.key(2);

    private final StakingChain chain = new StakingChain(5);

    @Test
    void blockZeroBondsTheSpecsValidators() {
        assertThat(chain.staking().validators())
                .hasSize(5)
                .allSatisfy(v -> assertThat(v.self()).isEqualTo(START));
        assertThat(chain.balance(StakeLedger.ACCOUNT)).isEqualTo(5 * START);
        assertThat(chain.staking().committee(0)).contains(Committee.genesis(chain.spec));
        assertThat(chain.rules.supply()).isEqualTo(16 * StakingChain.FUNDS.units() + 5 * START);
    }

    @Test
    void theLastHeaderOfAnEpochNamesWhomTheStateElects() {
        chain.block(0, chain.stake(StakingChain.validator(7), Action.BOND, StakingChain.key(7), 2_000 * GRAD));
        chain.block(0, chain.stake(ALICE, Action.DELEGATE, StakingChain.key(3), 500 * GRAD));
        chain.block(0);
        assertThat(chain.head.nextCommittee()).isEqualTo(Hash.ZERO);
        chain.block(0);
        Committee next = chain.staking().committee(1).orElseThrow();
        assertThat(chain.head.nextCommittee()).isEqualTo(next.hash());
        assertThat(next.members())
                .startsWith(
                        new Committee.Member(StakingChain.key(7), 2_000 * GRAD),
                        new Committee.Member(StakingChain.key(3), START + 500 * GRAD))
                .hasSize(6);
        List<Committee.Member> equal = next.members().subList(2, 6);
        assertThat(equal).extracting(Committee.Member::key).isSorted();
    }

    @Test
    void aHeaderThatNamesAnotherNextCommitteeIsInvalid() {
        for (int height = 1; height <= StakingChain.EPOCH_BLOCKS; height++) {
            Block good = chain.build(StakingChain.operator(1)).block();
            BlockHeader h = good.header();
            Hash other = h.nextCommittee().equals(Hash.ZERO) ? h.stateRoot() : Hash.ZERO;
            BlockHeader lying = new BlockHeader(
                    h.chainId(),
                    h.height(),
                    h.timeMillis(),
                    h.parent(),
                    h.proposer(),
                    h.txRoot(),
                    h.receiptRoot(),
                    h.stateRoot(),
                    h.gasUsed(),
                    other,
                    h.mix(),
                    h.vrfProof(),
                    h.seal());
            expectInvalid(BlockRule.NEXT_COMMITTEE, new Block(lying, List.of()));
            chain.block(1);
        }
    }

    @Test
    void onlyTheOperatorOfAKeyThatWasBondedProposes() {
        Block stranger = chain.build(StakingChain.operator(0)).block();
        BlockHeader h = stranger.header();
        BlockHeader foreign = new BlockHeader(
                h.chainId(),
                h.height(),
                h.timeMillis(),
                h.parent(),
                StakingChain.operator(6),
                h.txRoot(),
                h.receiptRoot(),
                h.stateRoot(),
                h.gasUsed(),
                h.nextCommittee(),
                h.mix(),
                h.vrfProof(),
                h.seal());
        expectInvalid(BlockRule.PROPOSER, new Block(foreign, List.of()));
        chain.block(0, chain.stake(StakingChain.validator(6), Action.BOND, StakingChain.key(6), GRAD));
        chain.block(6);
        assertThat(chain.head.proposer()).isEqualTo(StakingChain.operator(6));
    }

    @Test
    void theCommitteeStaysWhereNobodyCanBeElected() {
        StakingChain small = new StakingChain(1);
        small.block(0, small.stake(StakingChain.validator(0), Action.UNBOND, StakingChain.key(0), 0));
        assertThat(small.staking().validators()).isEmpty();
        small.until(1, 0);
        Committee next = small.staking().committee(1).orElseThrow();
        assertThat(next.members()).isEqualTo(Committee.genesis(small.spec).members());
        assertThat(small.head.nextCommittee()).isEqualTo(next.hash());
    }

    @Test
    void committeesAreKeptAsLongAsTheirOffencesArePunished() {
        chain.until(4, 0);
        assertThat(chain.now()).isEqualTo(3);
        assertThat(chain.staking().committee(0)).isEmpty();
        for (long epoch = 1; epoch <= 4; epoch++) {
            assertThat(chain.staking().committee(epoch)).isPresent();
        }
    }

    @Test
    void theCommitteeHasAtMostItsSizeAndTheMostStake() {
        StakingChain three = new StakingChain(5, with("committee_size", 3));
        three.block(0, three.stake(ALICE, Action.DELEGATE, StakingChain.key(4), 3 * GRAD));
        three.until(1, 0);
        Committee next = three.staking().committee(1).orElseThrow();
        assertThat(next.size()).isEqualTo(3);
        assertThat(next.member(0).key()).isEqualTo(StakingChain.key(4));
    }

    @Test
    void unbondedUnitsComeBackAfterTheirEpochsAndNotBefore() {
        KeyPair operator = StakingChain.validator(2);
        chain.block(0, chain.stake(operator, Action.UNBOND, StakingChain.key(2), 400 * GRAD));
        assertThat(chain.at(2).self()).isEqualTo(600 * GRAD);
        assertThat(chain.at(2).leavingUnits()).isEqualTo(400 * GRAD);
        long before = chain.balance(StakingChain.operator(2));
        chain.until(3, 0);
        assertThat(chain.balance(StakingChain.operator(2))).isEqualTo(before);
        chain.block(0);
        assertThat(chain.balance(StakingChain.operator(2))).isEqualTo(before + 400 * GRAD);
        assertThat(chain.at(2).leaving()).isEmpty();
    }

    @Test
    void delegatorsShareWhatTheirStakeEarnsLessTheCommission() {
        chain.block(0, chain.stake(ALICE, Action.DELEGATE, StakingChain.key(1), 1_000 * GRAD));
        long reward = chain.rules.blockReward();
        long payee = chain.balance(TestChain.rewardOf(1));
        chain.block(1);
        long theirs = reward / 2;
        long net = theirs - theirs / 10;
        assertThat(chain.staking().delegated(TestChain.address(ALICE), chain.at(1)))
                .isEqualTo(1_000 * GRAD + net);
        assertThat(chain.balance(TestChain.rewardOf(1))).isEqualTo(payee + reward - net);
    }

    @Test
    void everyRefusalHasItsNumber() {
        KeyPair six = StakingChain.validator(6);
        expect(StakingFailure.NOT_OPERATOR, ALICE, Action.BOND, 0, GRAD);
        expect(StakingFailure.NOT_OPERATOR, ALICE, Action.UNBOND, 0, GRAD);
        expect(StakingFailure.NOT_OPERATOR, ALICE, Action.UNJAIL, 0, 0);
        expect(StakingFailure.UNKNOWN_VALIDATOR, ALICE, Action.DELEGATE, 6, GRAD);
        expect(StakingFailure.UNKNOWN_VALIDATOR, six, Action.UNBOND, 6, GRAD);
        expect(StakingFailure.AMOUNT, StakingChain.validator(0), Action.BOND, 0, 0);
        expect(StakingFailure.AMOUNT, ALICE, Action.DELEGATE, 0, 0);
        expect(StakingFailure.AMOUNT, StakingChain.validator(0), Action.UNJAIL, 0, 5);
        expect(StakingFailure.TOO_LITTLE, six, Action.BOND, 6, GRAD - 1);
        expect(StakingFailure.TOO_LITTLE, StakingChain.validator(1), Action.UNBOND, 1, START - 1);
        expect(StakingFailure.NOT_SO_MUCH, StakingChain.validator(1), Action.UNBOND, 1, START + 1);
        expect(StakingFailure.NOT_SO_MUCH, ALICE, Action.UNDELEGATE, 1, 0);
        expect(StakingFailure.NOT_JAILED, StakingChain.validator(1), Action.UNJAIL, 1, 0);
        assertThat(chain.run(chain.sign(
                        ALICE,
                        new Payload.Stake(Action.DELEGATE, StakingChain.key(0), new Amount(GRAD), new byte[33]))))
                .isEqualTo(StakingFailure.BEACON_KEY.code());
        assertThat(chain.run(chain.sign(
                        six, new Payload.Stake(Action.BOND, StakingChain.key(6), new Amount(GRAD), new byte[32]))))
                .isEqualTo(StakingFailure.BEACON_KEY.code());
        assertThat(chain.balance(StakeLedger.ACCOUNT))
                .as("nothing of it left a trace")
                .isEqualTo(5 * START);
    }

    @Test
    void aBondMayCarryABeaconKey() {
        KeyPair six = StakingChain.validator(6);
        byte[] key = new byte[33];
        key[0] = 2;
        assertThat(chain.run(
                        chain.sign(six, new Payload.Stake(Action.BOND, StakingChain.key(6), new Amount(GRAD), key))))
                .isZero();
        assertThat(chain.run(chain.stake(six, Action.BOND, StakingChain.key(6), GRAD)))
                .isZero();
        assertThat(chain.at(6).beaconKey()).isEqualTo(key);
        assertThat(chain.at(6).self()).isEqualTo(2 * GRAD);
    }

    @Test
    void aMemberThatDoesNotProposeIsJailedUntilItAsksToBeFree() {
        StakingChain five = new StakingChain(5, with("epoch_blocks", 50));
        five.run(five.stake(ALICE, Action.DELEGATE, StakingChain.key(4), 10 * GRAD));
        while (five.head.height() < 50) {
            five.block((int) (five.head.height() % 4));
        }
        assertThat(five.at(4).jailedUntil()).isZero();
        five.block(0);
        assertThat(five.at(4).jailedUntil()).isEqualTo(2);
        assertThat(five.at(3).isFree()).isTrue();
        assertThat(five.at(4).stake()).as("it costs nothing").isEqualTo(START + 10 * GRAD);
        KeyPair lazy = StakingChain.validator(4);
        assertThat(five.run(five.stake(lazy, Action.UNJAIL, StakingChain.key(4), 0)))
                .isEqualTo(StakingFailure.STILL_JAILED.code());
        five.until(2, 0);
        assertThat(five.staking().committee(2).orElseThrow().indexOf(StakingChain.key(4)))
                .isEqualTo(-1);
        five.block(0);
        assertThat(five.run(five.stake(lazy, Action.UNJAIL, StakingChain.key(4), 0)))
                .isZero();
        five.until(3, 0);
        assertThat(five.staking().committee(3).orElseThrow().indexOf(StakingChain.key(4)))
                .isZero();
    }

    @Test
    void jailingStopsWhereTooFewMembersWouldRemain() {
        StakingChain five = new StakingChain(5, with("epoch_blocks", 50));
        five.until(1, 0);
        five.block(0);
        assertThat(five.staking().validators()).filteredOn(v -> v.isFree()).hasSize(4);
    }

    @Test
    void whereEveryMemberHasEqualTurnsAHeavyOneIsNotExpectedToProposeMore() {
        SortedMap<String, Long> fifty = with("epoch_blocks", 50);
        fifty.put("min_committee", 1L);
        for (boolean equal : List.of(true, false)) {
            StakingChain five = new StakingChain(5, fifty, true, weight -> equal ? 1 : weight);
            five.run(five.stake(ALICE, Action.DELEGATE, StakingChain.key(4), 5_000 * GRAD));
            while (five.head.height() < 100) {
                five.block((int) (five.head.height() % 5));
            }
            five.block(0);
            assertThat(five.at(4).isFree()).as("equal turns: %s", equal).isEqualTo(equal);
        }
    }

    @Test
    void nobodyIsJudgedByFewTurns() {
        StakingChain five = new StakingChain(5, with("epoch_blocks", 49));
        five.until(1, 0);
        five.block(0);
        assertThat(five.staking().validators())
                .allSatisfy(v -> assertThat(v.isFree()).isTrue());
    }

    @Test
    void theFirstDelegatorCannotTakeFromTheNext() {
        chain.block(0, chain.stake(StakingChain.validator(6), Action.BOND, StakingChain.key(6), GRAD));
        chain.block(0, chain.stake(ALICE, Action.DELEGATE, StakingChain.key(6), 1));
        // the only share grows with the reward of many blocks until one costs more than what comes next
        for (int i = 0; i < 40; i++) {
            chain.block(6, chain.stake(StakingChain.validator(6), Action.UNBOND, StakingChain.key(6), 1));
        }
        long before = chain.balance(TestChain.address(BOB));
        chain.block(0, chain.stake(BOB, Action.DELEGATE, StakingChain.key(6), 1_000_000));
        long fee = chain.receipts.getFirst().gasUsed();
        long paid = before - fee - chain.balance(TestChain.address(BOB));
        long worth = chain.staking().delegated(TestChain.address(BOB), chain.at(6));
        assertThat(paid).isBetween(0L, 1_000_000L);
        assertThat(paid - worth).as("rounding costs a unit at most").isBetween(0L, 1L);
    }

    @Test
    void evidenceSlashesOnceAndTombstones() {
        chain.block(0, chain.stake(ALICE, Action.DELEGATE, StakingChain.key(2), 100 * GRAD));
        chain.block(0, chain.stake(StakingChain.validator(2), Action.UNBOND, StakingChain.key(2), 200 * GRAD));
        long before = chain.balance(TestChain.address(BOB));
        long stakes = chain.balance(StakeLedger.ACCOUNT);
        assertThat(chain.run(chain.report(BOB, StakingChain.evidence(0, 2)))).isZero();
        long taken = (800 + 100 + 200) * GRAD / 20;
        assertThat(chain.at(2).self()).isEqualTo(760 * GRAD);
        assertThat(chain.at(2).pool().units()).isEqualTo(95 * GRAD);
        assertThat(chain.at(2).leavingUnits()).isEqualTo(190 * GRAD);
        assertThat(chain.at(2).tombstoned()).isTrue();
        assertThat(chain.balance(TestChain.address(BOB)))
                .isEqualTo(before - chain.receipts.getFirst().gasUsed() + taken / 20);
        assertThat(chain.balance(StakeLedger.ACCOUNT)).isEqualTo(stakes - taken);

        assertThat(chain.run(chain.report(BOB, StakingChain.evidence(0, 2))))
                .isEqualTo(StakingFailure.PUNISHED_BEFORE.code());
        assertThat(chain.staking().committee(1).orElseThrow().indexOf(StakingChain.key(2)))
                .isEqualTo(-1);
        assertThat(chain.run(chain.stake(StakingChain.validator(2), Action.BOND, StakingChain.key(2), GRAD)))
                .isEqualTo(StakingFailure.TOMBSTONED.code());
        assertThat(chain.run(chain.stake(ALICE, Action.DELEGATE, StakingChain.key(2), GRAD)))
                .isEqualTo(StakingFailure.TOMBSTONED.code());
        assertThat(chain.run(chain.stake(ALICE, Action.UNDELEGATE, StakingChain.key(2), 0)))
                .as("what is left can be taken out")
                .isZero();
        assertThat(chain.run(chain.stake(StakingChain.validator(2), Action.UNBOND, StakingChain.key(2), 0)))
                .isZero();
        chain.until(4, 0);
        chain.block(0);
        assertThat(chain.at(2).leaving()).isEmpty();
        assertThat(chain.balance(StakeLedger.ACCOUNT)).isEqualTo(4 * START);
    }

    @Test
    void unitsThatLeftBeforeTheOffenceAreNotTouched() {
        chain.block(0, chain.stake(StakingChain.validator(2), Action.UNBOND, StakingChain.key(2), 200 * GRAD));
        chain.until(1, 0);
        chain.block(0);
        assertThat(chain.run(chain.report(BOB, StakingChain.evidence(1, 2)))).isZero();
        assertThat(chain.at(2).leavingUnits()).isEqualTo(200 * GRAD);
    }

    @Test
    void evidenceIsTakenExactlyAsLongAsTheStakeOfItsEpochIsHere() {
        chain.until(3, 0);
        assertThat(chain.now()).isEqualTo(2);
        StakingChain late = new StakingChain(5);
        late.until(3, 0);
        assertThat(late.run(late.report(BOB, StakingChain.evidence(0, 2)))).isEqualTo(StakingFailure.TOO_OLD.code());
        StakingChain early = new StakingChain(5);
        early.until(2, 0);
        early.block(0);
        early.block(0);
        assertThat(early.now()).isEqualTo(2);
        assertThat(early.run(early.report(BOB, StakingChain.evidence(0, 2)))).isZero();
    }

    @Test
    void evidenceOfNothingIsAFailureAndNeverAnException() {
        assertThat(chain.run(chain.report(BOB, new byte[0]))).isEqualTo(StakingFailure.PROVES_NOTHING.code());
        assertThat(chain.run(chain.report(BOB, StakingChain.evidence(0, 6))))
                .as("no member")
                .isEqualTo(StakingFailure.PROVES_NOTHING.code());
        assertThat(chain.run(chain.report(BOB, StakingChain.evidence(1, 2))))
                .as("of an epoch to come")
                .isEqualTo(StakingFailure.PROVES_NOTHING.code());
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(Payload.MAX_EVIDENCE + 1)];
            random.nextBytes(bytes);
            assertThat(chain.run(chain.report(BOB, bytes)))
                    .as("seed 7, evidence %d", i)
                    .isIn(StakingFailure.PROVES_NOTHING.code(), StakingFailure.TOO_OLD.code());
        }
    }

    @Test
    void aChainWithoutStakesRefusesThemAndPaysWhoProposes() {
        StakingChain free = new StakingChain(4, with("epoch_blocks", 4), false);
        Address anybody = TestChain.account(5);
        SignedTransaction bond = free.stake(StakingChain.validator(0), Action.BOND, StakingChain.key(0), GRAD);
        ExecutedBlock built = free.build(anybody, bond);
        assertThat(built.block().transactions()).isEmpty();
        assertThat(built.block().header().nextCommittee()).isEqualTo(Hash.ZERO);
        assertThat(free.rules.supply()).isEqualTo(16 * StakingChain.FUNDS.units());
        assertThat(free.rules.opens(bond.transaction().payload())).isFalse();
        assertThat(free.check(built.block())).isInstanceOf(StateTransition.Outcome.Valid.class);
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        for (String parameter : List.of("slash_permille", "commission_permille", "committee_size", "unbond_epochs")) {
            org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                    .isThrownBy(() -> new StakingChain(4, with(parameter, 5_000)))
                    .withMessageContaining(parameter);
        }
        assertThat(StakingRules.of(chain.spec).epochBlocks()).isEqualTo(StakingChain.EPOCH_BLOCKS);
    }

    private void expect(StakingFailure why, KeyPair from, Action action, int validator, long units) {
        assertThat(chain.run(chain.stake(from, action, StakingChain.key(validator), units)))
                .as("%s of %d", action, validator)
                .isEqualTo(why.code());
    }

    private void expectInvalid(BlockRule rule, Block block) {
        assertThat(chain.check(block))
                .isInstanceOfSatisfying(
                        StateTransition.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.rule()).isEqualTo(rule));
    }

    private static SortedMap<String, Long> with(String parameter, long value) {
        return new TreeMap<>(java.util.Map.of(parameter, value));
    }
}
