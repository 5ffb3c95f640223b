package io.gradchain.mlvm.tensor;

import static io.gradchain.mlvm.oracle.Outcome.ofTensor;
import static io.gradchain.mlvm.tensor.Draws.grid;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.oracle.Outcome;
import io.gradchain.mlvm.oracle.TensorOracle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Narrow data gives the same bits in panels by vectors, in panels by plain loops, in the wide kernels, and in the oracle. */
class NarrowProductsTest {
    private static final long SEED = 9_000;
    private static final List<PanelKernel> KERNELS = List.of(new ScalarPanelKernel(), new VectorPanelKernel());

    @Test
    void allFormsAgreeOnRandomShapes() {
        for (long seed = SEED; seed < SEED + 1_000; seed++) {
            Draws draws = new Draws(seed);
            check(draws, 1 + draws.size(40), 1 + draws.size(20), seed);
        }
    }

    @Test
    void allFormsAgreeWhereLanesMustBeEmptiedOnTheWay() {
        for (long seed = SEED; seed < SEED + 6; seed++) {
            Draws draws = new Draws(seed);
            check(draws, 9, 120 + 60 * (int) (seed - SEED), seed);
            check(draws, 500 + 50 * (int) (seed - SEED), 3, seed);
            check(draws, 9 + (int) (seed - SEED), 400, seed);
        }
    }

    @Test
    void theLargestValuesFillTheLanesWithoutOverflow() {
        FixedTensor x = constant(1016, 256, -256L << 32);
        FixedTensor w =
                FixedTensor.adoptVec(constant(256, 1, -0x0000_7fff_8000_0000L).toArray());
        FixedTensor r =
                FixedTensor.adoptVec(constant(1016, 1, 0x0000_1fff_8000_0000L).toArray());
        same(x, w, r, 0);
    }

    @Test
    void aWeightWhoseHighLimbNeeds33BitsTakesTheWideKernel() {
        FixedTensor x = constant(9, 1, 1L << 16);
        for (long extreme :
                new long[] {Long.MAX_VALUE, Long.MAX_VALUE - (1L << 31), Long.MAX_VALUE - (1L << 31) + 1, Long.MIN_VALUE
                }) {
            same(
                    x,
                    FixedTensor.vec(extreme),
                    FixedTensor.adoptVec(constant(9, 1, extreme).toArray()),
                    extreme);
        }
    }

    @Test
    void aMatrixIsNarrowedOnlyWhereEveryValueAllowsIt() {
        assertThat(constant(9, 2, (256L << 32) - (1 << 16)).panels()).isNotNull();
        assertThat(constant(9, 2, -256L << 32).panels()).isNotNull();
        assertThat(constant(9, 2, 256L << 32).panels()).isNull();
        assertThat(constant(9, 2, 1L << 15).panels()).isNull();
        assertThat(constant(7, 2, 1L << 16).panels()).as("less than one panel").isNull();
    }

    @Test
    void narrowingChangesNothingThatCanBeRead() {
        FixedTensor x = new Draws(SEED).narrowMat(19, 5);
        FixedTensor narrow = FixedTensor.mat(19, 5, x.toArray());
        assertThat(narrow.panels()).isNotNull();
        assertThat(narrow).isEqualTo(x).hasSameHashCodeAs(x);
        assertThat(narrow.raw(18, 4)).isEqualTo(x.raw(18, 4));
        assertThat(narrow.raw(37)).isEqualTo(x.raw(37));
        assertThat(Shapes.row(narrow, 17)).isEqualTo(Shapes.row(x, 17));
        assertThat(Shapes.rows(narrow, 3, 18)).isEqualTo(Shapes.rows(x, 3, 18));
        FixedTensor indices = FixedTensor.vec(18L << 32, 0, 8L << 32);
        assertThat(Shapes.gather(narrow, indices)).isEqualTo(Shapes.gather(x, indices));
        assertThat(Shapes.transpose(narrow)).isEqualTo(Shapes.transpose(x));
    }

    private static FixedTensor constant(int rows, int cols, long raw) {
        long[] raws = new long[rows * cols];
        Arrays.fill(raws, raw);
        return FixedTensor.adoptMat(rows, cols, raws);
    }

    private static void check(Draws draws, int n, int d, long seed) {
        same(draws.narrowMat(n, d), draws.vec(d), draws.vec(n), seed);
        FixedTensor a = draws.narrowMat(n, d);
        FixedTensor b = draws.narrowMat(d, 3);
        assertThat(ofTensor(() -> Products.matmul(a, b)))
                .as("matmul, seed %d", seed)
                .isEqualTo(TensorOracle.matmul(grid(a), grid(b)));
    }

    private static void same(FixedTensor x, FixedTensor w, FixedTensor r, long seed) {
        Outcome rows = TensorOracle.matvec(grid(x), grid(w));
        Outcome columns = TensorOracle.vecmat(grid(x), grid(r));
        int bits = x.bits();
        long[] raws = x.toArray();
        assertThat(ofTensor(() -> FixedTensor.adoptVec(
                        WideProducts.multiply(x.rows(), x.cols(), 1, raws, w.raws(), bits + w.bits()))))
                .as("wide matvec, seed %d", seed)
                .isEqualTo(rows);
        assertThat(ofTensor(() -> FixedTensor.adoptVec(
                        WideProducts.multiply(1, x.rows(), x.cols(), r.raws(), raws, bits + r.bits()))))
                .as("wide vecmat, seed %d", seed)
                .isEqualTo(columns);
        assertThat(ofTensor(() -> Products.matvec(x, w)))
                .as("matvec, seed %d", seed)
                .isEqualTo(rows);
        assertThat(ofTensor(() -> Products.vecmat(x, r)))
                .as("vecmat, seed %d", seed)
                .isEqualTo(columns);
        Panels panels = Panels.of(new Wide(raws, x.cols(), bits, true), x.rows(), x.cols());
        Limbs weights = Limbs.split(w.raws(), w.size());
        Limbs residuals = Limbs.split(r.raws(), panels.panels() * Panels.HEIGHT);
        for (PanelKernel kernel : KERNELS) {
            NarrowProducts narrow = new NarrowProducts(kernel);
            if (weights != null) {
                assertThat(ofTensor(() -> FixedTensor.adoptVec(narrow.matvec(panels, weights))))
                        .as("%s matvec, seed %d", kernel, seed)
                        .isEqualTo(rows);
            }
            if (residuals != null) {
                assertThat(ofTensor(() -> FixedTensor.adoptVec(narrow.vecmat(panels, residuals))))
                        .as("%s vecmat, seed %d", kernel, seed)
                        .isEqualTo(columns);
            }
        }
    }
}
