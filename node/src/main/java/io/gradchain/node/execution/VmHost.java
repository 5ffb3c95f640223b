package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Event;
import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One contract's window on the world during one execution; those of contracts it calls share what is announced. */
final class VmHost implements Host {
    private final ContractCalls contracts;
    private final WorldState world;
    private final BlockContext block;
    private final Address contract;
    private final Address caller;
    private final long value;
    private final List<Event> events;

    private VmHost(
            ContractCalls contracts,
            WorldState world,
            BlockContext block,
            Address contract,
            Address caller,
            long value,
            List<Event> events) {
        this.contracts = contracts;
        this.world = world;
        this.block = block;
        this.contract = contract;
        this.caller = caller;
        this.value = value;
        this.events = events;
    }

    /**
     * Of the contract that is called first.
     *
     * @param value units paid, which the contract has already
     */
    static VmHost of(
            ContractCalls contracts,
            WorldState world,
            BlockContext block,
            Address contract,
            Address caller,
            long value) {
        return new VmHost(contracts, world, block, contract, caller, value, new ArrayList<>());
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
    public byte[] self() {
        return contract.bytes();
    }

    @Override
    public long balance() {
        return world.account(contract).balance().units();
    }

    @Override
    public void transfer(byte[] to, long amount) {
        world.move(contract, Address.of(to), new Amount(amount));
    }

    @Override
    public Optional<Callee> contract(byte[] address) {
        Address other = Address.of(address);
        Account account = world.account(other);
        return account.isContract()
                ? Optional.of(new Callee(
                        contracts.program(account.code(), world),
                        new VmHost(contracts, world, block, other, caller, 0, events)))
                : Optional.empty();
    }

    @Override
    public long height() {
        return block.height();
    }

    @Override
    public Optional<byte[]> random(long height) {
        return Beacon.at(world, height).map(Hash::bytes);
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
