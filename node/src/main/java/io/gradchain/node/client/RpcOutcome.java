package io.gradchain.node.client;

/** How a call ended: with the method's result or with a failure that can be shown to a person. */
public sealed interface RpcOutcome permits RpcSuccess, RpcFailure {}
