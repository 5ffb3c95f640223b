package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.storage.kv.WriteBatch;

/** A new root and what must be written so that it can be read: nodes and code, all under their own hashes. */
public record StateChange(Hash root, WriteBatch writes) {}
