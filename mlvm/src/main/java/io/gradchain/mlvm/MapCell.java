package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.StoragePrice;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** A map during one transaction: each entry read at most once, written at most once, at the end (M-52). */
final class MapCell {
    private static final class Entry {
        private final boolean existed;
        private Optional<Value> value;
        private boolean changed;

        Entry(Optional<Value> stored) {
            this.existed = stored.isPresent();
            this.value = stored;
        }
    }

    /** What an entry takes in memory beside its key and value. */
    private static final int OVERHEAD = 64;

    private final int variable;
    private final Type.Map type;
    private final Host host;
    private final Meter meter;
    /** By the key of the slot; in the order of its bytes, in which they are written. */
    private final TreeMap<byte[], Entry> entries = new TreeMap<>(Arrays::compareUnsigned);

    MapCell(int variable, Type.Map type, Host host, Meter meter) {
        this.variable = variable;
        this.type = type;
        this.host = host;
        this.meter = meter;
    }

    /** Zero, false, nothing or zeros where there is no entry. */
    Value get(Value key) {
        return entry(key).value.orElseGet(() -> Value.zero(type.value()));
    }

    boolean has(Value key) {
        return entry(key).value.isPresent();
    }

    void put(Value key, Value value) {
        change(key, Optional.of(value));
    }

    void drop(Value key) {
        change(key, Optional.empty());
    }

    private void change(Value key, Optional<Value> value) {
        Entry entry = entry(key);
        if (!entry.changed) {
            meter.charge(StoragePrice.writeEntry(type, !entry.existed));
            entry.changed = true;
        }
        entry.value = value;
    }

    private Entry entry(Value key) {
        byte[] slot = slot(key);
        Entry known = entries.get(slot);
        if (known == null) {
            meter.charge(StoragePrice.readEntry(type));
            meter.hold(OVERHEAD + (long) slot.length + type.value().encodedBytes());
            known = new Entry(host.load(slot).filter(bytes -> bytes.length > 0).map(this::decoded));
            entries.put(slot, known);
        }
        return known;
    }

    private byte[] slot(Value key) {
        ByteWriter out = new ByteWriter().u16(variable);
        Values.write(out, key);
        return out.toByteArray();
    }

    private Value decoded(byte[] slot) {
        ByteReader in = new ByteReader(slot);
        in.u8();
        return Values.read(in, type.value());
    }

    /** A slot of no bytes is a slot that was never stored. */
    void flush() {
        entries.forEach((slot, entry) -> {
            if (entry.changed && (entry.existed || entry.value.isPresent())) {
                host.store(slot, entry.value.map(MapCell::encoded).orElse(new byte[0]));
            }
        });
    }

    /** Behind a 1, so that no value is of no bytes. */
    private static byte[] encoded(Value value) {
        ByteWriter out = new ByteWriter().u8(1);
        Values.write(out, value);
        return out.toByteArray();
    }
}
