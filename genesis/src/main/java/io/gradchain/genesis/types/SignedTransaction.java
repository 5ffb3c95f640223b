package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;
import io.gradchain.genesis.crypto.Signature;
import io.gradchain.genesis.crypto.SignatureScheme;

/** The envelope that travels: a transaction, the sender's policy and the signature that satisfies it (G-6). */
public final class SignedTransaction {
    /** Largest encoded envelope; also bounded by the block size. */
    public static final int MAX_BYTES = 600 * 1024;

    private final Transaction transaction;
    private final Policy policy;
    private final Signature signature;
    private final byte[] encoded;
    private final Hash hash;

    public SignedTransaction(Transaction transaction, Policy policy, Signature signature) {
        this.transaction = transaction;
        this.policy = policy;
        this.signature = signature;
        ByteWriter out = new ByteWriter();
        Transaction.write(out, transaction);
        Policy.write(out, policy);
        Signature.write(out, signature);
        this.encoded = out.toByteArray();
        this.hash = Hashing.hash(Domain.TRANSACTION, encoded);
    }

    public static SignedTransaction read(ByteReader in) {
        return new SignedTransaction(Transaction.read(in), Policy.read(in), Signature.read(in));
    }

    public static void write(ByteWriter out, SignedTransaction tx) {
        out.raw(tx.encoded);
    }

    public static SignedTransaction decode(byte[] bytes) {
        return ByteReader.decode(bytes, SignedTransaction::read);
    }

    /** True when the policy is the sender's and its key signed exactly this transaction. Costs one verification. */
    public boolean isAuthorized(SignatureScheme scheme) {
        return switch (policy) {
            case Policy.SingleKey single ->
                Address.ofPolicy(policy).equals(transaction.sender())
                        && scheme.verify(single.key(), transaction.signingHash().bytes(), signature);
        };
    }

    public Transaction transaction() {
        return transaction;
    }

    public Policy policy() {
        return policy;
    }

    public Signature signature() {
        return signature;
    }

    public byte[] encoded() {
        return encoded.clone();
    }

    public int size() {
        return encoded.length;
    }

    /** Identifies the envelope. */
    public Hash hash() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedTransaction that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "SignedTransaction[" + hash.shortHex() + "]";
    }
}
