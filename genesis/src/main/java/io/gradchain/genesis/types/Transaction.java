package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.KeyPair;
import io.gradchain.genesis.crypto.SignatureScheme;

/**
 * A request of one account, not yet signed (G-6).
 *
 * @param nonce number of earlier transactions of {@code sender}
 * @param gasLimit most gas the sender pays for
 * @param gasPrice units per gas
 * @param expiryHeight last height at which the transaction may be included
 */
public record Transaction(
        long chainId, Address sender, long nonce, long gasLimit, long gasPrice, long expiryHeight, Payload payload) {
    public static final int VERSION = 1;

    public Transaction {
        if (chainId < 0 || nonce < 0 || gasLimit < 0 || gasPrice < 0 || expiryHeight < 0) {
            throw new IllegalArgumentException("a transaction's numbers are never negative");
        }
    }

    public static Transaction read(ByteReader in) {
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("unknown transaction version " + version);
        }
        return new Transaction(in.u63(), Address.read(in), in.u63(), in.u63(), in.u63(), in.u63(), Payload.read(in));
    }

    public static void write(ByteWriter out, Transaction tx) {
        out.u8(VERSION).u63(tx.chainId);
        Address.write(out, tx.sender);
        out.u63(tx.nonce).u63(tx.gasLimit).u63(tx.gasPrice).u63(tx.expiryHeight);
        Payload.write(out, tx.payload);
    }

    /** What the sender signs: a hash under its own domain, so that no other signed message can pass for it. */
    public Hash signingHash() {
        ByteWriter out = new ByteWriter();
        write(out, this);
        return Hashing.hash(Domain.TRANSACTION_SIGNATURE, out.toByteArray());
    }

    /** Signs for an account owned by {@code key} alone. */
    public SignedTransaction sign(SignatureScheme scheme, KeyPair key) {
        return new SignedTransaction(
                this,
                new Policy.SingleKey(key.publicKey()),
                scheme.sign(key, signingHash().bytes()));
    }
}
