package io.gradchain.node.api;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.network.Peers;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.runtime.EngineRuntime;
import io.gradchain.node.sync.CatchUp;
import io.gradchain.node.watch.FinalityWatch;
import io.gradchain.node.watch.ReorgWatch;
import io.gradchain.storage.kv.KeyValueStore;
import java.util.function.Function;

/**
 * What the methods may use of their node.
 *
 * @param submit hands a transaction to the mempool and the peers
 * @param stop asks the node to end, and returns at once
 */
public record NodeParts(
        String name,
        ChainSpec spec,
        ProtocolRules rules,
        KeyValueStore store,
        Chain chain,
        StateTrees trees,
        ContractCalls contracts,
        Mempool mempool,
        FinalityWatch watch,
        ReorgWatch reorgs,
        EngineRuntime runtime,
        CatchUp catchUp,
        Relay relay,
        Peers peers,
        Function<SignedTransaction, Admission> submit,
        Runnable stop) {

    Addresses addresses() {
        return new Addresses(spec.test());
    }

    /** The state after the newest final block. */
    StateAt finalState() {
        return StateAt.after(chain.finalizedHeader(), trees, contracts);
    }
}
