package io.gradchain.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.TestChain;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.execution.TxRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MempoolTest {
    private final MemoryChain memory = new MemoryChain();
    private final AtomicInteger verifications = new AtomicInteger();
    private final SignatureCache signatures = new SignatureCache(new CountingScheme(verifications), 100);
    private final Mempool pool = new Mempool(memory.rules, signatures, after(memory.zero()));

    @Test
    void takesAndHandsOutByFeeThenArrival() {
        SignedTransaction cheap = priced(0, 0, 1);
        SignedTransaction dear = priced(1, 0, 9);
        SignedTransaction alsoCheap = priced(2, 0, 1);
        List.of(cheap, dear, alsoCheap).forEach(this::accept);
        assertThat(selected(1_000_000_000)).containsExactly(dear, cheap, alsoCheap);
    }

    @Test
    void noncesOfOneSenderStayInOrderWhateverTheyPay() {
        SignedTransaction first = priced(0, 0, 1);
        SignedTransaction second = priced(0, 1, 50);
        accept(first);
        accept(second);
        SignedTransaction other = priced(1, 0, 5);
        accept(other);
        assertThat(selected(1_000_000_000)).containsExactly(other, first, second);
    }

    @Test
    void whatDoesNotFitIsPassedOverWithAllItsSenderQueuedBehind() {
        SignedTransaction big = sign(0, 0, 900_000, 9);
        SignedTransaction behind = sign(0, 1, 300_000, 9);
        SignedTransaction small = sign(1, 0, 300_000, 1);
        List.of(big, behind, small).forEach(this::accept);
        assertThat(selected(800_000)).containsExactly(small);
    }

    @Test
    void everyRefusalHasItsRule() {
        expect(TxRule.WRONG_CHAIN, signed(TestChain.CHAIN_ID + 1, 0, 300_000, 1, Long.MAX_VALUE));
        expect(TxRule.GAS_LIMIT, signed(TestChain.CHAIN_ID, 0, 100, 1, Long.MAX_VALUE));
        expect(TxRule.GAS_PRICE, signed(TestChain.CHAIN_ID, 0, 300_000, 0, Long.MAX_VALUE));
        expect(TxRule.EXPIRED, signed(TestChain.CHAIN_ID, 0, 300_000, 1, 0));
        expect(TxRule.NONCE_GAP, priced(0, 1, 1));
        expect(TxRule.NONCE_END, signed(TestChain.CHAIN_ID, Long.MAX_VALUE, 300_000, 1, Long.MAX_VALUE));
        expect(TxRule.BALANCE, TestChain.transfer(0, 0, TestChain.account(1), TestChain.FUNDS.units()));
        expect(TxRule.BALANCE, priced(0, 0, Long.MAX_VALUE));
        expect(
                TxRule.UNKNOWN_CONTRACT,
                TestChain.sign(0, 0, 300_000, new Payload.Call(TestChain.account(1), "fit", new byte[0], Amount.ZERO)));
        SignedTransaction good = priced(0, 0, 1);
        byte[] broken = good.signature().bytes();
        broken[0] ^= 1;
        expect(TxRule.BAD_SIGNATURE, new SignedTransaction(good.transaction(), good.policy(), Signature.of(broken)));
        accept(good);
        expect(TxRule.KNOWN, good);
    }

    @Test
    void onlyWhatCouldEnterCostsAVerification() {
        accept(priced(0, 0, 100));
        int before = verifications.get();
        expect(TxRule.BALANCE, TestChain.transfer(0, 1, TestChain.account(1), TestChain.FUNDS.units()));
        expect(TxRule.NONCE_GAP, priced(0, 2, 1));
        expect(TxRule.REPLACEMENT_PRICE, priced(0, 0, 109));
        expect(TxRule.KNOWN, priced(0, 0, 100));
        assertThat(verifications).hasValue(before);
    }

    @Test
    void aNonceUsedInTheHeadIsTooLow() {
        Block block = memory.build(memory.zero(), priced(0, 0, 1));
        pool.headChanged(after(block.header()), Optional.of(block));
        expect(TxRule.NONCE_TOO_LOW, priced(0, 0, 3));
    }

    @Test
    void aReplacementPaysTenPercentMore() {
        accept(priced(0, 0, 100));
        expect(TxRule.REPLACEMENT_PRICE, priced(0, 0, 109));
        SignedTransaction better = priced(0, 0, 110);
        accept(better);
        assertThat(pool.size()).isOne();
        assertThat(selected(1_000_000)).containsExactly(better);
    }

    @Test
    void theBalanceMustCoverAllThatWaitsBefore() {
        long half = TestChain.FUNDS.units() / 2;
        accept(TestChain.transfer(0, 0, TestChain.account(1), half));
        expect(TxRule.BALANCE, TestChain.transfer(0, 1, TestChain.account(1), half));
    }

    @Test
    void oneSenderHasSixtyFourPlaces() {
        for (int nonce = 0; nonce < Mempool.MAX_PER_SENDER; nonce++) {
            accept(priced(0, nonce, 1));
        }
        expect(TxRule.ACCOUNT_FULL, priced(0, Mempool.MAX_PER_SENDER, 1));
        assertThat(pool.size()).isEqualTo(Mempool.MAX_PER_SENDER);
    }

    @Test
    void transactionsOfOtherNodesMayOvertakeOneAnother() {
        SignedTransaction late = priced(0, 0, 1);
        SignedTransaction early = priced(0, 1, 1);
        assertThat(pool.submit(early, true)).isInstanceOf(Admission.Accepted.class);
        assertThat(pool.executableGas()).isZero();
        assertThat(selected(1_000_000)).isEmpty();
        accept(late);
        assertThat(selected(1_000_000)).containsExactly(late, early);
        assertThat(pool.submit(priced(0, Mempool.MAX_PER_SENDER, 1), true))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(TxRule.NONCE_GAP));
    }

    @Test
    void theGasThatCouldRunFollowsTheHeadAndFinality() {
        SignedTransaction first = priced(0, 0, 1);
        SignedTransaction second = priced(0, 1, 1);
        accept(first);
        accept(second);
        assertThat(pool.executableGas()).isEqualTo(600_000);
        Block block = memory.build(memory.zero(), first);
        pool.headChanged(after(block.header()), Optional.of(block));
        assertThat(pool.executableGas()).isEqualTo(300_000);
        assertThat(pool.size()).as("not final yet").isEqualTo(2);
        pool.headChanged(after(memory.zero()), Optional.empty());
        assertThat(pool.executableGas()).as("the head went back").isEqualTo(600_000);
        pool.headChanged(after(block.header()), Optional.empty());
        pool.finalized(block, after(block.header()));
        assertThat(pool.size()).isOne();
        assertThat(pool.get(first.hash())).isEmpty();
    }

    @Test
    void whatExpiresLeaves() {
        accept(signed(TestChain.CHAIN_ID, 0, 300_000, 1, 1));
        Block block = memory.build(memory.zero());
        pool.headChanged(after(block.header()), Optional.of(block));
        assertThat(pool.executableGas()).isZero();
        pool.finalized(block, after(block.header()));
        assertThat(pool.size()).isZero();
    }

    @Test
    void aSignatureIsVerifiedOnce() {
        SignedTransaction tx = priced(0, 0, 1);
        accept(tx);
        assertThat(signatures.isAuthorized(tx)).isTrue();
        expect(TxRule.KNOWN, tx);
        assertThat(verifications).hasValue(1);
    }

    private HeadView after(BlockHeader header) {
        return StateAt.after(header, memory.trees, memory.contracts);
    }

    private List<SignedTransaction> selected(long gas) {
        Selection selection = pool.select(after(memory.zero()));
        List<SignedTransaction> taken = new ArrayList<>();
        long left = gas;
        for (Optional<SignedTransaction> next = selection.next(left, 1 << 20);
                next.isPresent();
                next = selection.next(left, 1 << 20)) {
            taken.add(next.get());
            left -= next.get().transaction().gasLimit();
        }
        return taken;
    }

    private void accept(SignedTransaction tx) {
        assertThat(pool.submit(tx, false)).isEqualTo(new Admission.Accepted(tx.hash()));
    }

    private void expect(TxRule rule, SignedTransaction tx) {
        assertThat(pool.submit(tx, false))
                .as(rule.id())
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private static SignedTransaction priced(int from, long nonce, long price) {
        return sign(from, nonce, 300_000, price);
    }

    private static SignedTransaction sign(int from, long nonce, long gasLimit, long price) {
        return new Transaction(
                        TestChain.CHAIN_ID,
                        TestChain.account(from),
                        nonce,
                        gasLimit,
                        price,
                        Long.MAX_VALUE,
                        new Payload.Transfer(TestChain.account(7), new Amount(1)))
                .sign(TestChain.SCHEME, TestChain.key(from + 1));
    }

    private static SignedTransaction signed(long chainId, long nonce, long gasLimit, long price, long expiry) {
        return new Transaction(
                        chainId,
                        TestChain.account(0),
                        nonce,
                        gasLimit,
                        price,
                        expiry,
                        new Payload.Transfer(TestChain.account(7), new Amount(1)))
                .sign(TestChain.SCHEME, TestChain.key(1));
    }
}
