package io.gradchain.node.network;

/** One message of a connection as its two ends see it; the body is shared, never changed. */
record Frame(FrameKind kind, byte[] body) {}
