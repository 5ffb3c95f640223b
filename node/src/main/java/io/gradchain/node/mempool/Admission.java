package io.gradchain.node.mempool;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.node.execution.TxRule;

/** What the mempool said to a transaction. */
public sealed interface Admission {
    record Accepted(Hash hash) implements Admission {}

    /** @param detail the numbers behind the rule, for people */
    record Refused(TxRule rule, String detail) implements Admission {}
}
