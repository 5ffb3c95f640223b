package io.gradchain.node.execution;

import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.Receipt;
import java.util.List;

/** A block whose execution gave exactly what its header says. */
public record ExecutedBlock(Block block, List<Receipt> receipts, StateChange state) {
    public ExecutedBlock {
        receipts = List.copyOf(receipts);
    }
}
