package io.gradchain.cli.torture;

import io.gradchain.cli.error.CliError;
import io.gradchain.genesis.crypto.Ed25519;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.spec.DevKeys;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.Policy;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Signs transfers of one account in the order of their nonces. For one thread. */
final class Wallet {
    static final long GAS_LIMIT = 500_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ChainSpec spec;
    private final SignatureScheme scheme = new Ed25519();
    private final KeyPair key;
    private long nonce;

    Wallet(ChainSpec spec, String name) {
        this.spec = spec;
        this.key = DevKeys.of(scheme, name);
    }

    Address address() {
        return Address.ofPolicy(new Policy.SingleKey(key.publicKey()));
    }

    /** The account's next transfer. */
    SignedTransaction transfer(Address to, Amount amount) {
        return sign(nonce++, to, amount);
    }

    /** The transfer with this nonce, whatever came before. */
    SignedTransaction sign(long number, Address to, Amount amount) {
        long price = Math.max(1, spec.parameter("min_gas_price", 1));
        Payload payload = new Payload.Transfer(to, amount);
        return new Transaction(spec.chainId(), address(), number, GAS_LIMIT, price, Long.MAX_VALUE, payload)
                .sign(scheme, key);
    }

    /** Accounts {@code torture0}…, paid by the people of the chain; returns when their money is final. */
    static List<Wallet> funded(ChainSpec spec, int count, Door door) {
        List<Wallet> people =
                DevKeys.PEOPLE.stream().map(name -> new Wallet(spec, name)).toList();
        List<Wallet> wallets = new ArrayList<>();
        List<String> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wallet wallet = new Wallet(spec, "torture" + i);
            SignedTransaction pay = people.get(i % people.size()).transfer(wallet.address(), Amount.grad(10_000));
            door.submit(pay.encoded()).ifPresent(code -> {
                throw CliError.TRANSACTION_FAILED.at(door.node(), "the payment of an account is refused: " + code);
            });
            wallets.add(wallet);
            payments.add(pay.hash().hex());
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (String payment : payments) {
            while (door.finalHeightOf(payment).isEmpty()) {
                if (System.nanoTime() > end) {
                    throw CliError.TIMEOUT.at(door.node(), "the first transfers are not final within 60 s");
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        return wallets;
    }
}
