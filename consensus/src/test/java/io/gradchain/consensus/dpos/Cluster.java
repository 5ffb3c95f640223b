package io.gradchain.consensus.dpos;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.consensus.engine.Event;
import io.gradchain.consensus.sim.KeyedHashScheme;
import io.gradchain.consensus.sim.SimChain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** A few engines in virtual time on links that can be cut: the desk for what takes more than one. */
final class Cluster {
    static final long SLOT = 500;

    final KeyedHashScheme scheme = new KeyedHashScheme();
    final List<KeyPair> keys = new ArrayList<>();
    final List<Station> stations = new ArrayList<>();
    final Block genesis = SimChain.genesis(7);
    final ChainSpec spec;
    final Committee committee;
    final SplittableRandom random;
    long now;
    long delay = 10;
    long jitter;
    /** Who is elected for an epoch. */
    LongFunction<Committee> elected;
    /** Whether a message from one member to another gets through now. */
    Link link = (from, to) -> true;

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private long sequence;

    interface Link {
        boolean carries(int from, int to);
    }

    private record Due(long at, long sequence, Runnable action) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    Cluster(int members, long seed, SortedMap<String, Long> parameters) {
        random = new SplittableRandom(seed);
        List<ChainSpec.Validator> voters = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            byte[] bytes = new byte[KeyPair.SEED_BYTES];
            bytes[0] = (byte) (i + 1);
            keys.add(KeyPair.fromSeed(scheme, bytes));
            Committee.Member member = new Committee.Member(keys.get(i).publicKey(), 10 + i);
            voters.add(new ChainSpec.Validator("v" + i, member.key(), member.weight(), member.address()));
        }
        spec = new ChainSpec("desk", 7, true, 0, "dpos", parameters, voters, List.of());
        committee = Committee.genesis(spec);
        elected = epoch -> new Committee(epoch, committee.members());
        for (int i = 0; i < members; i++) {
            stations.add(new Station(this, i));
        }
        stations.forEach(Station::start);
    }

    /** {@code key, value, …} of the spec's parameters. */
    static SortedMap<String, Long> with(Object... pairs) {
        SortedMap<String, Long> parameters = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put((String) pairs[i], ((Number) pairs[i + 1]).longValue());
        }
        return parameters;
    }

    void in(long millis, Runnable action) {
        queue.add(new Due(now + millis, sequence++, action));
    }

    void transmit(int from, int to, byte[] message) {
        if (link.carries(from, to)) {
            long extra = jitter == 0 ? 0 : random.nextLong(jitter);
            in(
                    delay + extra,
                    () -> stations.get(to)
                            .on(new Event.PeerMessage(stations.get(from).peer(), message)));
        }
    }

    void run(long millis) {
        long end = now + millis;
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Due due = queue.poll();
            now = due.at();
            due.action().run();
        }
        now = end;
    }

    Station station(int index) {
        return stations.get(index);
    }

    /** Two stations that call different blocks of one height final, in words; empty when there are none. */
    String conflict() {
        TreeMap<Long, Hash> finals = new TreeMap<>();
        StringBuilder found = new StringBuilder();
        for (Station station : stations) {
            station.finals.forEach((height, hash) -> {
                Hash known = finals.putIfAbsent(height, hash);
                if (known != null && !known.equals(hash)) {
                    found.append("height ")
                            .append(height)
                            .append(": ")
                            .append(known)
                            .append(" and ")
                            .append(hash);
                }
            });
        }
        return found.toString();
    }
}
