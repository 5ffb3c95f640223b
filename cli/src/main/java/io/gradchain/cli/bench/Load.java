package io.gradchain.cli.bench;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Transfers signed beforehand, and when each is meant to be sent: a Poisson process, the same for the same seed.
 *
 * @param offsets from the start in ns, ascending, one a transfer
 * @param indexes of the transfers by hash
 */
record Load(long[] offsets, List<SignedTransaction> transfers, Map<Hash, Integer> indexes) {
    /** Many accounts, since the mempool holds at most 64 transactions of each. */
    static final int ACCOUNTS = 64;

    private static final long GAS_LIMIT = 500_000;
    private static final long GAS_PRICE = 1;

    static Load of(BenchPlan plan, ChainSpec spec, SignatureScheme scheme, long seed) {
        long[] offsets = times(plan.rate(), plan.warmUp().plus(plan.time()).toNanos(), new SplittableRandom(seed));
        List<KeyPair> keys = BenchNet.accounts(scheme);
        List<SignedTransaction> transfers = new ArrayList<>(offsets.length);
        Map<Hash, Integer> indexes = new TreeMap<>();
        for (int i = 0; i < offsets.length; i++) {
            KeyPair from = keys.get(i % ACCOUNTS);
            Payload transfer = new Payload.Transfer(BenchNet.address(keys.get((i + 1) % ACCOUNTS)), new Amount(1 + i));
            SignedTransaction signed = sign(spec, scheme, from, i / ACCOUNTS, transfer);
            transfers.add(signed);
            indexes.put(signed.hash(), i);
        }
        return new Load(offsets, transfers, indexes);
    }

    static SignedTransaction sign(ChainSpec spec, SignatureScheme scheme, KeyPair from, long nonce, Payload payload) {
        long price = Math.max(GAS_PRICE, spec.parameter("min_gas_price", GAS_PRICE));
        return new Transaction(spec.chainId(), BenchNet.address(from), nonce, GAS_LIMIT, price, Long.MAX_VALUE, payload)
                .sign(scheme, from);
    }

    private static long[] times(int rate, long until, SplittableRandom dice) {
        List<Long> times = new ArrayList<>();
        double mean = (double) TimeUnit.SECONDS.toNanos(1) / rate;
        double at = 0;
        while (at < until) {
            times.add((long) at);
            at -= mean * Math.log(1 - dice.nextDouble());
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    int size() {
        return offsets.length;
    }
}
