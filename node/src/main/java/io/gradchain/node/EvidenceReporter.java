package io.gradchain.node;

import io.gradchain.consensus.engine.Offence;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.WorldState;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what an engine reports to the chain (E-13), paid from the validator's own account: once for each member and kind
 * of offence, again only where the mempool refused it.
 */
final class EvidenceReporter implements Consumer<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceReporter.class);

    /** Above what the longest evidence costs. */
    private static final long GAS_LIMIT = 1_300_000;

    private static final long EXPIRES_AFTER_BLOCKS = 10_000;

    private final KeyPair key;
    private final SignatureScheme scheme;
    private final Chain chain;
    private final StateTrees trees;
    private final ProtocolRules rules;
    private final Mempool mempool;
    private final Function<SignedTransaction, Admission> submit;
    private final Set<String> reported = new TreeSet<>();

    EvidenceReporter(
            KeyPair key,
            SignatureScheme scheme,
            Chain chain,
            StateTrees trees,
            ProtocolRules rules,
            Mempool mempool,
            Function<SignedTransaction, Admission> submit) {
        this.key = key;
        this.scheme = scheme;
        this.chain = chain;
        this.trees = trees;
        this.rules = rules;
        this.mempool = mempool;
        this.submit = submit;
    }

    @Override
    public synchronized void accept(byte[] evidence) {
        BlockHeader head = chain.head().header();
        long epoch = rules.engine().epochs().of(head.height(), head.seal());
        Optional<Offence> offence = rules.staking(new WorldState(trees, head.stateRoot()))
                .filter(staking -> evidence.length <= Payload.MAX_EVIDENCE)
                .flatMap(staking -> staking.judge(evidence, epoch));
        offence.ifPresent(proven -> report(proven, evidence, head.height()));
    }

    private void report(Offence offence, byte[] evidence, long height) {
        PublicKey guilty = offence.key();
        String once = guilty.hex() + offence.kind();
        if (reported.contains(once)) {
            return;
        }
        Address sender = Address.ofPolicy(new Policy.SingleKey(key.publicKey()));
        Transaction report = new Transaction(
                rules.chainId(),
                sender,
                mempool.nextNonce(sender),
                GAS_LIMIT,
                rules.minGasPrice(),
                height + EXPIRES_AFTER_BLOCKS,
                new Payload.Evidence(evidence));
        switch (submit.apply(report.sign(scheme, key))) {
            case Admission.Accepted accepted -> {
                reported.add(once);
                LOG.warn(
                        "event=evidence-sent validator={} offence={} transaction={}",
                        guilty,
                        offence.kind(),
                        accepted.hash());
            }
            case Admission.Refused refused ->
                LOG.error(
                        "event=evidence-refused validator={} code={} reason=\"{}\"",
                        guilty,
                        refused.rule().id(),
                        refused.detail());
        }
    }
}
