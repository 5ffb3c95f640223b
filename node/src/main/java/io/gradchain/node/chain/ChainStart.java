package io.gradchain.node.chain;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.GenesisBlock;
import io.gradchain.genesis.types.Block;
import io.gradchain.node.execution.GenesisState;
import io.gradchain.node.execution.StateChange;
import io.gradchain.node.execution.StateTrees;
import io.gradchain.storage.blocks.BlockStore;
import io.gradchain.storage.kv.Column;
import io.gradchain.storage.kv.KeyValueStore;
import io.gradchain.storage.kv.WriteBatch;
import java.util.List;

/** Writes block zero into an empty database; the spec alone decides it. */
public final class ChainStart {
    private ChainStart() {}

    public static void ensure(KeyValueStore store, ChainSpec spec) {
        BlockStore blocks = new BlockStore(store);
        if (blocks.finalTip().isPresent()) {
            return;
        }
        StateChange state = GenesisState.of(spec, StateTrees.over(store));
        Block zero = GenesisBlock.of(spec, state.root());
        WriteBatch batch = state.writes();
        blocks.put(batch, zero, List.of());
        batch.put(Column.METADATA, Column.Meta.GENESIS.key(), zero.hash().bytes());
        store.write(batch, false);
        WriteBatch indexes = new WriteBatch();
        blocks.switchHead(indexes, zero.hash());
        blocks.markFinal(indexes, zero.hash(), new byte[0]);
        store.write(indexes, true);
    }
}
