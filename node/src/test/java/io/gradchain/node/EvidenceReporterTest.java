package io.gradchain.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.chain.MemoryChain;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.execution.Proposer;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceReporterTest {
    private static final KeyPair REPORTER = TestChain.key(1);
    private static final byte[] LIE = {7};

    /** Believes that validator 3 lied whenever the evidence is a 7, in two ways. */
    private final MemoryChain memory = new MemoryChain(MemoryChain.engine(
            (height, seal) -> 0,
            (evidence, committees) -> evidence.length > 0 && evidence[0] == 7
                    ? Optional.of(new Offence(TestChain.key(103).publicKey(), 0, "lie" + evidence.length))
                    : Optional.empty()));

    private final Mempool mempool = new Mempool(
            memory.rules,
            tx -> tx.isAuthorized(TestChain.SCHEME),
            StateAt.after(memory.zero(), memory.trees, memory.contracts));
    private final EvidenceReporter reporter = new EvidenceReporter(
            REPORTER,
            TestChain.SCHEME,
            memory.chain,
            memory.trees,
            memory.rules,
            mempool,
            tx -> mempool.submit(tx, false));

    @Test
    void provenEvidenceIsSentOncePerMemberAndKind() {
        reporter.accept(new byte[] {1});
        reporter.accept(LIE);
        reporter.accept(LIE);
        reporter.accept(new byte[] {7, 1});
        reporter.accept(new byte[Payload.MAX_EVIDENCE + 1]);
        assertThat(mempool.waiting())
                .hasSize(2)
                .extracting(tx -> tx.transaction().payload())
                .allMatch(Payload.Evidence.class::isInstance);
    }

    @Test
    void itComesBeforeBetterPaidTransactionsAndSlashes() {
        Payload transfer = new Payload.Transfer(TestChain.account(4), Amount.ZERO);
        SignedTransaction rich = new Transaction(
                        TestChain.CHAIN_ID, TestChain.account(3), 0, 900_000, 50, Long.MAX_VALUE, transfer)
                .sign(TestChain.SCHEME, TestChain.key(4));
        assertThat(mempool.submit(rich, false)).isInstanceOf(Admission.Accepted.class);
        reporter.accept(LIE);
        BlockHeader zero = memory.zero();
        Block block = memory.chain.build(
                zero,
                new byte[0],
                new Proposer(TestChain.address(TestChain.key(100)), Optional.empty()),
                zero.timeMillis() + 1,
                memory.rules.blockGasLimit(),
                mempool.select(StateAt.after(zero, memory.trees, memory.contracts)));
        assertThat(block.transactions()).hasSize(2);
        assertThat(block.transactions().getFirst().transaction().payload()).isInstanceOf(Payload.Evidence.class);
        List<Receipt> receipts =
                memory.chain.checked(block.hash()).orElseThrow().receipts();
        assertThat(receipts.getFirst().outcome()).isInstanceOf(Receipt.Succeeded.class);
        memory.chain.setHead(block.hash());
        reporter.accept(new byte[] {7, 1});
        assertThat(mempool.waiting())
                .as("who was punished is not reported again")
                .hasSize(2);
    }
}
