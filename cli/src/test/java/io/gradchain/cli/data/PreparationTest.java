package io.gradchain.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.gradchain.cli.error.CommandFailed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static Samples samples(double[][] x, String... y) {
        double[] labels = Arrays.stream(y).mapToDouble(Double::parseDouble).toArray();
        return new Samples("f.csv", List.of("a", "b"), "y", x, labels, List.of(y));
    }

    @Test
    void aSplitKeepsEveryRowOnceAndFollowsItsSeed() {
        Samples all = BundledData.DIABETES.samples();
        Samples.Split one = all.split(0.2, 7);
        assertThat(one.test().rows()).isEqualTo(88);
        assertThat(one.train().rows()).isEqualTo(354);
        assertThat(all.split(0.2, 7).test().features()).isDeepEqualTo(one.test().features());
        assertThat(all.split(0.2, 8).test().labels()).isNotEqualTo(one.test().labels());
        double[] back = java.util.stream.DoubleStream.concat(
                        Arrays.stream(one.train().labels()),
                        Arrays.stream(one.test().labels()))
                .sorted()
                .toArray();
        assertThat(back).containsExactly(Arrays.stream(all.labels()).sorted().toArray());
    }

    @Test
    void thePermutationIsFrozen() {
        double[][] x = new double[10][2];
        String[] y = new String[10];
        for (int i = 0; i < 10; i++) {
            y[i] = "" + i;
        }
        Samples.Split split = samples(x, y).split(0.3, 42);
        assertThat(split.test().decimals()).containsExactly(FROZEN_TEST);
        assertThat(split.train().decimals()).containsExactly(FROZEN_TRAIN);
    }

    // What seed 42 gave when the permutation was defined: a change here changes every printed split.
    private static final String[] FROZEN_TEST = {"3", "4", "7"};
    private static final String[] FROZEN_TRAIN = {"0", "8", "5", "9", "2", "6", "1"};

    @Test
    void aSplitThatLeavesASideEmptyIsRefused() {
        Samples two = samples(new double[][] {{1, 2}, {3, 4}}, "1", "2");
        for (double fraction : new double[] {0.1, 0.9, 1, -0.1, Double.NaN}) {
            CommandFailed refusal = catchThrowableOfType(CommandFailed.class, () -> two.split(fraction, 1));
            assertThat(refusal.problem().code()).as("" + fraction).isEqualTo("X-12");
        }
        assertThat(two.split(0, 1).train().rows()).isEqualTo(2);
    }

    @Test
    void standardisingUsesThePopulationDeviation() {
        Standardiser s = Standardiser.fit(samples(new double[][] {{1, 10}, {3, 30}}, "1", "2"));
        assertThat(s.mean()).containsExactly(2, 20);
        assertThat(s.scale()).containsExactly(1, 10);
        assertThat(s.apply(new double[][] {{4, 0}})).isDeepEqualTo(new double[][] {{2, -2}});
    }

    @Test
    void aConstantColumnIsRefusedEvenWhenItsMeanIsNotExact() {
        Samples flat = samples(new double[][] {{0.1, 1}, {0.1, 2}, {0.1, 3}}, "1", "2", "3");
        CommandFailed refusal = catchThrowableOfType(CommandFailed.class, () -> Standardiser.fit(flat));
        assertThat(refusal.problem().code()).isEqualTo("X-09");
        assertThat(refusal.problem().place()).isEqualTo("f.csv, column 'a'");
    }

    @Test
    void quantisedFeaturesKeepSixteenBitsAndLabelsComeFromTheirDecimals() {
        Samples s = samples(new double[][] {{1, 10}, {2, 20}, {4, 80}}, "0.1", "-3", "151.0");
        Standardiser z = Standardiser.fit(s);
        Quantised narrow = Quantised.of(s, z, Quantised.NARROW_BITS);
        Quantised full = Quantised.of(s, z, Quantised.FULL_BITS);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(narrow.features()[i][j] & 0xffff).isZero();
                double exact = z.apply(s.features())[i][j];
                assertThat(narrow.featuresAsDouble()[i][j]).isCloseTo(exact, within(0x1p-17));
                assertThat(full.featuresAsDouble()[i][j]).isCloseTo(exact, within(0x1p-33));
            }
        }
        // 0.1 · 2³² = 429496729.6, to nearest 429496730.
        assertThat(narrow.labels()).containsExactly(429496730L, -3L << 32, 151L << 32);
    }

    @Test
    void aTargetOutsideFixedIsRefused() {
        Samples s = samples(new double[][] {{1, 2}, {3, 4}}, "2147483648", "0");
        CommandFailed refusal = catchThrowableOfType(
                CommandFailed.class, () -> Quantised.of(s, Standardiser.fit(s), Quantised.NARROW_BITS));
        assertThat(refusal.problem().code()).isEqualTo("X-10");
    }

    @Test
    void aClassifierNeedsItsClassesAndMoreThanOneOfThem() {
        double[][] x = {{1, 2}, {3, 4}};
        assertThat(catchThrowableOfType(
                                CommandFailed.class, () -> samples(x, "0", "2").requireClasses(2))
                        .problem()
                        .cause())
                .isEqualTo("'2' in target 'y' is neither 0 nor 1");
        assertThat(catchThrowableOfType(
                                CommandFailed.class, () -> samples(x, "1", "1").requireVariety())
                        .problem()
                        .code())
                .isEqualTo("X-08");
    }
}
