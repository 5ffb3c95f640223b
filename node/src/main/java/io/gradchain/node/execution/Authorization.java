package io.gradchain.node.execution;

import io.gradchain.genesis.types.SignedTransaction;

/** Whether an envelope carries its sender's policy and a signature that satisfies it; a node may remember answers. */
public interface Authorization {
    boolean isAuthorized(SignedTransaction tx);
}
