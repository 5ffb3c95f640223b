package io.gradchain.node.execution;

import io.gradchain.genesis.types.SignedTransaction;
import java.util.Optional;

/** Where a block builder takes transactions from. */
public interface Candidates {
    /** For an empty block. */
    Candidates NONE = new Candidates() {
        @Override
        public Optional<SignedTransaction> next(long gasLeft, int bytesLeft) {
            return Optional.empty();
        }

        @Override
        public void passOver() {}
    };

    /** The next one whose gas limit and encoded size fit what is left; the one before it was taken. */
    Optional<SignedTransaction> next(long gasLeft, int bytesLeft);

    /** The one handed out last was not taken: nothing of its sender may follow. */
    void passOver();
}
