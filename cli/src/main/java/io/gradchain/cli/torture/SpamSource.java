package io.gradchain.cli.torture;

import io.gradchain.genesis.spec.ChainSpec;
import io.gradchain.genesis.types.Address;
import io.gradchain.genesis.types.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transactions nobody should take: most are in the name of somebody rich, next in turn and with a broken signature, so
 * that only verifying finds them out; the others are well signed by accounts without money.
 * Every one is another, so nothing that was refused before helps to refuse it.
 */
final class SpamSource {
    /** One of so many is signed well: a signature costs this process as much as it costs the node. */
    private static final int SIGNED_ONE_OF = 5;

    private static final int TEMPLATES = 64;

    private final List<byte[]> templates = new ArrayList<>();
    private final Wallet poor;
    private final Address to;
    private final SplittableRandom dice;
    private final AtomicLong made = new AtomicLong();

    /**
     * @param account without money, that signs well
     * @param victim with money, in whose name the others are
     * @param nonce the victim's next
     */
    SpamSource(ChainSpec spec, String account, Wallet victim, long nonce, long seed) {
        this.poor = new Wallet(spec, account);
        this.to = poor.address();
        this.dice = new SplittableRandom(seed);
        for (int i = 0; i < TEMPLATES; i++) {
            templates.add(victim.sign(nonce, to, new Amount(1 + i)).encoded());
        }
    }

    /** One more. */
    synchronized byte[] next() {
        long number = made.incrementAndGet();
        if (number % SIGNED_ONE_OF == 0) {
            return poor.sign(number % TEMPLATES, to, new Amount(number)).encoded();
        }
        byte[] broken = templates.get(dice.nextInt(TEMPLATES)).clone();
        // The signature is at the end, and 2^64 of its values are enough to be another one each time.
        for (int i = 1; i <= Long.BYTES; i++) {
            broken[broken.length - 16 - i] ^= (byte) dice.nextInt(1, 256);
        }
        return broken;
    }
}
