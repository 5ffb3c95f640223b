package io.gradchain.node.network;

import io.gradchain.node.network.book.NetGroup;

/**
 * The bounds of all peers together, beside those of each one in {@link NetworkLimits}.
 *
 * @param perGroup connections, and unfinished handshakes, of one {@link NetGroup}
 * @param countLoopback whether this machine counts as a group; a testnet on one machine must not
 * @param handshakesPerSecond handshakes worked on: each costs about 1 ms
 * @param queuedBytes that wait to be written; above it only consensus is still queued
 * @param heldBytes of frames received by half; a frame of at most 1 MiB always has room
 */
public record NetworkCaps(
        int perGroup, boolean countLoopback, int handshakesPerSecond, long queuedBytes, long heldBytes) {
    public static final NetworkCaps DEFAULT = new NetworkCaps(8, false, 100, 64L << 20, 64L << 20);

    public NetworkCaps {
        if (perGroup < 1 || handshakesPerSecond < 1 || queuedBytes < 1 || heldBytes < 1) {
            throw new IllegalArgumentException("bounds are positive");
        }
    }

    /** The same for tests on one machine that want groups: the loopback counts as one of at most {@code peers}. */
    public NetworkCaps countingLoopback(int peers) {
        return new NetworkCaps(peers, true, handshakesPerSecond, queuedBytes, heldBytes);
    }

    /** The same with other bounds of memory. */
    public NetworkCaps withBytes(long queued, long held) {
        return new NetworkCaps(perGroup, countLoopback, handshakesPerSecond, queued, held);
    }

    /** Whether what comes from this group is counted by group at all. */
    boolean counts(NetGroup group) {
        return countLoopback || !group.equals(NetGroup.LOOPBACK);
    }
}
