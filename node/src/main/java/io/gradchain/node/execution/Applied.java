package io.gradchain.node.execution;

import io.gradchain.genesis.types.Receipt;

/** What became of a transaction that was offered to a block. */
public sealed interface Applied {
    /** It is in, taken effect or failed, and paid. */
    record Included(Receipt receipt) implements Applied {}

    /** It may not be in this block; the world is as before. */
    record Refused(TxRule rule, String detail) implements Applied {}
}
