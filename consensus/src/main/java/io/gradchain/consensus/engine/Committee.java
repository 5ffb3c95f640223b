package io.gradchain.consensus.engine;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The ordered, weighted voters of one epoch. A quorum is more than two thirds of the weight (C-3). */
public record Committee(long epoch, List<Member> members) {
    public static final int MAX_MEMBERS = 256;
    public static final long MAX_WEIGHT = 1L << 61;

    public Committee {
        members = List.copyOf(members);
        if (epoch < 0 || members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("a committee has 1 to " + MAX_MEMBERS + " members");
        }
        Set<PublicKey> keys = new TreeSet<>();
        long total = 0;
        for (Member member : members) {
            if (!keys.add(member.key)) {
                throw new IllegalArgumentException("a member votes once: " + member.key);
            }
            if (member.weight > MAX_WEIGHT - total) {
                throw new IllegalArgumentException("the total weight exceeds 2^61");
            }
            total += member.weight;
        }
    }

    /** The committee a chain starts with: epoch 0, the validators of its spec in order. */
    public static Committee genesis(ChainSpec spec) {
        return new Committee(
                0,
                spec.validators().stream()
                        .map(validator -> new Member(validator.key(), validator.weight()))
                        .toList());
    }

    /** What the header of an epoch's last block says of the next committee. */
    public Hash hash() {
        return Hashing.hash(Domain.COMMITTEE, encoded());
    }

    /** {@code u63 epoch | list of (32 key | u63 weight)}. */
    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u63(epoch);
        out.list(members, (o, member) -> {
            PublicKey.write(o, member.key);
            o.u63(member.weight);
        });
        return out.toByteArray();
    }

    /** Throws {@link DecodeException} on anything that is not a committee. */
    public static Committee decode(byte[] bytes) {
        return ByteReader.decode(
                bytes,
                in -> new Committee(
                        in.u63(), in.list(MAX_MEMBERS, member -> new Member(PublicKey.read(member), member.u63()))));
    }

    /** A voter; weights are positive and total at most 2⁶¹, so three times a weight fits a long. */
    public record Member(PublicKey key, long weight) {
        public Member {
            if (weight <= 0 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("a weight lies in 1..2^61, got " + weight);
            }
        }

        /** What a header this member leads names as its proposer: the address of the key alone. */
        public Address address() {
            return Address.ofPolicy(new Policy.SingleKey(key));
        }
    }

    public long totalWeight() {
        long total = 0;
        for (Member member : members) {
            total += member.weight;
        }
        return total;
    }

    public boolean isQuorum(long weight) {
        return 3 * weight > 2 * totalWeight();
    }

    /** More weight than Byzantine members may hold: at least one honest voter is among them. */
    public boolean hasHonest(long weight) {
        return 3 * weight > totalWeight();
    }

    /** The position of {@code key}, or -1. */
    public int indexOf(PublicKey key) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).key.equals(key)) {
                return i;
            }
        }
        return -1;
    }

    public Member member(int index) {
        return members.get(index);
    }

    public int size() {
        return members.size();
    }
}
