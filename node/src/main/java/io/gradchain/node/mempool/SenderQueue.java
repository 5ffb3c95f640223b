package io.gradchain.node.mempool;

import io.gradchain.node.execution.Account;
import java.math.BigInteger;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The pooled transactions of one sender by nonce, beside what the head says of its account. */
final class SenderQueue {
    final NavigableMap<Long, Waiting> byNonce = new TreeMap<>();
    Account atHead;

    SenderQueue(Account atHead) {
        this.atHead = atHead;
    }

    /** The nonce a new transaction has when it leaves no gap and replaces nothing. */
    long nextNonce() {
        long next = atHead.nonce();
        while (byNonce.containsKey(next)) {
            next++;
        }
        return next;
    }

    /** Units that the transactions from the head's nonce up to, not including, {@code nonce} may take. */
    BigInteger costBelow(long nonce) {
        BigInteger total = BigInteger.ZERO;
        for (Waiting waiting :
                byNonce.subMap(atHead.nonce(), Math.max(nonce, atHead.nonce())).values()) {
            total = total.add(waiting.cost());
        }
        return total;
    }

    /** Gas limits of the transactions that blocks from {@code height} on could hold, one after the other. */
    long executableGas(long height) {
        long gas = 0;
        long nonce = atHead.nonce();
        BigInteger left = BigInteger.valueOf(atHead.balance().units());
        for (Waiting waiting = byNonce.get(nonce); waiting != null; waiting = byNonce.get(++nonce)) {
            left = left.subtract(waiting.cost());
            if (left.signum() < 0 || waiting.body().expiryHeight() < height) {
                break;
            }
            gas += waiting.body().gasLimit();
        }
        return gas;
    }
}
