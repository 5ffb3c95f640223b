package io.gradchain.node.network.noise;

/** What a finished handshake leaves to one side: a cipher for each direction. */
public record TransportKeys(CipherState send, CipherState receive) {}
