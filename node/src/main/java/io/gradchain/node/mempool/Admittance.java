package io.gradchain.node.mempool;

import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import io.gradchain.node.execution.Authorization;
import io.gradchain.node.execution.GasSchedule;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.TxRule;
import java.util.Optional;

/** The checks that need no lock on the pool: the cheap ones, and the signature, which costs 150 µs and is for after all others. */
record Admittance(ProtocolRules rules, Authorization authorization) {

    Optional<Admission.Refused> refusal(SignedTransaction tx, HeadView head) {
        Transaction body = tx.transaction();
        if (body.chainId() != rules.chainId()) {
            return refused(TxRule.WRONG_CHAIN, "chain " + body.chainId() + ", this is chain " + rules.chainId());
        }
        if (tx.size() > SignedTransaction.MAX_BYTES) {
            return refused(TxRule.TOO_LARGE, tx.size() + " bytes, at most " + SignedTransaction.MAX_BYTES);
        }
        if (!rules.opens(body.payload())) {
            return refused(TxRule.STAKING_CLOSED, "");
        }
        if (body.nonce() == Long.MAX_VALUE) {
            return refused(TxRule.NONCE_END, "");
        }
        if (body.gasPrice() < rules.minGasPrice()) {
            return refused(TxRule.GAS_PRICE, body.gasPrice() + " is below " + rules.minGasPrice());
        }
        long intrinsic = GasSchedule.intrinsic(tx);
        if (body.gasLimit() < intrinsic || body.gasLimit() > rules.blockGasLimit()) {
            return refused(
                    TxRule.GAS_LIMIT,
                    body.gasLimit() + " is not between " + intrinsic + " and " + rules.blockGasLimit());
        }
        if (body.expiryHeight() <= head.height()) {
            return refused(TxRule.EXPIRED, "expires at " + body.expiryHeight() + ", the chain is at " + head.height());
        }
        if (body.nonce() < head.account(body.sender()).nonce()) {
            return refused(TxRule.NONCE_TOO_LOW, body.nonce() + " was used before");
        }
        if (body.payload() instanceof Payload.Call call) {
            Optional<TxRule> broken = head.refusal(call);
            if (broken.isPresent()) {
                return refused(broken.get(), call.contract().hex() + " " + call.function());
            }
        }
        return Optional.empty();
    }

    Optional<Admission.Refused> forged(SignedTransaction tx) {
        return authorization.isAuthorized(tx) ? Optional.empty() : refused(TxRule.BAD_SIGNATURE, "");
    }

    private static Optional<Admission.Refused> refused(TxRule rule, String detail) {
        return Optional.of(new Admission.Refused(rule, detail));
    }
}
