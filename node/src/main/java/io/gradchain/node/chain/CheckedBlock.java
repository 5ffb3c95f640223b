package io.gradchain.node.chain;

import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Receipt;
import java.util.List;

/** A block that executed to what its header says, with what became of its transactions, in their order. */
public record CheckedBlock(Block block, List<Receipt> receipts) {
    public CheckedBlock {
        receipts = List.copyOf(receipts);
    }

    public BlockHeader header() {
        return block.header();
    }

    public long height() {
        return block.height();
    }
}
