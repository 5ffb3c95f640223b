package io.gradchain.fuzz;

import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Block;
import io.gradchain.genesis.types.BlockHeader;
import io.gradchain.genesis.types.Event;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Receipt;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.List;

/** One of each value of the protocol. */
final class Samples {
    static final Hash HASH = Hash.of(Hashing.sha256().digest(new byte[] {1}));

    private static final SignatureScheme SCHEME = new Ed25519();

    private Samples() {}

    static Address address() {
        return DevKeys.address(SCHEME, "alice");
    }

    static List<Payload> payloads() {
        return List.of(
                new Payload.Transfer(address(), new Amount(7)),
                new Payload.Deploy(new byte[50], new byte[9], new byte[3]),
                new Payload.Call(address(), "fit", new byte[12], Amount.ZERO),
                new Payload.Stake(
                        Payload.Stake.Action.BOND,
                        DevKeys.of(SCHEME, "node1").publicKey(),
                        new Amount(5),
                        DevKeys.vrf("node1").publicKey().bytes()),
                new Payload.Evidence(new byte[30]));
    }

    static List<SignedTransaction> transactions() {
        return payloads().stream()
                .map(payload -> new Transaction(7001, address(), 3, 1_000_000, 1, 100, payload)
                        .sign(SCHEME, DevKeys.of(SCHEME, "alice")))
                .toList();
    }

    static BlockHeader header() {
        return new BlockHeader(
                7001,
                9,
                1_767_225_600_000L,
                HASH,
                address(),
                HASH,
                HASH,
                HASH,
                77,
                Hash.ZERO,
                HASH,
                new byte[81],
                new byte[17]);
    }

    static List<Block> blocks() {
        return List.of(new Block(header(), List.of()), new Block(header(), transactions()));
    }

    static List<Receipt> receipts() {
        Event event = new Event(address(), 2, new byte[8]);
        return List.of(
                new Receipt(HASH, 9, new Receipt.Succeeded(new byte[4]), List.of(event, event)),
                new Receipt(HASH, 9, new Receipt.Failed(300, 1, 5, -1), List.of()));
    }
}
