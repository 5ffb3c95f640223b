package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;

/** Trees that hang on the leaves of another, as a contract's slots hang on its account. */
@FunctionalInterface
public interface HangingTrees {
    /** The root of the tree that hangs on a leaf with that value; {@link StateTree#EMPTY} for none. */
    Hash rootOf(byte[] value);
}
