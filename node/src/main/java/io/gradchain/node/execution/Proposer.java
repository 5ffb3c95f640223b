package io.gradchain.node.execution;

import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.VrfKeyPair;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;
import java.util.Optional;

/**
 * Who makes a block.
 *
 * @param address what the header says
 * @param beacon what it proves randomness with, where the chain asks for that
 */
public record Proposer(Address address, Optional<VrfKeyPair> beacon) {
    /** The validator with that voting key: its beacon key follows from the same seed (genesis G-13). */
    public static Proposer of(KeyPair key) {
        return new Proposer(
                Address.ofPolicy(new Policy.SingleKey(key.publicKey())), Optional.of(VrfKeyPair.fromSeed(key.seed())));
    }
}
