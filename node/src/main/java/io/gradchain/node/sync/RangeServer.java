package io.gradchain.node.sync;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Block;
import io.gradchain.node.chain.Chain;
import io.gradchain.node.chain.CheckedBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests for final blocks. A proof covers all ancestors, and not every block has its own: a range ends at the
 * last block within the limits that has one, and never crosses the end of an epoch: who asks learns the next committee there.
 */
public final class RangeServer {
    private final Chain chain;

    public RangeServer(Chain chain) {
        this.chain = chain;
    }

    /** Empty when this node has nothing that could be proven. */
    public Optional<RangeAnswer> answer(RangeRequest request) {
        List<Block> blocks = new ArrayList<>();
        Optional<RangeAnswer> proven = Optional.empty();
        int bytes = 0;
        for (long height = request.from(); height < request.from() + request.count(); height++) {
            Optional<CheckedBlock> next = chain.finalAt(height);
            if (next.isEmpty()) {
                break;
            }
            bytes += next.get().block().encoded().length;
            if (bytes > RangeAnswer.MAX_BLOCK_BYTES) {
                break;
            }
            blocks.add(next.get().block());
            Optional<byte[]> proof = chain.proof(next.get().block().hash());
            if (proof.isPresent()) {
                proven = Optional.of(new RangeAnswer(blocks, proof.get()));
                if (!next.get().header().nextCommittee().equals(Hash.ZERO)) {
                    break;
                }
            }
        }
        return proven;
    }
}
