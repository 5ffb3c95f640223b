package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.NetGroup;
import io.netty.channel.ChannelFuture;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The one connection kept to each peer. Of two in opposite directions both ends keep the one dialled by the smaller key;
 * of two in one direction the newer, since its peer would not have dialled while the older lived.
 */
final class PeerTable {
    private final PublicKey own;
    private final NetworkLimits limits;
    private final PeerHandler handler;
    private final ConcurrentSkipListMap<PublicKey, PeerConnection> connections = new ConcurrentSkipListMap<>();
    private boolean closed;

    PeerTable(PublicKey own, NetworkLimits limits, PeerHandler handler) {
        this.own = own;
        this.limits = limits;
        this.handler = handler;
    }

    /** Takes the connection in and tells the handler, or says why not. The lock keeps the handler's calls in order. */
    synchronized Optional<PeerError> admit(PeerConnection fresh) {
        if (closed) {
            return Optional.of(PeerError.SHUTDOWN);
        }
        PeerConnection old = connections.get(fresh.key());
        if (old != null && old.inbound() != fresh.inbound() && !dialledBySmaller(fresh)) {
            return Optional.of(PeerError.DUPLICATE);
        }
        if (old == null && fresh.inbound() && inbound() >= limits.maxInbound()) {
            return Optional.of(PeerError.TOO_MANY_PEERS);
        }
        if (old == null && isGroupFull(fresh)) {
            return Optional.of(PeerError.GROUP_FULL);
        }
        connections.put(fresh.key(), fresh);
        if (old != null) {
            old.close(PeerError.DUPLICATE);
            handler.disconnected(old.key(), PeerError.DUPLICATE);
        }
        handler.connected(fresh.info());
        return Optional.empty();
    }

    /** True when it was the peer's connection, and then the handler was told. */
    synchronized boolean remove(PeerConnection gone) {
        boolean current = connections.remove(gone.key(), gone);
        if (current) {
            handler.disconnected(gone.key(), gone.reason());
        }
        return current;
    }

    /** Takes nobody any more and says goodbye to all; done when every connection is closed. */
    List<ChannelFuture> closeAll(PeerError reason) {
        List<PeerConnection> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(connections.values());
        }
        last.forEach(connection -> connection.close(reason));
        return last.stream().map(PeerConnection::closed).toList();
    }

    Optional<PeerConnection> find(PublicKey key) {
        return Optional.ofNullable(connections.get(key));
    }

    Collection<PeerConnection> all() {
        return connections.values();
    }

    private boolean dialledBySmaller(PeerConnection connection) {
        PublicKey dialler = connection.inbound() ? connection.key() : own;
        PublicKey listener = connection.inbound() ? own : connection.key();
        return dialler.compareTo(listener) < 0;
    }

    /** Those this node dialled by its own choice are bounded where they are chosen. */
    private boolean isGroupFull(PeerConnection fresh) {
        Optional<NetGroup> group = fresh.host().map(NetGroup::of).filter(limits.all()::counts);
        return fresh.inbound()
                && group.isPresent()
                && connections.values().stream()
                                .filter(PeerConnection::inbound)
                                .filter(other -> other.host().map(NetGroup::of).equals(group))
                                .count()
                        >= limits.all().perGroup();
    }

    private long inbound() {
        return connections.values().stream().filter(PeerConnection::inbound).count();
    }
}
