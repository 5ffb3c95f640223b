package io.gradchain.node.network.book;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The addresses a node knows, in two tables of buckets as Bitcoin's address manager keeps them: hearsay, placed by who told
 * it and where it lies, and proven ones, placed by where they lie. A group of the internet reaches few buckets of either,
 * and a place that is taken stays with who has it as long as it answers, so whoever floods the book with addresses fills his
 * own places and pushes out nobody. Pure: no clock, no socket. For one thread.
 *
 * <p>After Heilman, Kendler, Zohar, Goldberg, "Eclipse attacks on Bitcoin's peer-to-peer network" (USENIX Security 2015).
 */
public final class AddressBook {
    static final int SLOTS = 32;
    static final int HEARSAY_BUCKETS = 64;
    static final int PROVEN_BUCKETS = 32;
    /** Of {@link #HEARSAY_BUCKETS} so many for what one group tells. */
    static final int BUCKETS_OF_SOURCE = 8;
    /** Of {@link #PROVEN_BUCKETS} so many for what lies in one group. */
    static final int BUCKETS_OF_GROUP = 4;

    public static final int SECRET_BYTES = 16;
    public static final int MAX_ANCHORS = 4;

    private static final int FORGET_HEARSAY = 3;
    private static final int REPLACE_PROVEN = 5;

    private final byte[] secret;
    private final Map<Integer, Known> hearsay = new TreeMap<>();
    private final Map<Integer, Known> proven = new TreeMap<>();
    private final Map<PublicKey, Known> byKey = new TreeMap<>();
    private List<BookAddress> anchors = List.of();

