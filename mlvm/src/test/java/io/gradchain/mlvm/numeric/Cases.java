package io.gradchain.mlvm.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Raw values worth trying: the corners, and random ones of every magnitude. */
public final class Cases {
    private Cases() {}

    /** Ends of ranges, powers of two and their neighbours, and the places where an elementary function changes regime. */
    public static List<Long> corners() {
        List<Long> out = new ArrayList<>();
        List<Long> centres = new ArrayList<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE));
        for (int bit = 0; bit < 63; bit++) {
            centres.add(1L << bit);
        }
        // 31 ln 2, 33 ln 2, 11.78 (tanh), 23, 12, 24, 15.9, ln 2, 2⁻¹⁰, 1/16 steps
        long[] regimes = {
            92288378626L,
            98242467569L,
            50594923929L,
            23L << 32,
            12L << 32,
            24L << 32,
            68289980006L,
            2977044472L,
            1L << 22
        };
        for (long regime : regimes) {
            centres.add(regime);
        }
        for (int i = 1; i < 24 * 16; i += 17) {
            centres.add((long) i << 28);
        }
        for (long centre : centres) {
            for (int d = -3; d <= 3; d++) {
                out.add(centre + d);
                out.add(-centre + d);
            }
        }
        return out.stream().distinct().sorted().toList();
    }

    /** A third anywhere, a third of random magnitude, a third where the elementary functions are neither 0 nor constant. */
    public static long random(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextLong() >> random.nextInt(64);
            default -> random.nextLong(-(24L << 32), 24L << 32);
        };
    }
}
