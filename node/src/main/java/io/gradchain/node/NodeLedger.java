package io.gradchain.node;

import io.gradchain.consensus.engine.EngineSpec;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.ChainStart;
import io.gradchain.node.chain.CommitteeBook;
import io.gradchain.node.chain.Committees;
import io.gradchain.node.chain.ElectedCommittees;
import io.gradchain.node.chain.NodeCache;
import io.gradchain.node.chain.StateAt;
import io.gradchain.node.chain.StateWindow;
import io.gradchain.node.execution.ContractCalls;
import io.gradchain.node.execution.KernelWarmup;
import io.gradchain.node.execution.ProtocolRules;
import io.gradchain.node.execution.StateTransition;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.node.mempool.Mempool;
import io.gradchain.node.mempool.SignatureCache;
import io.gradchain.node.metrics.MachineTime;
import io.gradchain.node.prune.Pruner;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;

/** The part of a node that knows what is true, and how it changes: from the store up to the mempool. */
final class NodeLedger {
    private static final int REMEMBERED_SIGNATURES = 16_384;
    private static final long CACHED_STATE_BYTES = 8L << 20;

    final ProtocolRules rules;
    final KeyValueStore store;
    final StateTrees trees;
    final MachineTime machine = new MachineTime();
    final KernelWarmup warmup = new KernelWarmup(machine);
    final ContractCalls contracts = new ContractCalls(warmup);
    final Committees committees;
    final Chain chain;
    final Pruner pruner;
    final Mempool mempool;

    NodeLedger(NodeConfig config, EngineSpec traits, SignatureScheme scheme, KeyValueStore store) {
        this.store = store;
        this.rules = ProtocolRules.of(config.spec());
        SignatureCache signatures = new SignatureCache(scheme, REMEMBERED_SIGNATURES);
        ChainStart.ensure(store, config.spec());
        this.trees = new StateTrees(
                new NodeCache(hash -> store.get(Column.STATE, hash.bytes()), CACHED_STATE_BYTES),
                hash -> store.get(Column.CONTENT, hash.bytes()));
        this.committees = new ElectedCommittees(config.spec(), rules, trees);
        StateWindow states = new StateWindow(
                store,
                config.settings().stateBlocks(),
                traits.finalizes(),
                new CommitteeBook(committees, rules.engine().epochs()));
        this.chain = new Chain(
                store,
                new StateTransition(rules, trees, new BlockStore(store)::header, signatures, contracts),
                committees,
                traits.finalizes(),
                states);
        this.pruner = new Pruner(config.name(), states);
        this.mempool = new Mempool(rules, signatures, StateAt.after(chain.finalizedHeader(), trees, contracts));
    }
}
