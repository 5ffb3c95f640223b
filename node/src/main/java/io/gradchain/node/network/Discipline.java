package io.gradchain.node.network;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.book.NetGroup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Points and bans, by key for peers and by address for strangers. A banned peer's address gets points too, since a new key
 * costs nothing; addresses of this machine are never banned.
 */
final class Discipline {
    private static final Logger LOG = LoggerFactory.getLogger(Discipline.class);
    private static final int ADDRESS_OF_BANNED = 50;
    /** Penalties logged in one second: a flood of misdeeds must not fill the disk. */
    private static final int LOGGED = 10;

    private final PeerScores<PublicKey> keys;
    private final PeerScores<InetAddress> addresses;
    private final NetworkCaps caps;
    private final NetworkMeter meter;
    private final TokenBucket log = new TokenBucket(LOGGED, System.nanoTime());

    Discipline(NetworkLimits limits, NetworkMeter meter) {
        this.keys = new PeerScores<>(limits.ban());
        this.addresses = new PeerScores<>(limits.ban());
        this.caps = limits.all();
        this.meter = meter;
    }

    /** Counts points of a peer; true when these ban it. */
    boolean penalise(PublicKey peer, Optional<InetAddress> address, int points, String reason) {
        boolean ban = keys.penalise(peer, points, reason, System.nanoTime());
        note(ban, peer.toString(), points, reason);
        if (ban) {
            address.ifPresent(from -> blame(from, ADDRESS_OF_BANNED, reason));
        }
        return ban;
    }

    /** Counts points of an address. */
    void blame(InetAddress address, int points, String reason) {
        if (caps.counts(NetGroup.of(address))) {
            note(addresses.penalise(address, points, reason, System.nanoTime()), address.toString(), points, reason);
        }
    }

    private void note(boolean ban, String who, int points, String reason) {
        meter.penalties.increment();
        if (ban) {
            meter.bans.increment();
        }
        synchronized (log) {
            if (!ban && !log.tryTake(1, System.nanoTime())) {
                return;
            }
        }
        LOG.warn(
                "event={} peer={} points={} reason=\"{}\"",
                ban ? "peer-banned" : "peer-penalised",
                who,
                points,
                reason);
    }

    boolean banned(PublicKey peer) {
        return keys.banned(peer, System.nanoTime());
    }

    boolean banned(InetAddress address) {
        return addresses.banned(address, System.nanoTime());
    }

    int points(PublicKey peer) {
        return keys.points(peer, System.nanoTime());
    }

    List<BanInfo> bans() {
        long now = System.nanoTime();
        List<BanInfo> list = new ArrayList<>();
        keys.bans(now).forEach(ban -> list.add(info(ban.who().hex(), ban)));
        addresses.bans(now).forEach(ban -> list.add(info(ban.who().getHostAddress(), ban)));
        return list;
    }

    private static BanInfo info(String who, PeerScores.Ban<?> ban) {
        return new BanInfo(who, Math.ceilDiv(ban.leftNanos(), 1_000_000_000L), ban.reason());
    }

    /** Takes back the ban of a key; false when there is none. */
    boolean pardon(PublicKey peer) {
        return keys.pardon(peer, System.nanoTime());
    }

    /** Takes back the ban of an address as {@link BanInfo#who} writes it; false when there is none. */
    boolean pardon(String address) {
        long now = System.nanoTime();
        return addresses.bans(now).stream()
                .map(PeerScores.Ban::who)
                .filter(banned -> banned.getHostAddress().equals(address))
                .anyMatch(banned -> addresses.pardon(banned, now));
    }
}
