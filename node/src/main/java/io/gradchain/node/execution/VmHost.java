package io.gradchain.node.execution;

import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Event;
import io.gradchain.mlvm.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One contract's window on the world during one call. */
final class VmHost implements Host {
    private final WorldState world;
    private final BlockContext block;
    private final Address contract;
    private final Address caller;
    private final long value;
    private final List<Event> events = new ArrayList<>();

    VmHost(WorldState world, BlockContext block, Address contract, Address caller, long value) {
        this.world = world;
        this.block = block;
        this.contract = contract;
        this.caller = caller;
        this.value = value;
    }

    @Override
    public Optional<byte[]> load(byte[] key) {
        return world.slot(contract, key);
    }

    @Override
    public void store(byte[] key, byte[] bytes) {
        world.store(contract, key, bytes);
    }

    @Override
    public void emit(int topic, byte[] data) {
        events.add(new Event(contract, topic, data));
    }

    @Override
    public byte[] caller() {
        return caller.bytes();
    }

    @Override
    public long height() {
        return block.height();
    }

    @Override
    public long timeMillis() {
        return block.timeMillis();
    }

    @Override
    public long value() {
        return value;
    }

    List<Event> events() {
        return events;
    }
}
