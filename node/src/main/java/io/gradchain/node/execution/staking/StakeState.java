package io.gradchain.node.execution.staking;

import io.gradchain.consensus.engine.Committee;
import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The slots of the staking account by what is in them (E-8). */
final class StakeState {
    private static final int VALIDATOR = 1;
    private static final int SHARES = 2;
    private static final int INDEX_SIZE = 3;
    private static final int INDEX = 4;
    private static final int COMMITTEE = 5;

    private final StakeLedger ledger;
    private final int keptCommittees;

    /** @param rules tell how many committees are kept: the next, the present, and those whose offences are punished */
    StakeState(StakeLedger ledger, StakingRules rules) {
        this.ledger = ledger;
        this.keptCommittees = Math.toIntExact(rules.unbondEpochs() + 2);
    }

    Optional<Validator> validator(Address operator) {
        return read(key(VALIDATOR, operator.bytes())).map(Validator::decode);
    }

    void put(Validator validator) {
        ledger.store(key(VALIDATOR, validator.operator().bytes()), validator.encoded());
    }

    long shares(Address delegator, Address operator) {
        return read(key(SHARES, delegator.bytes(), operator.bytes()))
                .map(bytes -> ByteReader.decode(bytes, ByteReader::u63))
                .orElse(0L);
    }

    void setShares(Address delegator, Address operator, long shares) {
        byte[] value = shares == 0 ? new byte[0] : new ByteWriter().u63(shares).toByteArray();
        ledger.store(key(SHARES, delegator.bytes(), operator.bytes()), value);
    }

    int indexed() {
        return read(key(INDEX_SIZE))
                .map(bytes -> ByteReader.decode(bytes, ByteReader::u32))
                .orElse(0);
    }

    /** Those with own stake, by key. */
    List<Validator> all() {
        List<Validator> all = new ArrayList<>();
        for (int place = indexed() - 1; place >= 0; place--) {
            all.add(at(place));
        }
        all.sort(Comparator.comparing(Validator::key));
        return all;
    }

    private Validator at(int place) {
        return validator(Address.of(read(place(place)).orElseThrow())).orElseThrow();
    }

    /** Puts {@code validator}, in the index exactly when it has own stake; the last one moves into a gap. */
    void putIndexed(Validator validator) {
        if (validator.self() > 0 && validator.place() == Validator.NOWHERE) {
            int place = indexed();
            ledger.store(place(place), validator.operator().bytes());
            setIndexed(place + 1);
            put(validator.withPlace(place));
        } else if (validator.self() == 0 && validator.place() != Validator.NOWHERE) {
            int last = indexed() - 1;
            Validator moved = at(last).withPlace(validator.place());
            ledger.store(place(validator.place()), moved.operator().bytes());
            ledger.store(place(last), new byte[0]);
            setIndexed(last);
            put(moved);
            put(validator.withPlace(Validator.NOWHERE));
        } else {
            put(validator);
        }
    }

    private void setIndexed(int size) {
        ledger.store(key(INDEX_SIZE), new ByteWriter().u32(size).toByteArray());
    }

    /** The committee of {@code epoch}, unless a later one took its place. */
    Optional<Committee> committee(long epoch) {
        return read(committeeKey(epoch)).map(StakeState::readCommittee).filter(kept -> kept.epoch() == epoch);
    }

    void keep(Committee committee) {
        ByteWriter out = new ByteWriter().u63(committee.epoch());
        out.list(committee.members(), (o, member) -> {
            PublicKey.write(o, member.key());
            o.u63(member.weight());
        });
        ledger.store(committeeKey(committee.epoch()), out.toByteArray());
    }

    private static Committee readCommittee(byte[] bytes) {
        return ByteReader.decode(
                bytes,
                in -> new Committee(
                        in.u63(),
                        in.list(Committee.MAX_MEMBERS, r -> new Committee.Member(PublicKey.read(r), r.u63()))));
    }

    private byte[] committeeKey(long epoch) {
        return new ByteWriter().u8(COMMITTEE).u8((int) (epoch % keptCommittees)).toByteArray();
    }

    private static byte[] place(int place) {
        return new ByteWriter().u8(INDEX).u32(place).toByteArray();
    }

    private Optional<byte[]> read(byte[] key) {
        return ledger.slot(key).filter(bytes -> bytes.length > 0);
    }

    private static byte[] key(int kind, byte[]... parts) {
        ByteWriter out = new ByteWriter().u8(kind);
        for (byte[] part : parts) {
            out.raw(part);
        }
        return out.toByteArray();
    }
}
