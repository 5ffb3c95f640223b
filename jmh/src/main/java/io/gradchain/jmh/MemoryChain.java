package io.gradchain.jmh;

import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.Host;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;

/** A chain of one contract in memory; once frozen it throws away what calls store, so that every call is alike. */
final class MemoryChain implements Host {
    private static final int SLOT_VALUES = 2048;
    private static final int KEY_BYTES = 6;
    private static final int ADDRESS_BYTES = 20;

    private final TreeMap<byte[], byte[]> slots = new TreeMap<>(Arrays::compareUnsigned);
    private final byte[] caller = new byte[ADDRESS_BYTES];
    private boolean frozen;
    private long emitted;

    MemoryChain freeze() {
        frozen = true;
        return this;
    }

    /** Lays numbers, one or a vec or mat, down in the slots of a state variable (M-55). */
    void put(int variable, long[] raws) {
        for (int from = 0; from < raws.length; from += SLOT_VALUES) {
            int count = Math.min(SLOT_VALUES, raws.length - from);
            ByteBuffer slot = ByteBuffer.allocate(Long.BYTES * count);
            slot.asLongBuffer().put(raws, from, count);
            ByteBuffer key = ByteBuffer.allocate(KEY_BYTES).putShort((short) variable);
            slots.put(key.putInt(from / SLOT_VALUES).array(), slot.array());
        }
    }

    void put(int variable, boolean value) {
        byte[] key = ByteBuffer.allocate(KEY_BYTES).putShort((short) variable).array();
        slots.put(key, new byte[] {(byte) (value ? 1 : 0)});
    }

    /** Bytes of all events so far: what a benchmark returns, so that emitting is not thrown away. */
    long emitted() {
        return emitted;
    }

    @Override
    public Optional<byte[]> load(byte[] key) {
        return Optional.ofNullable(slots.get(key)).map(byte[]::clone);
    }

    @Override
    public void store(byte[] key, byte[] value) {
        if (!frozen) {
            slots.put(key.clone(), value.clone());
        }
    }

    @Override
    public void emit(int topic, byte[] data) {
        emitted += data.length;
    }

    @Override
    public byte[] caller() {
        return caller.clone();
    }

    @Override
    public byte[] self() {
        return new byte[20];
    }

    @Override
    public long balance() {
        return 0;
    }

    @Override
    public void transfer(byte[] to, long amount) {
        throw new IllegalStateException("no benchmark pays");
    }

    @Override
    public Optional<Callee> contract(byte[] address) {
        return Optional.empty();
    }

    @Override
    public long height() {
        return 1;
    }

    @Override
    public Optional<byte[]> random(long height) {
        return Optional.empty();
    }

    @Override
    public long timeMillis() {
        return 1_700_000_000_000L;
    }

    @Override
    public long value() {
        return 0;
    }
}
