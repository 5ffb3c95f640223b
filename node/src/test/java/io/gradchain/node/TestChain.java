package io.gradchain.node;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chain for tests: some validators, and funded accounts called 0, 1, 2… */
public final class TestChain {
    public static final Ed25519 SCHEME = new Ed25519();
    public static final long CHAIN_ID = 77;
    public static final int ACCOUNTS = 8;
    public static final Amount FUNDS = Amount.grad(1_000_000);

    public static final Amount STAKE = Amount.grad(1_000);

    private TestChain() {}

    public static List<KeyPair> validators(int count) {
        List<KeyPair> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(key(100 + i));
        }
        return keys;
    }

    public static KeyPair key(int number) {
        byte[] seed = new byte[KeyPair.SEED_BYTES];
        Arrays.fill(seed, (byte) number);
        return KeyPair.fromSeed(SCHEME, seed);
    }

    public static Address address(KeyPair key) {
        return Address.ofPolicy(new Policy.SingleKey(key.publicKey()));
    }

    public static Address account(int number) {
        return address(key(number + 1));
    }

    public static Address rewardOf(int validator) {
        return address(key(200 + validator));
    }

    public static ChainSpec spec(int validators) {
        return spec(validators, "pos");
    }

    public static ChainSpec spec(int validators, String engine) {
        return spec(validators, engine, new TreeMap<>());
    }

    /** @param extra parameters beside the block reward */
    public static ChainSpec spec(int validators, String engine, SortedMap<String, Long> extra) {
        List<ChainSpec.Validator> committee = new ArrayList<>();
        for (int i = 0; i < validators; i++) {
            committee.add(new ChainSpec.Validator("v" + i, key(100 + i).publicKey(), STAKE.units(), rewardOf(i)));
        }
        List<ChainSpec.Account> accounts = new ArrayList<>();
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.add(new ChainSpec.Account("a" + i, account(i), FUNDS));
        }
        SortedMap<String, Long> parameters = new TreeMap<>();
        parameters.put("block_reward", 1_000L);
        parameters.putAll(extra);
        return new ChainSpec("test", CHAIN_ID, true, 1_700_000_000_000L, engine, parameters, committee, accounts);
    }

    public static SignedTransaction transfer(int from, long nonce, Address to, long units) {
        return sign(from, nonce, 300_000, new Payload.Transfer(to, new Amount(units)));
    }

    public static SignedTransaction sign(int from, long nonce, long gasLimit, Payload payload) {
        return new Transaction(CHAIN_ID, account(from), nonce, gasLimit, 1, Long.MAX_VALUE, payload)
                .sign(SCHEME, key(from + 1));
    }
}
