package io.gradchain.jmh;

import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.SplittableRandom;

/** A seeded regression problem, once in fixed point and once in double: the same numbers, so that times compare. */
final class RegressionData {
    /** Features carry 16 fraction bits, as {@code gradchain fit} uploads them. */
    private static final int FEATURE_BITS = 16;

    final int rows;
    final int columns;
    final FixedTensor x;
    final FixedTensor y;
    final double[] xDouble;
    final double[] yDouble;

    RegressionData(int rows, int columns, long seed) {
        this.rows = rows;
        this.columns = columns;
        SplittableRandom random = new SplittableRandom(seed);
        long[] features = new long[rows * columns];
        xDouble = new double[rows * columns];
        for (int i = 0; i < features.length; i++) {
            int narrow = random.nextInt(-(3 << FEATURE_BITS), 3 << FEATURE_BITS);
            features[i] = (long) narrow << FEATURE_BITS;
            xDouble[i] = narrow * 0x1p-16;
        }
        long[] labels = new long[rows];
        yDouble = new double[rows];
        for (int i = 0; i < rows; i++) {
            boolean positive = random.nextBoolean();
            labels[i] = positive ? 1L << 32 : 0;
            yDouble[i] = positive ? 1 : 0;
        }
        x = FixedTensor.mat(rows, columns, features);
        y = FixedTensor.vec(labels);
    }
}