    /** @param secret decides the places: nobody outside can aim at a bucket */
    public AddressBook(byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a secret has " + SECRET_BYTES + " bytes");
        }
        this.secret = secret.clone();
    }

    /** Takes in what a peer in {@code source} told; a known key keeps the address it has. */
    public void heard(BookAddress address, NetGroup source) {
        if (byKey.containsKey(address.key()) || isProvenPlace(address)) {
            return;
        }
        int slot = hearsaySlot(address, source);
        Known there = hearsay.get(slot);
        if (there == null || there.failures > 0) {
            Optional.ofNullable(there).ifPresent(old -> byKey.remove(old.address.key()));
            Known fresh = new Known(address, source);
            hearsay.put(slot, fresh);
            byKey.put(address.key(), fresh);
        }
    }

    /** A place that proved one key is not believed to have another. */
    private boolean isProvenPlace(BookAddress address) {
        return proven.values().stream().anyMatch(known -> known.address.sameEndpoint(address));
    }

    /** This node dialled the address and the key was proven there. */
    public void good(BookAddress address) {
        Known known = byKey.get(address.key());
        if (known != null && known.proven && known.address.equals(address)) {
            known.failures = 0;
            return;
        }
        int slot = provenSlot(address);
        Known there = proven.get(slot);
        if (there != null && !there.address.key().equals(address.key()) && there.failures < REPLACE_PROVEN) {
            return;
        }
        Optional.ofNullable(known).ifPresent(this::remove);
        Optional.ofNullable(there).ifPresent(this::remove);
        Known fresh = new Known(address, address.group());
        fresh.proven = true;
        proven.put(slot, fresh);
        byKey.put(address.key(), fresh);
    }

    /**
     * Dialling did not lead to the key; it is left alone until {@code notBefore}.
     *
     * @param notBefore in the clock of {@link #pick}
     */
    public void failed(BookAddress address, long notBefore) {
        Known known = byKey.get(address.key());
        if (known != null && known.address.equals(address)) {
            known.failed();
            known.notBefore = notBefore;
            if (!known.proven && known.failures >= FORGET_HEARSAY) {
                remove(known);
            }
        }
    }

    /** How often in a row dialling failed. */
    public int failures(BookAddress address) {
        Known known = byKey.get(address.key());
        return known == null ? 0 : known.failures;
    }

    private void remove(Known known) {
        byKey.remove(known.address.key());
        hearsay.values().remove(known);
        proven.values().remove(known);
    }

    /** One to dial: from either table with even chances, then a bucket, then an address in it, each evenly. */
    public Optional<BookAddress> pick(RandomGenerator dice, long now, Predicate<BookAddress> allowed) {
        boolean provenFirst = dice.nextBoolean();
        return pickOf(provenFirst ? proven : hearsay, dice, now, allowed)
                .or(() -> pickOf(provenFirst ? hearsay : proven, dice, now, allowed));
    }

    private static Optional<BookAddress> pickOf(
            Map<Integer, Known> table, RandomGenerator dice, long now, Predicate<BookAddress> allowed) {
        Map<Integer, List<BookAddress>> buckets = new TreeMap<>();
        table.forEach((slot, known) -> {
            if (known.notBefore <= now && allowed.test(known.address)) {
                buckets.computeIfAbsent(slot / SLOTS, bucket -> new ArrayList<>())
                        .add(known.address);
            }
        });
        if (buckets.isEmpty()) {
            return Optional.empty();
        }
        List<List<BookAddress>> each = List.copyOf(buckets.values());
        List<BookAddress> bucket = each.get(dice.nextInt(each.size()));
        return Optional.of(bucket.get(dice.nextInt(bucket.size())));
    }

    /** Some addresses to tell others, at most {@code count}: proven ones, and those whose key is connected now. */
    public List<BookAddress> some(RandomGenerator dice, int count, Predicate<PublicKey> connected) {
        List<BookAddress> all = new ArrayList<>();
        byKey.values().stream()
                .filter(known -> known.proven || connected.test(known.address.key()))
                .map(known -> known.address)
                .forEach(all::add);
        for (int i = all.size() - 1; i > 0; i--) {
            all.set(i, all.set(dice.nextInt(i + 1), all.get(i)));
        }
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /** The outgoing peers that held longest: who restarts dials them before anything it was told meanwhile. */
    public List<BookAddress> anchors() {
        return anchors;
    }

    public void anchors(List<BookAddress> longest) {
        anchors = List.copyOf(longest.subList(0, Math.min(MAX_ANCHORS, longest.size())));
    }

    public int size() {
        return byKey.size();
    }

    public int provenSize() {
        return proven.size();
    }

    private int hearsaySlot(BookAddress address, NetGroup source) {
        int spread = Math.floorMod(hash("spread", address.group().name(), source.name()), BUCKETS_OF_SOURCE);
        int bucket = Math.floorMod(hash("hearsay", source.name(), "" + spread), HEARSAY_BUCKETS);
        return bucket * SLOTS + Math.floorMod(hash("slot", address.toString(), "" + bucket), SLOTS);
    }

    private int provenSlot(BookAddress address) {
        int spread = Math.floorMod(hash("spread", address.toString(), ""), BUCKETS_OF_GROUP);
        int bucket = Math.floorMod(hash("proven", address.group().name(), "" + spread), PROVEN_BUCKETS);
        return bucket * SLOTS + Math.floorMod(hash("slot", address.toString(), "p" + bucket), SLOTS);
    }

    private int hash(String purpose, String one, String other) {
        MessageDigest digest = Hashing.sha256();
        digest.update(secret);
        digest.update((purpose + "|" + one + "|" + other).getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest()).getInt();
    }

    /** Reads what {@link #encoded} wrote; throws {@link io.gradchain.genesis.codec.DecodeException} for anything else. */
    public static AddressBook decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            AddressBook book = new AddressBook(in.raw(SECRET_BYTES));
            book.anchors = in.list(MAX_ANCHORS, BookAddress::read);
            in.list((HEARSAY_BUCKETS + PROVEN_BUCKETS) * SLOTS, Known::read).forEach(book::restore);
            return book;
        });
    }

    private void restore(Known known) {
        int slot = known.proven ? provenSlot(known.address) : hearsaySlot(known.address, known.source);
        if (byKey.putIfAbsent(known.address.key(), known) == null) {
            (known.proven ? proven : hearsay).put(slot, known);
        }
    }

    public byte[] encoded() {
        List<Known> all = new ArrayList<>(hearsay.values());
        all.addAll(proven.values());
        return new ByteWriter()
                .raw(secret)
                .list(anchors, BookAddress::write)
                .list(all, Known::write)
                .toByteArray();
    }
}
