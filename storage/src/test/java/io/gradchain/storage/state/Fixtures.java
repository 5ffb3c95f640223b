package io.gradchain.storage.state;

import io.gradchain.genesis.crypto.Hash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Seeded keys and values. */
final class Fixtures {
    private Fixtures() {}

    /** Every third key differs from an earlier one in a single bit, so that deep and shallow branches both occur. */
    static List<Hash> keys(SplittableRandom random, int count) {
        List<Hash> keys = new ArrayList<>();
        while (keys.size() < count) {
            byte[] key = new byte[Hash.BYTES];
            random.nextBytes(key);
            if (keys.size() % 3 == 2) {
                key = keys.get(random.nextInt(keys.size())).bytes();
                int bit = random.nextInt(256);
                key[bit / 8] ^= (byte) (0x80 >>> (bit % 8));
            }
            if (!keys.contains(Hash.of(key))) {
                keys.add(Hash.of(key));
            }
        }
        return keys;
    }

    static Optional<byte[]> valueOrNone(SplittableRandom random) {
        if (random.nextInt(3) == 0) {
            return Optional.empty();
        }
        byte[] value = new byte[random.nextInt(50)];
        random.nextBytes(value);
        return Optional.of(value);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
