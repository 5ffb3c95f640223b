package io.gradchain.consensus.engine;

import io.gradchain.genesis.crypto.PublicKey;

/**
 * What evidence proves.
 *
 * @param key of the guilty validator
 * @param epoch in which it had weight
 * @param kind what it did, in one word of the engine's SPEC
 */
public record Offence(PublicKey key, long epoch, String kind) {}
