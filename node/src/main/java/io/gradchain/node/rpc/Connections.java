package io.gradchain.node.rpc;

import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The open connections, in the order in which they may be given up for a new one: first those that never sent a whole
 * request, then those that rest between two, each the oldest first; never one whose request runs, and no WebSocket. So
 * whoever only holds connections drives out his own. Used on the server's one IO thread only.
 */
final class Connections {
    private final int most;
    private final SequencedSet<Channel> silent = new LinkedHashSet<>();
    private final SequencedSet<Channel> resting = new LinkedHashSet<>();
    private final Set<Channel> open = new HashSet<>();

    Connections(int most) {
        this.most = most;
    }

    /** Whether there is a place for {@code channel}, perhaps another's. */
    boolean admit(Channel channel) {
        if (open.size() >= most) {
            Optional<Channel> oldest = silent.stream().findFirst().or(() -> resting.stream().findFirst());
            if (oldest.isEmpty()) {
                return false;
            }
            left(oldest.get());
            var _ = oldest.get().close();
        }
        open.add(channel);
        silent.add(channel);
        return true;
    }

    void busy(Channel channel) {
        silent.remove(channel);
        resting.remove(channel);
    }

    void rests(Channel channel) {
        if (open.contains(channel)) {
            resting.add(channel);
        }
    }

    void left(Channel channel) {
        busy(channel);
        open.remove(channel);
    }
}
