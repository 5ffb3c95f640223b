package io.gradchain.consensus.pow;

import io.gradchain.consensus.engine.Effects;
import io.gradchain.consensus.engine.Headers;
import io.gradchain.consensus.engine.TracePoint;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.BlockHeader;
import java.util.ArrayList;
import java.util.List;

/** Which block has the confirmations to be called final (C-106). A longer chain may take that back. */
final class Depth {
    private static final byte[] NO_PROOF = {};

    private final MainChain main;
    private final Headers headers;
    private final long confirmations;
    private Hash deep;
    private long height;

    Depth(MainChain main, Headers headers, long confirmations) {
        this.main = main;
        this.headers = headers;
        this.confirmations = confirmations;
    }

    /** What the head of an earlier run made final was told then. */
    void start() {
        height = deepHeight();
        deep = main.at(height);
    }

    private long deepHeight() {
        return Math.max(0, main.head().height() - confirmations);
    }

    /** The head moved to a chain that is the one before up to {@code common}. */
    void onHead(long common, Effects out) {
        long now = deepHeight();
        Hash hash = main.at(now);
        if (hash.equals(deep)) {
            return;
        }
        if (now > 0) {
            out.finalizeBlock(hash, NO_PROOF);
        }
        List<Hash> reached = new ArrayList<>();
        Hash at = hash;
        for (long h = now; h > Math.min(common, height); h--) {
            reached.add(at);
            at = headers.header(at).map(BlockHeader::parent).orElseThrow();
        }
        for (int i = reached.size() - 1; i >= 0; i--) {
            out.trace(TracePoint.FINAL, now - i, reached.get(i));
        }
        deep = hash;
        height = now;
    }
}
