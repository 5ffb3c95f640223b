package io.gradchain.node.api;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.fault.NodeError;
import io.gradchain.node.mempool.Admission;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.network.Peers;
import io.gradchain.node.prune.Pruner;
import io.gradchain.node.relay.Relay;
import io.gradchain.node.rpc.RpcError;
import io.gradchain.node.rpc.RpcErrorCode;
import io.gradchain.node.rpc.RpcRefusal;
import io.gradchain.node.runtime.EngineRuntime;
import io.gradchain.node.sync.CatchUp;
import io.gradchain.node.watch.FinalityWatch;
import io.gradchain.node.watch.ReorgWatch;
import io.gradchain.storage.kv.KeyValueStore;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;

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
        Path directory,
        Chain chain,
        Pruner pruner,
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

    /** What {@code body} reads in the state after {@code block}; refused with N-131 where that is not kept. */
    <T> T on(BlockHeader block, Supplier<T> body) {
        return chain.states().reading(block, body).orElseThrow(() -> {
            NodeError error = NodeError.STATE_NOT_KEPT;
            String detail = "the state of block " + block.height() + " is not kept: this node has those from block "
                    + chain.states().floor() + " on";
            return new RpcRefusal(new RpcError(RpcErrorCode.UNAVAILABLE.number(), detail, error.id(), error.hint()));
        });
    }
}
