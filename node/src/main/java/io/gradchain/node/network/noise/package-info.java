/**
 * The Noise protocol {@code Noise_XX_25519_ChaChaPoly_SHA256} (revision 34) as pure state machines over byte arrays:
 * no socket, no clock, no randomness of its own.
 */
package io.gradchain.node.network.noise;
