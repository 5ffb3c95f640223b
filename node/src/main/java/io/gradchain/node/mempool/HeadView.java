package io.gradchain.node.mempool;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.TxRule;
import java.util.Optional;

/** What the mempool asks of the state after one block. */
public interface HeadView {
    long height();

    Account account(Address address);

    /** Whether {@code call} names a contract and a function and its arguments decode; the rule it breaks otherwise. */
    Optional<TxRule> refusal(Payload.Call call);
}
