/**
 * Peer to peer: authenticated, encrypted, bounded connections over TCP.
 *
 * <p>{@link io.gradchain.node.network.PeerNetwork} is the door: {@code new PeerNetwork(config, handler)}, {@code start()},
 * {@code close()}, and everything of {@link io.gradchain.node.network.Peers}.
 */
package io.gradchain.node.network;
