package io.gradchain.consensus.engine;

import java.util.Optional;

/** A search for a seal. It holds no state, so any number of threads may try ranges of their own. */
@FunctionalInterface
public interface Puzzle {
    /** The seal found with a nonce of {@code first} … {@code first + count − 1}, if one of them solves it. */
    Optional<byte[]> attempt(long first, int count);
}
