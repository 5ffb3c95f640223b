package io.gradchain.mlvm;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A chain of one contract, in memory: slots, the events of all calls, and how often it was asked to change. */
public final class MemoryHost implements Host {
    /** One event. */
    public record Emitted(int topic, byte[] data) {}

    public final TreeMap<String, byte[]> slots = new TreeMap<>();
    public final List<Emitted> events = new ArrayList<>();
    public byte[] caller = new byte[20];
    public long value;
    public int loads;

    @Override
    public Optional<byte[]> load(byte[] key) {
        loads++;
        return Optional.ofNullable(slots.get(HexFormat.of().formatHex(key))).map(byte[]::clone);
    }

    @Override
    public void store(byte[] key, byte[] bytes) {
        slots.put(HexFormat.of().formatHex(key), bytes.clone());
    }

    @Override
    public void emit(int topic, byte[] data) {
        events.add(new Emitted(topic, data.clone()));
    }

    @Override
    public byte[] caller() {
        return caller.clone();
    }

    @Override
    public long height() {
        return 7;
    }

    @Override
    public long timeMillis() {
        return 1_700_000_000_000L;
    }

    @Override
    public long value() {
        return value;
    }
}
