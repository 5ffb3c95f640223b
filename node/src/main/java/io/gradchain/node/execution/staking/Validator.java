package io.gradchain.node.execution.staking;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the state knows of a validator; it stays for good once its key was bonded.
 *
 * @param payee gets what its blocks earn
 * @param place in the index of those with own stake; {@link #NOWHERE} without
 * @param self units its operator has bonded
 * @param pool units delegated to it
 * @param jailedUntil epoch from which on it may unjail; 0 while it is free
 * @param tombstoned proven guilty, and never elected again
 * @param turns its blocks of one epoch
 * @param beaconKey what it proves randomness with; empty while it has said none
 * @param leaving units that lost their weight and can still be slashed, oldest epoch first
 */
public record Validator(
        PublicKey key,
        Address payee,
        int place,
        long self,
        SharePool pool,
        long jailedUntil,
        boolean tombstoned,
        Turns turns,
        byte[] beaconKey,
        List<Batch> leaving) {
    static final int NOWHERE = -1;
    private static final int VERSION = 1;
    /** Far above any backlog of the queue: an epoch has one batch, and is gone once it is paid. */
    private static final int MAX_BATCHES = 65_536;

    public Validator {
        beaconKey = beaconKey.clone();
        leaving = List.copyOf(leaving);
    }

    /** Blocks proposed in {@code epoch}. */
    public record Turns(long epoch, long blocks) {
        public long in(long asked) {
            return asked == epoch ? blocks : 0;
        }
    }

    /** All units that left a validator in one epoch. */
    public record Batch(long epoch, SharePool pool) {}

    static Validator fresh(PublicKey key, Address payee) {
        return new Validator(
                key, payee, NOWHERE, 0, SharePool.EMPTY, 0, false, new Turns(0, 0), new byte[0], List.of());
    }

    /** The account that operates {@code key}: the one that the key alone owns. */
    public static Address operator(PublicKey key) {
        return Address.ofPolicy(new Policy.SingleKey(key));
    }

    public Address operator() {
        return operator(key);
    }

    @Override
    public byte[] beaconKey() {
        return beaconKey.clone();
    }

    /** What it weighs when it is elected. */
    public long stake() {
        return self + pool.units();
    }

    /** Whether it may be elected. */
    public boolean isFree() {
        return jailedUntil == 0 && !tombstoned;
    }

    public long leavingUnits() {
        long units = 0;
        for (Batch batch : leaving) {
            units += batch.pool.units();
        }
        return units;
    }

    SharePool batch(long epoch) {
        return leaving.stream()
                .filter(batch -> batch.epoch == epoch)
                .findFirst()
                .map(Batch::pool)
                .orElse(SharePool.EMPTY);
    }

    Validator withBatch(long epoch, SharePool changed) {
        List<Batch> batches = new ArrayList<>(leaving);
        batches.removeIf(batch -> batch.epoch == epoch);
        if (changed.shares() > 0) {
            batches.add(new Batch(epoch, changed));
            batches.sort(Comparator.comparingLong(Batch::epoch));
        }
        return new Validator(key, payee, place, self, pool, jailedUntil, tombstoned, turns, beaconKey, batches);
    }

    Validator withPlace(int changed) {
        return new Validator(key, payee, changed, self, pool, jailedUntil, tombstoned, turns, beaconKey, leaving);
    }

    Validator withSelf(long changed) {
        return new Validator(key, payee, place, changed, pool, jailedUntil, tombstoned, turns, beaconKey, leaving);
    }

    Validator withPool(SharePool changed) {
        return new Validator(key, payee, place, self, changed, jailedUntil, tombstoned, turns, beaconKey, leaving);
    }

    Validator withBeaconKey(byte[] changed) {
        return new Validator(key, payee, place, self, pool, jailedUntil, tombstoned, turns, changed, leaving);
    }

    Validator jailed(long until) {
        return new Validator(key, payee, place, self, pool, until, tombstoned, turns, beaconKey, leaving);
    }

    Validator proposed(long epoch) {
        Turns counted = new Turns(epoch, turns.in(epoch) + 1);
        return new Validator(key, payee, place, self, pool, jailedUntil, tombstoned, counted, beaconKey, leaving);
    }

    /** Guilty: everything that had weight in {@code epoch} or since loses its part. */
    Validator slashed(int permille, long epoch) {
        List<Batch> batches = leaving.stream()
                .map(batch -> batch.epoch < epoch ? batch : new Batch(batch.epoch, batch.pool.slashed(permille)))
                .toList();
        long left = self - Proportion.floor(self, permille, 1000);
        return new Validator(
                key, payee, place, left, pool.slashed(permille), jailedUntil, true, turns, beaconKey, batches);
    }

    /** All units the stakes hold for it. */
    long held() {
        return stake() + leavingUnits();
    }

    byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION);
        PublicKey.write(out, key);
        Address.write(out, payee);
        out.u32(place + 1).u63(self);
        SharePool.write(out, pool);
        out.u63(jailedUntil).bool(tombstoned).u63(turns.epoch).u63(turns.blocks).bytes(beaconKey);
        out.list(leaving, (o, batch) -> SharePool.write(o.u63(batch.epoch), batch.pool));
        return out.toByteArray();
    }

    static Validator decode(byte[] bytes) {
        return ByteReader.decode(bytes, in -> {
            int version = in.u8();
            if (version != VERSION) {
                throw in.fail("unknown validator version " + version);
            }
            return new Validator(
                    PublicKey.read(in),
                    Address.read(in),
                    in.u32() - 1,
                    in.u63(),
                    SharePool.read(in),
                    in.u63(),
                    in.bool(),
                    new Turns(in.u63(), in.u63()),
                    in.bytes(Payload.MAX_BEACON_KEY),
                    in.list(MAX_BATCHES, r -> new Batch(r.u63(), SharePool.read(r))));
        });
    }
}
