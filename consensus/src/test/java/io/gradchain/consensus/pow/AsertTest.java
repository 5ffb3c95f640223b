package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Published vectors of aserti3-2d (Bitcoin Cash, November 2020): 600 s blocks, a half-life of two days, compact targets. */
class AsertTest {
    private static final BigInteger LIMIT = expand(0x1d00ffff);
    private static final Asert BCH = new Asert(600, 172_800, LIMIT);

    private static BigInteger expand(int compact) {
        int size = compact >>> 24;
        BigInteger word = BigInteger.valueOf(compact & 0x7fffff);
        return size <= 3 ? word.shiftRight(8 * (3 - size)) : word.shiftLeft(8 * (size - 3));
    }

    private static int compact(BigInteger target) {
        int size = (target.bitLength() + 7) / 8;
        int word = (size <= 3 ? target.shiftLeft(8 * (3 - size)) : target.shiftRight(8 * (size - 3))).intValue();
        if ((word & 0x800000) != 0) {
            word >>>= 8;
            size++;
        }
        return (size << 24) | word;
    }

    /** A run whose anchor has height {@code anchor}; the anchor's parent has time {@code start}. */
    private static void run(String name, int bits, long anchor, long start, long[][] rows) {
        for (long[] row : rows) {
            BigInteger target = BCH.next(expand(bits), row[1] - start, row[0] - anchor);
            assertThat(compact(target)).as(name + " height " + row[0]).isEqualTo((int) row[2]);
        }
    }

    @Test
    void steadyBlocksKeepTheTarget() {
        for (int bits : new int[] {0x1d00ffff, 0x1a2b3c4d, 0x01010000}) {
            for (long height = 2; height <= 11; height++) {
                run("run 1-3", bits, 1, 0, new long[][] {{height, 600 * height, bits}});
            }
        }
    }

    @Test
    void aHalfLifeLateDoublesFromTheLeastTargetToTheLimit() {
        BigInteger wished = BigInteger.ONE;
        for (int i = 1; i <= 225; i++) {
            wished = wished.shiftLeft(1).min(LIMIT);
            BigInteger target = BCH.next(BigInteger.ONE, 173_400L * i + 600, i);
            assertThat(target).as("run 4 iteration " + i).isEqualTo(wished);
        }
        run("run 4", 0x01010000, 1, 0, new long[][] {
            {2, 174_000, 0x01020000},
            {8, 1_214_400, 0x02008000},
            {100, 17_167_200, 0x0d080000},
            {215, 37_108_200, 0x1b400000},
            {224, 38_668_800, 0x1d008000},
            {225, 38_842_200, 0x1d00ffff},
            {226, 39_015_600, 0x1d00ffff}
        });
    }

    @Test
    void heightsWithoutTimeHalve() {
        run("run 5", 0x1d00ffff, 1, 0, new long[][] {
            {2, 0, 0x1d00fec5},
            {290, 0, 0x1c7f62c0},
            {578, 0, 0x1c3fb160},
            {866, 0, 0x1c1fd8b0},
            {1154, 0, 0x1c0fec58},
            {1442, 0, 0x1c07f62c},
            {1730, 0, 0x1c03fb16},
            {2018, 0, 0x1c01fd8b},
            {2306, 0, 0x1c00fec5},
            {2594, 0, 0x1b7f62c0},
            {59_906, 0, 0x0300fec5},
            {60_194, 0, 0x027f6200},
            {60_482, 0, 0x023fb100},
            {61_634, 0, 0x0203fb00},
            {62_210, 0, 0x0200fe00},
            {62_498, 0, 0x017f0000},
            {63_650, 0, 0x01070000},
            {63_938, 0, 0x01030000},
            {64_226, 0, 0x01010000},
            {64_514, 0, 0x01010000}
        });
    }

    @Test
    void randomSolvetimesOfAGrowingHashRate() {
        run("run 7", 0x1802aee8, 1, 0, new long[][] {
            {2, 1200, 0x1802aee8},
            {3, 1310, 0x1802ad91},
            {4, 1327, 0x1802abf8},
            {5, 1739, 0x1802ab73},
            {6, 2219, 0x1802ab20},
            {7, 2604, 0x1802aa89},
            {8, 2746, 0x1802a94b},
            {9, 7099, 0x1802b39c},
            {10, 7099, 0x1802b1f2},
            {11, 7657, 0x1802b1d4},
            {12, 8141, 0x1802b181},
            {13, 8236, 0x1802b01c},
            {14, 8644, 0x1802af93},
            {15, 9230, 0x1802af8b},
            {16, 9691, 0x1802af28},
            {17, 9708, 0x1802ad8f},
            {18, 10327, 0x1802ad9c},
            {19, 10899, 0x1802ad88},
            {20, 11478, 0x1802ad7b},
            {21, 11548, 0x1802ac07},
            {22, 12701, 0x1802ad89},
            {100, 20363, 0x180249fb},
            {101, 20372, 0x18024899},
            {200, 24330, 0x1801d3f3},
            {300, 26847, 0x180173a8},
            {400, 28361, 0x180125ed},
            {500, 29547, 0x1800e81f},
            {600, 30765, 0x1800b765},
            {638, 31014 + 6, 0x1800a788}
        });
    }

    @Test
    void heightsBeyond32Bits() {
        run("run 9", 0x1802aee8, 2_147_483_642L, 1_234_567_290L, new long[][] {
            {2_147_483_643L, 1_234_568_190L, 0x1802ae16},
            {2_147_483_644L, 1_234_568_490L, 0x1802ad44},
            {2_147_483_645L, 1_234_568_790L, 0x1802ac71},
            {2_147_483_646L, 1_234_569_090L, 0x1802ab9e},
            {2_147_483_647L, 1_234_569_390L, 0x1802aacd},
            {2_147_483_648L, 1_234_569_690L, 0x1802a9fa},
            {2_147_483_649L, 1_234_569_990L, 0x1802a929},
            {2_147_483_650L, 1_234_570_290L, 0x1802a858},
            {2_147_483_651L, 1_234_570_590L, 0x1802a787},
            {2_147_483_652L, 1_234_570_890L, 0x1802a6b7}
        });
    }

    @Test
    void noNumberIsTooLarge() {
        assertThat(BCH.next(LIMIT, Long.MAX_VALUE, 0)).isEqualTo(LIMIT);
        assertThat(BCH.next(LIMIT, Long.MIN_VALUE, Long.MAX_VALUE - 1)).isEqualTo(BigInteger.ONE);
    }
}
