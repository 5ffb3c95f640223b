package io.gradchain.node.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.ListRoot;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.CheckedBlock;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.execution.staking.StakeLedger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateTransitionTest {
    private static final Address NEW = TestChain.address(TestChain.key(90));

    private final MemoryChain memory = new MemoryChain();
    private final BlockHeader zero = memory.zero();

    @Test
    void aTransferMovesTheAmountAndPaysTheFeeToTheProposer() {
        SignedTransaction tx = TestChain.transfer(0, 0, TestChain.account(1), 500);
        BlockHeader after = memory.build(zero, 2, tx).header();
        long fee = receipts(after).getFirst().gasUsed();
        assertThat(fee).isEqualTo(GasSchedule.intrinsic(tx));
        assertThat(memory.balance(after, TestChain.account(0))).isEqualTo(TestChain.FUNDS.units() - 500 - fee);
        assertThat(memory.balance(after, TestChain.account(1))).isEqualTo(TestChain.FUNDS.units() + 500);
        assertThat(memory.balance(after, TestChain.rewardOf(2))).isEqualTo(fee + memory.rules.blockReward());
        assertThat(memory.account(after, TestChain.account(0)).nonce()).isOne();
    }

    @Test
    void nothingButTheRewardIsMinted() {
        BlockHeader after = memory.build(
                        zero,
                        TestChain.transfer(0, 0, TestChain.account(1), 5),
                        TestChain.transfer(1, 0, NEW, 7),
                        TestChain.sign(2, 0, 250_000, new Payload.Call(NEW, "f", new byte[0], Amount.ZERO)))
                .header();
        long total = memory.balance(after, NEW)
                + memory.balance(after, TestChain.rewardOf(0))
                + memory.balance(after, StakeLedger.ACCOUNT);
        for (int i = 0; i < TestChain.ACCOUNTS; i++) {
            total += memory.balance(after, TestChain.account(i));
        }
        assertThat(total).isEqualTo(memory.rules.supply() + memory.rules.blockReward());
    }

    @Test
    void aNewAccountCostsMoreThanAnOldOne() {
        Block block = memory.build(zero, TestChain.transfer(0, 0, NEW, 1), TestChain.transfer(0, 1, NEW, 1));
        List<Receipt> receipts = receipts(block.header());
        assertThat(receipts.get(0).gasUsed() - receipts.get(1).gasUsed()).isEqualTo(GasSchedule.NEW_ACCOUNT);
    }

    @Test
    void aFailedTransactionPaysItsFeeAndChangesNothingElse() {
        Payload call = new Payload.Call(NEW, "fit", new byte[0], new Amount(77));
        BlockHeader after =
                memory.build(zero, TestChain.sign(3, 0, 250_000, call)).header();
        Receipt receipt = receipts(after).getFirst();
        assertThat(receipt.outcome())
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ExecutionFailure.UNKNOWN_CONTRACT.code()));
        assertThat(memory.balance(after, NEW)).isZero();
        assertThat(memory.balance(after, TestChain.account(3))).isEqualTo(TestChain.FUNDS.units() - receipt.gasUsed());
        assertThat(memory.account(after, TestChain.account(3)).nonce()).isOne();
    }

    @Test
    void aDeployOfBytesThatAreNoProgramFails() {
        Payload deploy = new Payload.Deploy(new byte[] {1, 2, 3}, new byte[0], new byte[0]);
        BlockHeader after =
                memory.build(zero, TestChain.sign(0, 0, 1_000_000, deploy)).header();
        assertThat(receipts(after).getFirst().outcome())
                .isInstanceOfSatisfying(
                        Receipt.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(ExecutionFailure.INVALID_PROGRAM.code()));
        assertThat(memory.account(after, Address.ofContract(TestChain.account(0), 0))
                        .isContract())
                .isFalse();
    }

    @Test
    void transactionsThatMayNotBeInABlockMakeItInvalid() {
        expectRefused(TxRule.NONCE_GAP, TestChain.transfer(0, 1, NEW, 1));
        expectRefused(TxRule.BALANCE, TestChain.transfer(0, 0, NEW, TestChain.FUNDS.units()));
        expectRefused(TxRule.GAS_LIMIT, TestChain.sign(0, 0, 1_000, new Payload.Transfer(NEW, Amount.ZERO)));
        expectRefused(
                TxRule.GAS_LIMIT,
                TestChain.sign(0, 0, memory.rules.blockGasLimit() + 1, new Payload.Transfer(NEW, Amount.ZERO)));
        expectRefused(TxRule.WRONG_CHAIN, signed(5, 1, Long.MAX_VALUE));
        expectRefused(TxRule.GAS_PRICE, signed(TestChain.CHAIN_ID, 0, Long.MAX_VALUE));
        expectRefused(TxRule.BALANCE, signed(TestChain.CHAIN_ID, Long.MAX_VALUE, Long.MAX_VALUE));
        expectRefused(TxRule.EXPIRED, signed(TestChain.CHAIN_ID, 1, 0));
        SignedTransaction good = TestChain.transfer(0, 0, NEW, 1);
        byte[] signature = good.signature().bytes();
        signature[3] ^= 1;
        expectRefused(
                TxRule.BAD_SIGNATURE,
                new SignedTransaction(good.transaction(), good.policy(), Signature.of(signature)));
    }

    @Test
    void theSameTransactionTwiceIsANonceTooLow() {
        SignedTransaction tx = TestChain.transfer(0, 0, NEW, 1);
        assertThat(check(with(zero, List.of(tx, tx))))
                .isInstanceOfSatisfying(
                        StateTransition.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.detail()).startsWith(TxRule.NONCE_TOO_LOW.id()));
    }

    @Test
    void aGasLimitMustFitWhatTheBlockHasLeft() {
        long half = memory.rules.blockGasLimit() / 2;
        Payload transfer = new Payload.Transfer(NEW, Amount.ZERO);
        SignedTransaction first = TestChain.sign(0, 0, half, transfer);
        SignedTransaction second = TestChain.sign(1, 0, memory.rules.blockGasLimit(), transfer);
        Block block = memory.build(zero, first, second, TestChain.transfer(2, 0, NEW, 1));
        assertThat(block.transactions()).hasSize(2).doesNotContain(second);
        assertThat(check(with(zero, List.of(first, second))))
                .isInstanceOfSatisfying(
                        StateTransition.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.detail()).startsWith(TxRule.BLOCK_FULL.id()));
    }

    @Test
    void eachHeaderRuleIsEnforced() {
        Block good = memory.build(zero, TestChain.transfer(0, 0, NEW, 1));
        assertThat(check(good)).isInstanceOf(StateTransition.Outcome.Valid.class);
        BlockHeader h = good.header();
        Hash other = h.hash();
        expect(
                BlockRule.CHAIN_ID,
                good,
                edit(
                        h,
                        5,
                        h.height(),
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.HEIGHT,
                good,
                edit(
                        h,
                        h.chainId(),
                        2,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.TIME,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        zero.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.PROPOSER,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        NEW,
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.BEACON,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        other));
        expect(
                BlockRule.TX_ROOT,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        other,
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.GAS_LIMIT,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        memory.rules.blockGasLimit() + 1,
                        h.mix()));
        expect(
                BlockRule.GAS_USED,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        h.stateRoot(),
                        h.gasUsed() + 1,
                        h.mix()));
        expect(
                BlockRule.RECEIPT_ROOT,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        other,
                        h.stateRoot(),
                        h.gasUsed(),
                        h.mix()));
        expect(
                BlockRule.STATE_ROOT,
                good,
                edit(
                        h,
                        h.chainId(),
                        1,
                        h.timeMillis(),
                        h.proposer(),
                        h.txRoot(),
                        h.receiptRoot(),
                        other,
                        h.gasUsed(),
                        h.mix()));
    }

    @Test
    void aBlockAboveTheSizeLimitIsInvalid() {
        byte[] long1 = new byte[Payload.MAX_ARGUMENTS];
        SignedTransaction[] big = new SignedTransaction[4];
        for (int i = 0; i < big.length; i++) {
            big[i] = TestChain.sign(i, 0, 100_000_000, new Payload.Call(NEW, "f", long1, Amount.ZERO));
        }
        assertThat(check(with(zero, List.of(big))))
                .isInstanceOfSatisfying(
                        StateTransition.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.rule()).isEqualTo(BlockRule.SIZE));
    }

    @Test
    void theRewardEndsBeforeTheSupplyPassesItsCap() {
        ProtocolRules rules =
                new ProtocolRules(1, 1_000, 10, 0, Amount.MAX_SUPPLY - 25, Optional.empty(), memory.rules.engine());
        assertThat(rules.reward(1)).isEqualTo(new Amount(10));
        assertThat(rules.reward(2)).isEqualTo(new Amount(10));
        assertThat(rules.reward(3)).isEqualTo(Amount.ZERO);
    }

    @Test
    void anAccountSurvivesItsEncoding() {
        Account account = new Account(9, new Amount(8), zero.hash(), zero.stateRoot(), zero.txRoot());
        assertThat(Account.decode(account.encoded())).isEqualTo(account);
        byte[] unknown = account.encoded();
        unknown[0] = 2;
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Account.decode(unknown)))
                .hasMessageContaining("version 2");
    }

    private void expectRefused(TxRule rule, SignedTransaction tx) {
        assertThat(memory.build(zero, tx).transactions()).as(rule.id()).isEmpty();
        assertThat(check(with(zero, List.of(tx))))
                .as(rule.id())
                .isInstanceOfSatisfying(StateTransition.Outcome.Invalid.class, invalid -> {
                    assertThat(invalid.rule()).isEqualTo(BlockRule.TRANSACTION);
                    assertThat(invalid.detail()).startsWith(rule.id());
                });
    }

    private void expect(BlockRule rule, Block good, BlockHeader edited) {
        assertThat(check(new Block(edited, good.transactions())))
                .as(rule.id())
                .isInstanceOfSatisfying(
                        StateTransition.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.rule()).isEqualTo(rule));
    }

    private StateTransition.Outcome check(Block block) {
        return memory.chain.check(block);
    }

    /** A block whose header fits but for what only execution can tell. */
    private Block with(BlockHeader parent, List<SignedTransaction> transactions) {
        BlockHeader h = memory.build(parent).header();
        Hash txRoot =
                ListRoot.of(transactions.stream().map(SignedTransaction::hash).toList());
        return new Block(
                edit(
                        h,
                        h.chainId(),
                        h.height(),
                        h.timeMillis(),
                        h.proposer(),
                        txRoot,
                        h.receiptRoot(),
                        h.stateRoot(),
                        0,
                        h.mix()),
                transactions);
    }

    private static SignedTransaction signed(long chainId, long price, long expiry) {
        return new Transaction(
                        chainId,
                        TestChain.account(0),
                        0,
                        300_000,
                        price,
                        expiry,
                        new Payload.Transfer(NEW, new Amount(1)))
                .sign(TestChain.SCHEME, TestChain.key(1));
    }

    private static BlockHeader edit(
            BlockHeader h,
            long chainId,
            long height,
            long time,
            Address proposer,
            Hash txRoot,
            Hash receiptRoot,
            Hash stateRoot,
            long gasUsed,
            Hash mix) {
        return new BlockHeader(
                chainId,
                height,
                time,
                h.parent(),
                proposer,
                txRoot,
                receiptRoot,
                stateRoot,
                gasUsed,
                h.nextCommittee(),
                mix,
                h.vrfProof(),
                h.seal());
    }

    private List<Receipt> receipts(BlockHeader header) {
        return memory.chain.checked(header.hash()).map(CheckedBlock::receipts).orElseThrow();
    }
}
