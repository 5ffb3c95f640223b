package io.gradchain.storage.prune;

import io.gradchain.genesis.crypto.Hash;

/**
 * A root whose whole tree stays.
 *
 * @param like a root named before this one, or the empty tree: only what differs from it is walked
 */
public record KeptRoot(Hash root, Hash like) {}
