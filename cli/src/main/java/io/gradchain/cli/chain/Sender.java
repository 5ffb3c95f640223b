package io.gradchain.cli.chain;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.types.Payload;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.genesis.types.Transaction;
import java.time.Duration;

/** Signs and sends transactions of one account, one after the other, and waits until each is final. Not thread-safe. */
public final class Sender {
    /** How long a final block may take: a validator that is away costs its turns a timeout each. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long EXPIRES_AFTER_BLOCKS = 100_000;

    private final ChainClient chain;
    private final Signer signer;
    private final SignatureScheme scheme;
    private final long chainId;
    private final long gasPrice;
    private final long expiry;
    private long nonce;

    public Sender(ChainClient chain, Signer signer, SignatureScheme scheme) {
        ChainClient.Status status = chain.status();
        this.chain = chain;
        this.signer = signer;
        this.scheme = scheme;
        this.chainId = status.chainId();
        this.gasPrice = status.minGasPrice();
        this.expiry = status.height() + EXPIRES_AFTER_BLOCKS;
        this.nonce = chain.nextNonce(signer.address());
    }

    public Signer signer() {
        return signer;
    }

    /** Sends {@code payload}, paying for at most {@code gasLimit}; a transaction that fails on the chain is refused. */
    public Included send(Payload payload, long gasLimit) {
        return await(submit(payload, gasLimit));
    }

    /** Waits until a transaction that was submitted is final; one that failed on the chain is refused. */
    Included await(Hash transaction) {
        return chain.awaitFinal(transaction, PATIENCE);
    }

    /** As {@link #send}, without waiting. */
    public Hash submit(Payload payload, long gasLimit) {
        Transaction tx = new Transaction(chainId, signer.address(), nonce, gasLimit, gasPrice, expiry, payload);
        SignedTransaction signed = tx.sign(scheme, signer.key());
        Hash hash = chain.submit(signed);
        nonce++;
        return hash;
    }
}
