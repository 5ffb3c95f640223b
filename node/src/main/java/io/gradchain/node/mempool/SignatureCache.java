package io.gradchain.node.mempool;

import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.SignatureScheme;
import io.gradchain.genesis.types.SignedTransaction;
import io.gradchain.node.execution.Authorization;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which envelopes were found well signed. The envelope's hash covers key, digest and signature, so one entry
 * answers for exactly that triple; failures are not kept, or a flood of them would push out the good ones.
 */
public final class SignatureCache implements Authorization {
    private final SignatureScheme scheme;
    private final Map<Hash, Boolean> verified;

    /** Keeps the {@code limit} envelopes used last. */
    public SignatureCache(SignatureScheme scheme, int limit) {
        this.scheme = scheme;
        this.verified = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Hash, Boolean> eldest) {
                return size() > limit;
            }
        };
    }

    @Override
    public boolean isAuthorized(SignedTransaction tx) {
        synchronized (verified) {
            if (verified.get(tx.hash()) != null) {
                return true;
            }
        }
        if (!tx.isAuthorized(scheme)) {
            return false;
        }
        synchronized (verified) {
            verified.put(tx.hash(), true);
        }
        return true;
    }
}
