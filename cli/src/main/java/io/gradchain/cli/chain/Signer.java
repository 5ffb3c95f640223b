package io.gradchain.cli.chain;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;

/** Somebody who can pay for transactions: a name, a key and the account it alone controls. */
public record Signer(String name, KeyPair key, Address address) {
    public static Signer of(String name, KeyPair key) {
        return new Signer(name, key, Address.ofPolicy(new Policy.SingleKey(key.publicKey())));
    }
}
