package io.gradchain.mlvm.tensor;

import static io.gradchain.mlvm.oracle.Outcome.ofNumber;
import static io.gradchain.mlvm.oracle.Outcome.ofTensor;
import static io.gradchain.mlvm.tensor.Draws.grid;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.numeric.TrapCode;
import io.gradchain.mlvm.oracle.LogSumExpOracle;
import io.gradchain.mlvm.oracle.Outcome;
import io.gradchain.mlvm.oracle.SequenceOracle;
import io.gradchain.mlvm.oracle.SystemOracle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The operations that models of several classes, normal equations and mini-batches need, against the oracle. */
final class LearningOracleTest {
    private static final long SEED = 9_000;
    private static final int ROUNDS = 400;
    private static final long ONE = 1L << 32;

    @Test
    void transposedProductsAgreeWhateverTheValuesAreKeptIn() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(30);
            int k = 1 + draws.size(8);
            FixedTensor a = draws.between(0, 2) == 0 ? draws.mat(n, k) : draws.narrowMat(n, k);
            FixedTensor b = draws.mat(draws.between(0, 50) == 0 ? n + 1 : n, 1 + draws.size(6));
            same(
                    "tmatmul",
                    seed,
                    ofTensor(() -> TransposedProducts.tmatmul(a, b)),
                    SystemOracle.tmatmul(grid(a), grid(b)));
        }
    }

    @Test
    void transposedProductsAgreeWhereTheyAreCutIntoBlocks() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            Draws draws = new Draws(seed);
            FixedTensor a = draws.mat(3, 2);
            FixedTensor b = draws.mat(3, 1_100);
            same(
                    "tmatmul",
                    seed,
                    ofTensor(() -> TransposedProducts.tmatmul(a, b)),
                    SystemOracle.tmatmul(grid(a), grid(b)));
            FixedTensor narrow = draws.narrowMat(700, 3);
            FixedTensor right = draws.mat(700, 2);
            same(
                    "tmatmul",
                    seed,
                    ofTensor(() -> TransposedProducts.tmatmul(narrow, right)),
                    SystemOracle.tmatmul(grid(narrow), grid(right)));
        }
    }

    @Test
    void logSumExpAgreesForVectorsAndForRows() {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            FixedTensor any = draws.vec(draws.size(12));
            FixedTensor near = nearVec(draws, draws.size(12));
            FixedTensor rows = FixedTensor.adoptMat(4, 3, nearVec(draws, 12).toArray());
            for (FixedTensor x : new FixedTensor[] {any, near}) {
                same("logsumexp", seed, ofNumber(() -> Reductions.logSumExp(x)), LogSumExpOracle.of(grid(x)));
            }
            same("logsumexp", seed, ofTensor(() -> Reductions.logSumExpRows(rows)), LogSumExpOracle.rows(grid(rows)));
            FixedTensor wide = draws.mat(draws.size(6), 1 + draws.size(4));
            same("logsumexp", seed, ofTensor(() -> Reductions.logSumExpRows(wide)), LogSumExpOracle.rows(grid(wide)));
        }
    }

    /** Values that are not so far apart that only the greatest counts. */
    private static FixedTensor nearVec(Draws draws, int n) {
        int range = draws.between(1, 60);
        long from = draws.raw() >> 1;
        long[] raws = new long[n];
        Arrays.setAll(raws, i -> from + draws.between(0, range) * ONE + (draws.raw() & (ONE - 1)));
        return FixedTensor.adoptVec(raws);
    }

    @Test
    void logSumExpOfManyEqualsAddsTheirLogarithm() {
        long[] raws = new long[1_000_000];
        assertThat(Reductions.logSumExp(FixedTensor.vec(raws))).isEqualTo(59_337_166_024L);
        Arrays.fill(raws, Long.MAX_VALUE - 59_337_166_024L);
        assertThat(Reductions.logSumExp(FixedTensor.vec(raws))).isEqualTo(Long.MAX_VALUE);
        Arrays.setAll(raws, i -> raws[i] + 1);
        same("logsumexp", 0, ofNumber(() -> Reductions.logSumExp(FixedTensor.vec(raws))), trap(TrapCode.OVERFLOW, -1));
    }

    @Test
    void ordersAndRunningSumsAgree() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(seed % 20 == 0 ? 700 : 60);
            FixedTensor x = draws.between(0, 2) == 0 ? draws.vec(n) : draws.indices(n, 5);
            same("sort", seed, ofTensor(() -> Orders.sort(x)), SequenceOracle.sort(grid(x)));
            same("argsort", seed, ofTensor(() -> Orders.argsort(x)), SequenceOracle.argsort(grid(x)));
            same("cumsum", seed, ofTensor(() -> Orders.cumsum(x)), SequenceOracle.cumsum(grid(x)));
        }
    }

    @Test
    void samplesAndUniformsAgree() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(2_000);
            int k = draws.size(draws.between(0, 2) == 0 ? 20 : 2_200);
            long start = draws.raw();
            same(
                    "sample",
                    seed,
                    ofTensor(() -> Randoms.sample(n, Math.min(k, n), start)),
                    SequenceOracle.sample(n, k, start));
            same("uniform", seed, ofTensor(() -> Randoms.uniform(k, start)), SequenceOracle.uniform(k, start));
        }
    }

    @Test
    void sampledNumbersAreDifferentAndEachIsAsLikely() {
        int[] seen = new int[7];
        for (int seed = 0; seed < 7_000; seed++) {
            long[] drawn = Randoms.sample(7, 3, seed).toArray();
            assertThat(drawn).as("seed %d", seed).doesNotHaveDuplicates();
            for (long raw : drawn) {
                seen[(int) (raw >> 32)]++;
            }
        }
        assertThat(Arrays.stream(seen)).allMatch(count -> count > 2_850 && count < 3_150);
    }

    @Test
    void systemsOfEquationsAgree() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = 1 + draws.size(7);
            FixedTensor a =
                    switch (draws.between(0, 3)) {
                        case 0 -> draws.mat(n, n);
                        case 1 ->
                            FixedTensor.adoptMat(n, n, draws.indices(n * n, 3).toArray());
                        default -> draws.narrowMat(n, n);
                    };
            FixedTensor b = draws.vec(n);
            same("solve", seed, ofTensor(() -> LinearSystem.solve(a, b)), SystemOracle.solve(grid(a), grid(b)));
        }
    }

    @Test
    void aSystemOfTheMostUnknownsAgrees() {
        Draws draws = new Draws(SEED);
        long[] raws = new long[32 * 32];
        Arrays.setAll(raws, i -> draws.raw());
        FixedTensor a = FixedTensor.adoptMat(32, 32, raws);
        FixedTensor b = FixedTensor.adoptVec(Arrays.copyOf(raws, 32));
        same("solve", SEED, ofTensor(() -> LinearSystem.solve(a, b)), SystemOracle.solve(grid(a), grid(b)));
    }

    @Test
    void halvesGoToTheEvenNeighbourInSolutionsToo() {
        FixedTensor two = FixedTensor.mat(1, 1, 2 * ONE);
        assertThat(LinearSystem.solve(two, FixedTensor.vec(1)).raw(0)).isZero();
        assertThat(LinearSystem.solve(two, FixedTensor.vec(3)).raw(0)).isEqualTo(2);
        assertThat(LinearSystem.solve(two, FixedTensor.vec(-1)).raw(0)).isZero();
        assertThat(LinearSystem.solve(two, FixedTensor.vec(-3)).raw(0)).isEqualTo(-2);
    }

    @Test
    void noOneSolutionComesBeforeOneOutOfRange() {
        FixedTensor singular = FixedTensor.mat(3, 3, 1, 0, 0, 0, ONE, ONE, 0, ONE, ONE);
        FixedTensor right = FixedTensor.vec(Long.MAX_VALUE, 0, 0);
        same("solve", 0, ofTensor(() -> LinearSystem.solve(singular, right)), trap(TrapCode.DOMAIN, -1));
        FixedTensor small = FixedTensor.mat(2, 2, ONE, 0, 0, 1);
        FixedTensor large = FixedTensor.vec(Long.MIN_VALUE, 1L << 33);
        same("solve", 0, ofTensor(() -> LinearSystem.solve(small, large)), trap(TrapCode.OVERFLOW, 1));
    }

    private static Outcome trap(TrapCode code, int element) {
        return Outcome.trap(code, element);
    }

    private static void same(Object op, long seed, Outcome actual, Outcome expected) {
        assertThat(actual).as("%s, seed %d", op, seed).isEqualTo(expected);
    }
}
