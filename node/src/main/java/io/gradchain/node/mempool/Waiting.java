package io.gradchain.node.mempool;

import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.math.BigInteger;
import java.util.Comparator;

/** A pooled transaction and when it came. */
record Waiting(SignedTransaction tx, long arrival) {
    /** Fee first, then arrival: the order blocks are packed in. */
    static final Comparator<Waiting> BEST_FIRST =
            Comparator.comparingLong(Waiting::price).reversed().thenComparingLong(Waiting::arrival);

    Transaction body() {
        return tx.transaction();
    }

    long price() {
        return body().gasPrice();
    }

    /** Units the sender must own for it: more than 63 bits where the sender asks for the absurd. */
    BigInteger cost() {
        return cost(body());
    }

    static BigInteger cost(Transaction tx) {
        long value =
                switch (tx.payload()) {
                    case Payload.Transfer transfer -> transfer.amount().units();
                    case Payload.Call call -> call.value().units();
                    case Payload.Deploy deploy -> 0;
                    case Payload.Stake stake -> stake.staked().units();
                    case Payload.Evidence evidence -> 0;
                };
        return BigInteger.valueOf(tx.gasLimit())
                .multiply(BigInteger.valueOf(tx.gasPrice()))
                .add(BigInteger.valueOf(value));
    }
}
