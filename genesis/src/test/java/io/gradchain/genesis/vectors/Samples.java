package io.gradchain.genesis.vectors;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.PublicKey;
import io.gradchain.genesis.crypto.VrfKey;
import io.gradchain.genesis.crypto.VrfKeyPair;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Seeded values of every encoded type; the same seed gives the same value on every machine. */
final class Samples {
    private static final Ed25519 SCHEME = new Ed25519();

    private final SplittableRandom random;

    Samples(long seed) {
        random = new SplittableRandom(seed);
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] some(int most) {
        return bytes(random.nextInt(most + 1));
    }

    private <T> List<T> list(int most, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    private long count() {
        return random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
    }

    Hash hash() {
        return Hashing.hash(Domain.CONTENT, bytes(8));
    }

    KeyPair key() {
        return KeyPair.fromSeed(SCHEME, bytes(KeyPair.SEED_BYTES));
    }

    PublicKey publicKey() {
        return key().publicKey();
    }

    Address address() {
        return Address.of(bytes(Address.BYTES));
    }

    Amount amount() {
        return new Amount(random.nextLong(Amount.MAX_SUPPLY + 1) >>> random.nextInt(61));
    }

    Policy policy() {
        return new Policy.SingleKey(publicKey());
    }

    Payload payload() {
        return switch (random.nextInt(5)) {
            case 0 -> new Payload.Transfer(address(), amount());
            case 1 -> new Payload.Deploy(some(60), some(30), some(30));
            case 2 ->
                new Payload.Call(address(), List.of("fit", "add", "σ").get(random.nextInt(3)), some(50), amount());
            case 3 -> {
                Payload.Stake.Action[] actions = Payload.Stake.Action.values();
                yield new Payload.Stake(
                        actions[random.nextInt(actions.length)], publicKey(), amount(), some(Payload.MAX_BEACON_KEY));
            }
            default -> new Payload.Evidence(some(70));
        };
    }

    Transaction transaction() {
        return new Transaction(count(), address(), count(), count(), count(), count(), payload());
    }

    SignedTransaction signedTransaction() {
        return transaction().sign(SCHEME, key());
    }

    BlockHeader header() {
        return new BlockHeader(
                count(), count(), count(), hash(), address(), hash(), hash(), hash(), count(), hash(), hash(), some(80),
                some(40));
    }

    Block block() {
        return new Block(header(), list(3, this::signedTransaction));
    }

    Event event() {
        return new Event(address(), random.nextInt(0x10000), some(40));
    }

    Receipt receipt() {
        Receipt.Outcome outcome = random.nextBoolean()
                ? new Receipt.Succeeded(some(40))
                : new Receipt.Failed(
                        random.nextInt(0x10000), random.nextInt(0x10000), random.nextInt(1 << 30), random.nextLong());
        return new Receipt(hash(), count(), outcome, list(3, this::event));
    }

    ChainSpec chainSpec() {
        TreeMap<String, Long> parameters = new TreeMap<>();
        list(4, () -> parameters.put("p" + random.nextInt(100), random.nextLong()));
        List<ChainSpec.Validator> validators = new ArrayList<>();
        List<ChainSpec.Account> accounts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Optional<VrfKey> beacon = i % 2 == 0
                    ? Optional.empty()
                    : Optional.of(VrfKeyPair.fromSeed(hash().bytes()).publicKey());
            validators.add(new ChainSpec.Validator("node" + i, publicKey(), beacon, 1 + random.nextInt(9), address()));
            accounts.add(new ChainSpec.Account("account" + i, address(), new Amount(random.nextInt(1 << 30))));
        }
        return new ChainSpec(
                "sample", 1 + count() / 2, random.nextBoolean(), count(), "pos", parameters, validators, accounts);
    }
}
