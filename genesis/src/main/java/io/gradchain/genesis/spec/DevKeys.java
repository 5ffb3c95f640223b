package io.gradchain.genesis.spec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.crypto.VrfKeyPair;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Policy;
import java.util.List;

/**
 * DEVELOPMENT KEYS: THE WHOLE WORLD KNOWS THEM. Each follows from a name anyone can read here. For test chains only;
 * whatever they own on a chain of value is lost at once.
 */
public final class DevKeys {
    /** The people of every local test chain, funded in its block zero. */
    public static final List<String> PEOPLE =
            List.of("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi");

    private DevKeys() {}

    /** The key whose seed is the hash of {@code name} under {@link Domain#DEV_KEY} (G-12). */
    public static KeyPair of(SignatureScheme scheme, String name) {
        return KeyPair.fromSeed(scheme, seed(name));
    }

    /** The key for the beacon of the validator whose key is {@link #of} that name: it follows from the same seed (G-13). */
    public static VrfKeyPair vrf(String name) {
        return VrfKeyPair.fromSeed(seed(name));
    }

    /** The address of the account that {@link #of} alone controls. */
    public static Address address(SignatureScheme scheme, String name) {
        return Address.ofPolicy(new Policy.SingleKey(of(scheme, name).publicKey()));
    }

    /** Name of the validator with that number, counted from 1: {@code node1}. */
    public static String validator(int number) {
        return "node" + number;
    }

    private static byte[] seed(String name) {
        return Hashing.hash(Domain.DEV_KEY, name.getBytes(UTF_8)).bytes();
    }
}
