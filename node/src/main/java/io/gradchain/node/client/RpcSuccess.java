package io.gradchain.node.client;

import tools.jackson.databind.JsonNode;

/** The result of a method; 64-bit numbers are strings in it. */
public record RpcSuccess(JsonNode result) implements RpcOutcome {}
