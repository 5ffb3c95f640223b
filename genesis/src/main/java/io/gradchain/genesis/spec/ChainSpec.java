package io.gradchain.genesis.spec;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    public static final int MAX_PARAMETERS = 256;
    public static final int MAX_VALIDATORS = 1024;
    public static final int MAX_ACCOUNTS = 65_536;

    /** Every name in a spec can be printed, typed in a shell and used as a file name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public ChainSpec {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        validators = List.copyOf(validators);
        accounts = List.copyOf(accounts);
        requireName("chain", name);
        requireName("engine", engine);
        require(chainId > 0, "chain_id is not positive");
        require(genesisTimeMillis >= 0, "genesis_time_ms is negative");
        require(parameters.size() <= MAX_PARAMETERS, "more than 256 parameters");
        require(validators.size() <= MAX_VALIDATORS, "more than 1024 validators");
        require(accounts.size() <= MAX_ACCOUNTS, "more than 65536 accounts");
        for (String key : parameters.keySet()) {
            require(KEY.matcher(key).matches(), "a parameter's name is lower case with underscores: " + key);
        }
        requireDistinct("validator name", validators.stream().map(Validator::name));
        requireDistinct("validator key", validators.stream().map(Validator::key));
        requireDistinct("account name", accounts.stream().map(Account::name));
        requireDistinct("account address", accounts.stream().map(Account::address));
        requireSum("weights", validators.stream().map(Validator::weight));
        requireSum("balances", accounts.stream().map(account -> account.balance.units()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireName(String what, String name) {
        require(NAME.matcher(name).matches(), what + " name '" + name + "' is not 1 to 64 of A-Z a-z 0-9 . _ -");
    }

    private static <T extends Comparable<T>> void requireDistinct(String what, Stream<T> values) {
        TreeSet<T> seen = new TreeSet<>();
        values.forEach(value -> require(seen.add(value), what + " " + value + " occurs twice"));
    }

    /** Each value is at most 2⁶¹ and so is each partial sum, so no addition overflows. */
    private static void requireSum(String what, Stream<Long> values) {
        long sum = 0;
        for (Long value : values.toList()) {
            sum += value;
            require(sum <= Amount.MAX_SUPPLY, what + " add up to more than 2^61");
        }
    }

    /**
     * A member of the first committee.
     *
     * @param beacon what it proves randomness with; where it is empty its blocks add none until it bonds with a key
     * @param weight units it has bonded
     * @param reward receives what its blocks earn
     */
    public record Validator(String name, PublicKey key, Optional<VrfKey> beacon, long weight, Address reward) {
        public Validator {
            requireName("validator", name);
            require(weight > 0 && weight <= Amount.MAX_SUPPLY, "a validator's weight is 1 to 2^61");
        }

        /** One that adds nothing to the beacon. */
        public Validator(String name, PublicKey key, long weight, Address reward) {
            this(name, key, Optional.empty(), weight, reward);
        }
    }

    /** An account funded in block zero. */
    public record Account(String name, Address address, Amount balance) {
        public Account {
            requireName("account", name);
        }
    }

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
            o.bytes(v.beacon.map(VrfKey::bytes).orElse(new byte[0]));
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
        TreeMap<String, Long> parameters = new TreeMap<>();
        in.list(MAX_PARAMETERS, r -> {
            String key = r.text(64);
            if (!parameters.isEmpty() && key.compareTo(parameters.lastKey()) <= 0) {
                throw r.fail("parameter names are not in ascending order");
            }
            return parameters.put(key, r.i64()) == null;
        });
        return new ChainSpec(
                name,
                chainId,
                test,
                time,
                engine,
                parameters,
                in.list(MAX_VALIDATORS, ChainSpec::readValidator),
                in.list(MAX_ACCOUNTS, r -> new Account(r.text(64), Address.read(r), Amount.read(r))));
    }

    private static Validator readValidator(ByteReader in) {
        String name = in.text(64);
        PublicKey key = PublicKey.read(in);
        byte[] beacon = in.bytes(VrfKey.BYTES);
        try {
            Optional<VrfKey> proves = beacon.length == 0 ? Optional.empty() : Optional.of(VrfKey.of(beacon));
            return new Validator(name, key, proves, in.u63(), Address.read(in));
        } catch (IllegalArgumentException e) {
            throw in.fail(e.getMessage());
        }
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return out.toByteArray();
    }

    /** Identifies the chain: every handshake and every signed consensus message binds it. */
    public Hash hash() {
        return Hashing.hash(Domain.CHAIN_SPEC, encoded());
    }
}
