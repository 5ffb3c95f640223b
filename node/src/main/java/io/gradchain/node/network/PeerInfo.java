package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;

/**
 * A connected peer.
 *
 * @param key authenticated by the handshake
 * @param address the other end of the socket as host:port
 * @param inbound the peer dialled us
 * @param receivedBytes bodies received on this connection
 * @param sentBytes bodies written on this connection
 * @param queuedBytes bodies that wait to be written
 * @param receivedPerSecond bytes, mean of the last seconds
 * @param points of misbehaviour; 100 ban
 */
public record PeerInfo(
        PublicKey key,
        String address,
        boolean inbound,
        long receivedBytes,
        long sentBytes,
        long queuedBytes,
        long receivedPerSecond,
        int points) {}
