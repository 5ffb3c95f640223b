package io.gradchain.mlvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A contract's window on a chain in memory: slots, the events of all calls, and how often it was asked. */
public final class MemoryHost implements Host {
    /** One event. */
    public record Emitted(int topic, byte[] data) {}

    public final TreeMap<String, byte[]> slots = new TreeMap<>();
    public final List<Emitted> events = new ArrayList<>();
    public byte[] caller = new byte[20];
    public byte[] self = new byte[20];
    public long value;
    public long height = 7;
    public int loads;
    /** Other contracts by address; all that share a map can call one another. */
    public Map<String, Callee> contracts = new TreeMap<>();
    /** Balances by address; all that share a map can pay one another. */
    public Map<String, Long> balances = new TreeMap<>();

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
    public byte[] self() {
        return self.clone();
    }

    @Override
    public long balance() {
        return balances.getOrDefault(HexFormat.of().formatHex(self), 0L);
    }

    @Override
    public void transfer(byte[] to, long amount) {
        balances.merge(HexFormat.of().formatHex(self), -amount, Long::sum);
        balances.merge(HexFormat.of().formatHex(to), amount, Long::sum);
    }

    @Override
    public Optional<Callee> contract(byte[] address) {
        return Optional.ofNullable(contracts.get(HexFormat.of().formatHex(address)));
    }

    @Override
    public long height() {
        return height;
    }

    /** Bytes that are the height, from block 2 on. */
    @Override
    public Optional<byte[]> random(long height) {
        byte[] value = new byte[32];
        Arrays.fill(value, (byte) height);
        return height < 2 ? Optional.empty() : Optional.of(value);
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
