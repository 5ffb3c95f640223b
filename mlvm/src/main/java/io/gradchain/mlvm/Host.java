package io.gradchain.mlvm;

import java.util.Optional;

/**
 * What the machine asks of the chain around it, for one contract in one execution (M-50).
 *
 * <p>{@link #load} may be called while the program runs. {@link #store} and {@link #emit} are called only after it has
 * succeeded, in the order of the slots and of the program, so a call that traps has asked for nothing to be undone.
 */
public interface Host {
    /** How far back the beacon can be asked. */
    int RANDOM_HEIGHTS = 256;

    /** The bytes of a slot of this contract, empty if never stored. A value has at most 16 KiB; of none is never stored. */
    Optional<byte[]> load(byte[] key);

    void store(byte[] key, byte[] value);

    /** @param topic index of the event in the contract's interface */
    void emit(int topic, byte[] data);

    /** The 20 bytes of the address whose transaction called, or that asks. */
    byte[] caller();

    /** The 20 bytes of this contract's address. */
    byte[] self();

    /** The units this contract had when the execution began, with those paid with the call. */
    long balance();

    /** Moves units of this contract, which are there, to an address; called after success, before events. */
    void transfer(byte[] to, long amount);

    /** The contract at an address, empty if there is none. */
    Optional<Callee> contract(byte[] address);

    /** The number of the block that is executed. */
    long height();

    /**
     * The 32 bytes of the beacon at a height, empty if there are none; asked only for the {@link #RANDOM_HEIGHTS} heights
     * below {@link #height}. Nobody knew them before that block, everybody can know them now.
     */
    Optional<byte[]> random(long height);

    /** The time of the block that is executed, in milliseconds since 1970. */
    long timeMillis();

    /** The units paid with the outermost call. */
    long value();
}
