package io.gradchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExponentialTest {
    @Test
    void agreesWithTheLogarithmOfTheReals() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            long draw = random.nextLong() >>> random.nextInt(63);
            double wished = -Math.log((draw >>> 1) / 0x1p63 + 0x1p-64 * (1 + (draw & 1)));
            assertThat(Exponential.negativeLog(draw) / 0x1p32)
                    .as("seed " + seed + " draw " + draw)
                    .isCloseTo(wished, within(1e-7));
        }
    }

    @Test
    void hasAMeanAndNoEdges() {
        SplittableRandom random = new SplittableRandom(8);
        BigInteger mean = BigInteger.valueOf(2_000);
        double sum = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            sum += Exponential.draw(random.nextLong(), mean).doubleValue();
        }
        assertThat(sum / draws).isCloseTo(2_000, within(25.0));
        assertThat(Exponential.draw(-1, mean)).isZero();
        assertThat(Exponential.draw(0, mean)).isEqualTo(BigInteger.valueOf(88_722));
    }
}
