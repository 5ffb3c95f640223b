package io.gradchain.node.execution;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.types.Amount;

/**
 * The leaf of the state tree at an address (E-1).
 *
 * @param nonce transactions sent so far
 * @param policy hash of the policy that replaced the one in the address; zero while none did
 * @param code hash of the contract's code; zero where there is none
 * @param storage root of the contract's own state tree
 */
public record Account(long nonce, Amount balance, Hash policy, Hash code, Hash storage) {
    private static final int VERSION = 1;

    public Account {
        if (nonce < 0) {
            throw new IllegalArgumentException("a nonce is never negative");
        }
    }

    /** What an address that was never used looks like. */
    public static Account empty(Hash emptyTree) {
        return new Account(0, Amount.ZERO, Hash.ZERO, Hash.ZERO, emptyTree);
    }

    public boolean isContract() {
        return !code.equals(Hash.ZERO);
    }

    public Account withBalance(Amount newBalance) {
        return new Account(nonce, newBalance, policy, code, storage);
    }

    public Account withNonce(long newNonce) {
        return new Account(newNonce, balance, policy, code, storage);
    }

    public Account withCode(Hash newCode) {
        return new Account(nonce, balance, policy, newCode, storage);
    }

    public Account withStorage(Hash newStorage) {
        return new Account(nonce, balance, policy, code, newStorage);
    }

    public static Account decode(byte[] bytes) {
        return ByteReader.decode(bytes, Account::read);
    }

    private static Account read(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown account version " + version);
        }
        return new Account(in.u63(), Amount.read(in), Hash.read(in), Hash.read(in), Hash.read(in));
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(VERSION).u63(nonce);
        Amount.write(out, balance);
        Hash.write(out, policy);
        Hash.write(out, code);
        Hash.write(out, storage);
        return out.toByteArray();
    }
}
