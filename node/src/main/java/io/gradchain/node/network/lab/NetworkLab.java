package io.gradchain.node.network.lab;

import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.node.network.LinkShaper;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * One node's share of the network lab: delay, jitter, loss, duplicates, reordering and partition of the messages it sends, changed while it
 * runs. A cut peer stays connected, so that healing takes no handshake. Both ends of a link must be told, since each
 * shapes only what it sends itself. Rules are kept in memory: a node that restarts has none. Safe for any thread.
 */
public final class NetworkLab implements LinkShaper {
    private final PublicKey own;
    private final LongSupplier nanos;
    private final SortedMap<PublicKey, LabLink> links = new TreeMap<>();
    private final SortedSet<PublicKey> cut = new TreeSet<>();
    private LinkRule usual = LinkRule.CLEAR;
    private long seed;
    /** False until the first change: a node nobody experiments with takes no lock. */
    private volatile boolean used;

    /** A lab without rules; {@code own} is the key that peers know this node by. */
    public NetworkLab(PublicKey own) {
        this(own, System::nanoTime);
    }

    NetworkLab(PublicKey own, LongSupplier nanos) {
        this.own = own;
        this.nanos = nanos;
    }

    /** What became of the messages to one peer since the first rule. */
    public record LinkState(LinkRule rule, boolean cut, long passed, long dropped, long duplicated, long reordered) {}

    @Override
    public long delayMillis(PublicKey to, int bytes) {
        return used ? verdict(to) : 0;
    }

    @Override
    public long copyMillis(PublicKey to) {
        return used ? copy(to) : DROP;
    }

    private synchronized long copy(PublicKey to) {
        return link(to).copy(nanos.getAsLong());
    }

    private synchronized long verdict(PublicKey to) {
        return link(to).verdict(cut.contains(to), nanos.getAsLong());
    }

    /** Changes the rule of every link, those of peers to come included. */
    public synchronized void changeAll(UnaryOperator<LinkRule> change) {
        // All links or none: the change may refuse one of them.
        LinkRule nextUsual = change.apply(usual);
        Map<LabLink, LinkRule> next = new LinkedHashMap<>();
        links.values().forEach(link -> next.put(link, change.apply(link.rule())));
        usual = nextUsual;
        next.forEach(LabLink::rule);
        used = true;
    }

    /** Changes the rule of the link to {@code peer}. */
    public synchronized void change(PublicKey peer, UnaryOperator<LinkRule> change) {
        LabLink link = link(peer);
        link.rule(change.apply(link.rule()));
        used = true;
    }

    /** From here on exactly these peers get nothing. */
    public synchronized void partition(Collection<PublicKey> from) {
        cut.clear();
        cut.addAll(from);
        used = true;
    }

    /** Takes back all rules and the partition; what is on its way still arrives in its order. */
    public synchronized void heal() {
        cut.clear();
        usual = LinkRule.CLEAR;
        links.values().forEach(link -> link.rule(LinkRule.CLEAR));
    }

    /** Starts the dice of every link again: the same seed and keys lose and shift the same messages, counted from now. */
    public synchronized void roll(long newSeed) {
        seed = newSeed;
        links.forEach((peer, link) -> link.roll(seedOf(peer)));
    }

    /** How messages to {@code peer} are treated now. */
    public synchronized LinkState state(PublicKey peer) {
        LabLink link = link(peer);
        return new LinkState(
                link.rule(), cut.contains(peer), link.passed(), link.dropped(), link.duplicated(), link.reordered());
    }

    public PublicKey own() {
        return own;
    }

    private LabLink link(PublicKey peer) {
        return links.computeIfAbsent(peer, key -> new LabLink(usual, seedOf(key), nanos.getAsLong()));
    }

    private long seedOf(PublicKey peer) {
        // Two directions of a link must not throw the same dice.
        return seed ^ Long.rotateLeft(head(own), 1) ^ head(peer);
    }

    private static long head(PublicKey key) {
        return ByteBuffer.wrap(key.bytes()).getLong();
    }
}
