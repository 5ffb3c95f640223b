package io.gradchain.genesis.spec;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The constitution of a chain: what all its nodes agree on before they exchange a byte (G-10).
 *
 * @param name for people, such as {@code local-pos}
 * @param test a test chain: addresses start with {@code tgrad1}, development keys and lab methods are allowed
 * @param genesisTimeMillis Unix time in ms of block zero
 * @param engine name of the consensus engine, such as {@code pos}
 * @param parameters numbers the engine and the protocol read by name
 * @param validators initial committee, in order
 * @param accounts initial balances
 */
public record ChainSpec(
        String name,
        long chainId,
        boolean test,
        long genesisTimeMillis,
        String engine,
        SortedMap<String, Long> parameters,
        List<Validator> validators,
        List<Account> accounts) {
    public static final int VERSION = 1;

    public ChainSpec {
        parameters = new TreeMap<>(parameters);
        validators = List.copyOf(validators);
        accounts = List.copyOf(accounts);
        if (name.isEmpty() || chainId <= 0 || genesisTimeMillis < 0) {
            throw new IllegalArgumentException("a chain has a name, a positive id and a start time");
        }
    }

    /** A member of the first committee; {@code reward} receives what its blocks earn. */
    public record Validator(String name, PublicKey key, long weight, Address reward) {
        public Validator {
            if (weight <= 0) {
                throw new IllegalArgumentException("a validator's weight is positive");
            }
        }
    }

    /** An account funded in block zero. */
    public record Account(String name, Address address, Amount balance) {}

    /** The parameter {@code key}, or {@code otherwise} where the spec is silent. */
    public long parameter(String key, long otherwise) {
        return parameters.getOrDefault(key, otherwise);
    }

    public static void write(ByteWriter out, ChainSpec spec) {
        out.u8(VERSION).text(spec.name).u63(spec.chainId).bool(spec.test).u63(spec.genesisTimeMillis);
        out.text(spec.engine)
                .list(
                        List.copyOf(spec.parameters.entrySet()),
                        (o, e) -> o.text(e.getKey()).i64(e.getValue()));
        out.list(spec.validators, (o, v) -> {
            o.text(v.name);
            PublicKey.write(o, v.key);
            o.u63(v.weight);
            Address.write(o, v.reward);
        });
        out.list(spec.accounts, (o, a) -> {
            o.text(a.name);
            Address.write(o, a.address);
            Amount.write(o, a.balance);
        });
    }

    public static ChainSpec read(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown chain spec version " + version);
        }
        String name = in.text(64);
        long chainId = in.u63();
        boolean test = in.bool();
        long time = in.u63();
        String engine = in.text(32);
        SortedMap<String, Long> parameters = new TreeMap<>();
        in.list(256, r -> parameters.put(r.text(64), r.i64()) == null);
        return new ChainSpec(
                name,
                chainId,
                test,
                time,
                engine,
                parameters,
                in.list(1024, r -> new Validator(r.text(64), PublicKey.read(r), r.u63(), Address.read(r))),
                in.list(65_536, r -> new Account(r.text(64), Address.read(r), Amount.read(r))));
    }

    /** Identifies the chain: every handshake and every signed consensus message binds it. */
    public Hash hash() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return Hashing.hash(Domain.CHAIN_SPEC, out.toByteArray());
    }
}
