package io.gradchain.mlvm.tensor;

import static io.gradchain.mlvm.oracle.Outcome.ofNumber;
import static io.gradchain.mlvm.oracle.Outcome.ofTensor;
import static io.gradchain.mlvm.tensor.Draws.grid;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Comparison;
import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.oracle.Outcome;
import io.gradchain.mlvm.oracle.TensorOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every computing tensor operation against the oracle on random shapes and magnitudes, traps and their elements included. */
class TensorOracleTest {
    private static final long SEED = 7_000;
    private static final int ROUNDS = 400;

    @ParameterizedTest
    @EnumSource(Unary.class)
    void mapAgrees(Unary op) {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            FixedTensor x = new Draws(seed).vec(new Draws(seed).size(20));
            same(op, seed, ofTensor(() -> ElementWise.map(op, x)), TensorOracle.map(op, grid(x)));
        }
    }

    @ParameterizedTest
    @EnumSource(Binary.class)
    void zipAgreesBetweenTensorsAndWithScalarsOnBothSides(Binary op) {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int rows = draws.size(9);
            FixedTensor x = draws.mat(rows, 3);
            FixedTensor y = draws.mat(rows, 3);
            long s = draws.raw();
            same(op, seed, ofTensor(() -> ElementWise.zip(op, x, y)), TensorOracle.zip(op, grid(x), grid(y)));
            same(op, seed, ofTensor(() -> ElementWise.zip(op, x, s)), TensorOracle.zip(op, grid(x), s));
            same(op, seed, ofTensor(() -> ElementWise.zip(op, s, y)), TensorOracle.zip(op, s, grid(y)));
        }
    }

    @Test
    void reductionsAgree() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(60);
            FixedTensor x = draws.vec(n);
            FixedTensor y = draws.vec(n);
            same("sum", seed, ofNumber(() -> Reductions.sum(x)), TensorOracle.sum(grid(x)));
            same("mean", seed, ofNumber(() -> Reductions.mean(x)), TensorOracle.mean(grid(x)));
            same("dot", seed, ofNumber(() -> Reductions.dot(x, y)), TensorOracle.dot(grid(x), grid(y)));
            same("norm", seed, ofNumber(() -> Reductions.norm(x)), TensorOracle.norm(grid(x)));
            same("max", seed, ofNumber(() -> Reductions.max(x)), TensorOracle.max(grid(x)));
            same("min", seed, ofNumber(() -> Reductions.min(x)), TensorOracle.min(grid(x)));
            same("argmax", seed, ofNumber(() -> Reductions.argmax(x)), TensorOracle.argmax(grid(x)));
        }
    }

    @Test
    void productsAgree() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(20);
            int d = draws.size(12);
            FixedTensor x = draws.mat(n, d);
            FixedTensor w = draws.vec(d);
            FixedTensor r = draws.vec(n);
            FixedTensor b = draws.mat(d, draws.size(6));
            same("matvec", seed, ofTensor(() -> Products.matvec(x, w)), TensorOracle.matvec(grid(x), grid(w)));
            same("vecmat", seed, ofTensor(() -> Products.vecmat(x, r)), TensorOracle.vecmat(grid(x), grid(r)));
            if (b.cols() > 0 && d > 0) {
                same("matmul", seed, ofTensor(() -> Products.matmul(x, b)), TensorOracle.matmul(grid(x), grid(b)));
            }
            if (n > 0) {
                same("outer", seed, ofTensor(() -> Products.outer(w, r)), TensorOracle.outer(grid(w), grid(r)));
            }
        }
    }

    @Test
    void productsAgreeWhereTheyAreCutIntoBlocks() {
        for (long seed = SEED; seed < SEED + 10; seed++) {
            Draws draws = new Draws(seed);
            FixedTensor x = draws.mat(3, 1_100);
            FixedTensor r = draws.vec(3);
            same("vecmat", seed, ofTensor(() -> Products.vecmat(x, r)), TensorOracle.vecmat(grid(x), grid(r)));
            FixedTensor a = draws.mat(2, 3);
            same("matmul", seed, ofTensor(() -> Products.matmul(a, x)), TensorOracle.matmul(grid(a), grid(x)));
        }
    }

    @Test
    void rearrangementsAgreeWithRangesAndIndicesThatMayBeWrong() {
        for (long seed = SEED; seed < SEED + 4 * ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(20);
            int d = 1 + draws.size(6);
            FixedTensor x = draws.between(0, 2) == 0 ? draws.mat(n, d) : draws.narrowMat(n, d);
            if (draws.between(0, 2) == 0) {
                x.panels(); // takes the narrow form where it can
            }
            FixedTensor more = draws.mat(draws.size(5), d);
            FixedTensor v = draws.vec(n);
            FixedTensor indices = draws.indices(draws.size(8), n);
            int from = draws.between(-1, n + 1);
            int to = draws.between(-1, n + 2);
            same("row", seed, ofTensor(() -> Shapes.row(x, from)), TensorOracle.row(grid(x), from));
            same("rows", seed, ofTensor(() -> Shapes.rows(x, from, to)), TensorOracle.rows(grid(x), from, to));
            same("slice", seed, ofTensor(() -> Shapes.slice(v, from, to)), TensorOracle.rows(grid(v), from, to));
            same("concat", seed, ofTensor(() -> Shapes.concat(x, more)), TensorOracle.concat(grid(x), grid(more)));
            same("concat", seed, ofTensor(() -> Shapes.concat(v, v)), TensorOracle.concat(grid(v), grid(v)));
            same(
                    "gather",
                    seed,
                    ofTensor(() -> Shapes.gather(x, indices)),
                    TensorOracle.gather(grid(x), grid(indices)));
            same(
                    "gather",
                    seed,
                    ofTensor(() -> Shapes.gather(v, indices)),
                    TensorOracle.gather(grid(v), grid(indices)));
            if (n > 0) {
                same("transpose", seed, ofTensor(() -> Shapes.transpose(x)), TensorOracle.transpose(grid(x)));
                same("reshape", seed, ofTensor(() -> Shapes.reshape(x, d, n)), TensorOracle.reshape(grid(x), d, n));
                same("one_hot", seed, ofTensor(() -> Shapes.oneHot(indices, n)), TensorOracle.oneHot(grid(indices), n));
            }
            same("reshape", seed, ofTensor(() -> Shapes.reshape(x, to, 2)), TensorOracle.reshape(grid(x), to, 2));
        }
    }

    @Test
    void comparisonsAndSelectionsAgree() {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            Draws draws = new Draws(seed);
            int n = draws.size(30);
            FixedTensor x = draws.indices(n, 3);
            FixedTensor y = draws.indices(n, 3);
            for (Comparison op : Comparison.values()) {
                same(
                        op,
                        seed,
                        ofTensor(() -> ElementWise.compare(op, x, y)),
                        TensorOracle.compare(op, grid(x), grid(y)));
            }
            FixedTensor no = draws.vec(n);
            same(
                    "select",
                    seed,
                    ofTensor(() -> ElementWise.select(x, y, no)),
                    TensorOracle.select(grid(x), grid(y), grid(no)));
        }
    }

    private static void same(Object op, long seed, Outcome actual, Outcome expected) {
        assertThat(actual).as("%s, seed %d", op, seed).isEqualTo(expected);
    }
}
