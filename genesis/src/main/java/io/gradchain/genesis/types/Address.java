package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.FixedBytes;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Who owns an account: the first 20 bytes of the hash of its policy, or of its creator and nonce (G-5). It prints as hex;
 * for people use {@link AddressText}, which needs to know the network.
 */
public final class Address extends FixedBytes<Address> {
    public static final int BYTES = 20;

    /** Nobody: the proposer of block zero. No policy is known to hash to it. */
    public static final Address NOBODY = new Address(new byte[BYTES]);

    private Address(byte[] bytes) {
        super(bytes, BYTES);
    }

    public static Address of(byte[] bytes) {
        return new Address(bytes.clone());
    }

    public static Address ofPolicy(Policy policy) {
        ByteWriter out = new ByteWriter();
        Policy.write(out, policy);
        return prefixOf(Hashing.hash(Domain.POLICY, out.toByteArray()));
    }

    /** The address of the contract that {@code deployer} creates with its transaction {@code nonce}. */
    public static Address ofContract(Address deployer, long nonce) {
        ByteWriter out = new ByteWriter();
        write(out, deployer);
        return prefixOf(Hashing.hash(Domain.CONTRACT, out.u63(nonce).toByteArray()));
    }

    /** The account that holds what a part of the protocol keeps; nobody can sign for it. */
    public static Address ofProtocol(String part) {
        return prefixOf(Hashing.hash(Domain.PROTOCOL, part.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Address prefixOf(Hash hash) {
        return new Address(Arrays.copyOf(hash.bytes(), BYTES));
    }

    public static Address read(ByteReader in) {
        return new Address(in.raw(BYTES));
    }

    public static void write(ByteWriter out, Address address) {
        out.raw(address.shared());
    }
}
