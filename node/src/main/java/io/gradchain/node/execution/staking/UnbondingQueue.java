package io.gradchain.node.execution.staking;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.types.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who waits for units, first come first paid: epochs only grow, so the first to mature is always at the head. */
final class UnbondingQueue {
    private static final int BOUNDS = 6;
    private static final int ENTRY = 7;

    private final StakeLedger ledger;

    UnbondingQueue(StakeLedger ledger) {
        this.ledger = ledger;
    }

    /** {@code owner} has {@code shares} of what left the validator of {@code operator} in {@code epoch}. */
    record Entry(Address owner, Address operator, long epoch, long shares) {
        private byte[] encoded() {
            ByteWriter out = new ByteWriter();
            Address.write(out, owner);
            Address.write(out, operator);
            return out.u63(epoch).u63(shares).toByteArray();
        }

        private static Entry read(ByteReader in) {
            return new Entry(Address.read(in), Address.read(in), in.u63(), in.u63());
        }
    }

    private record Bounds(long head, long tail) {
        private static Bounds read(ByteReader in) {
            return new Bounds(in.u63(), in.u63());
        }
    }

    void add(Entry entry) {
        Bounds bounds = bounds();
        ledger.store(key(bounds.tail), entry.encoded());
        set(new Bounds(bounds.head, bounds.tail + 1));
    }

    Optional<Entry> first() {
        Bounds bounds = bounds();
        return bounds.head == bounds.tail ? Optional.empty() : Optional.of(at(bounds.head));
    }

    /** For questions only: reads the whole queue. */
    List<Entry> of(Address owner) {
        List<Entry> entries = new ArrayList<>();
        Bounds bounds = bounds();
        for (long number = bounds.head; number < bounds.tail; number++) {
            Entry entry = at(number);
            if (entry.owner.equals(owner)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private Entry at(long number) {
        return ByteReader.decode(ledger.slot(key(number)).orElseThrow(), Entry::read);
    }

    void removeFirst() {
        Bounds bounds = bounds();
        ledger.store(key(bounds.head), new byte[0]);
        set(new Bounds(bounds.head + 1, bounds.tail));
    }

    private Bounds bounds() {
        return ledger.slot(boundsKey())
                .map(bytes -> ByteReader.decode(bytes, Bounds::read))
                .orElse(new Bounds(0, 0));
    }

    private void set(Bounds bounds) {
        ledger.store(
                boundsKey(), new ByteWriter().u63(bounds.head).u63(bounds.tail).toByteArray());
    }

    private static byte[] boundsKey() {
        return new byte[] {BOUNDS};
    }

    private static byte[] key(long number) {
        return new ByteWriter().u8(ENTRY).u63(number).toByteArray();
    }
}
