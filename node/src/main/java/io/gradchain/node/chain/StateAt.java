package io.gradchain.node.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Payload;
import io.gradchain.node.execution.Account;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.execution.TxRule;
import io.gradchain.node.mempool.HeadView;
import java.util.Optional;

/** The state after one block, as the mempool and queries read it. */
public record StateAt(long height, Hash root, StateTrees trees, ContractCalls contracts) implements HeadView {
    public static StateAt after(BlockHeader header, StateTrees trees, ContractCalls contracts) {
        return new StateAt(header.height(), header.stateRoot(), trees, contracts);
    }

    @Override
    public Account account(Address address) {
        return trees.account(root, address);
    }

    @Override
    public Optional<TxRule> refusal(Payload.Call call) {
        return contracts.refusal(account(call.contract()), call, trees);
    }
}
