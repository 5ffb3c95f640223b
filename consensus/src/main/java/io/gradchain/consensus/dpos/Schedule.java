package io.gradchain.consensus.dpos;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.crypto.Domain;
import io.gradchain.genesis.crypto.Hash;
import io.gradchain.genesis.crypto.Hashing;

/**
 * Who produces in a slot (C-203): each round of as many slots as there are members is a Fisher-Yates shuffle of the
 * committee, drawn from the epoch's seed and the round's number.
 */
final class Schedule {
    private final Hash seed;
    private final int members;
    private long round = -1;
    private int[] order = new int[0];

    /** @param seed the mix of the header the epoch is rooted at */
    Schedule(Hash seed, int members) {
        this.seed = seed;
        this.members = members;
    }

    /** The position in the committee of the producer of {@code slot}. */
    int producer(long slot) {
        if (round != slot / members) {
            round = slot / members;
            order = shuffled(new Draws(seed, round));
        }
        return order[(int) (slot % members)];
    }

    private int[] shuffled(Draws draws) {
        int[] all = new int[members];
        for (int i = 0; i < members; i++) {
            all[i] = i;
        }
        for (int i = members - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            int swapped = all[i];
            all[i] = all[j];
            all[j] = swapped;
        }
        return all;
    }

    /** A stream of 31-bit words: eight of each {@code H(slot-order, seed | u63 round | u32 counter)}. */
    private static final class Draws {
        private static final int WORDS = Hash.BYTES / Integer.BYTES;
        private static final long SPAN = 1L << 31;

        private final Hash seed;
        private final long round;
        private int next;
        private byte[] block = new byte[0];

        private Draws(Hash seed, long round) {
            this.seed = seed;
            this.round = round;
        }

        /** Uniform in 0..bound − 1: words that would favour small numbers are passed over. */
        private int below(int bound) {
            long fair = SPAN - SPAN % bound;
            long word = word();
            while (word >= fair) {
                word = word();
            }
            return (int) (word % bound);
        }

        private long word() {
            if (next % WORDS == 0) {
                ByteWriter in = new ByteWriter();
                Hash.write(in, seed);
                in.u63(round).u32(next / WORDS);
                block = Hashing.hash(Domain.SLOT_ORDER, in.toByteArray()).bytes();
            }
            int at = next++ % WORDS * Integer.BYTES;
            return (block[at] & 0x7fL) << 24
                    | (block[at + 1] & 0xffL) << 16
                    | (block[at + 2] & 0xffL) << 8
                    | (block[at + 3] & 0xffL);
        }
    }
}
