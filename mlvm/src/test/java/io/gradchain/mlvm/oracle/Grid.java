package io.gradchain.mlvm.oracle;

import java.util.Arrays;
import java.util.List;

/** A tensor as the oracle sees it: rows × cols raw values, row-major; cols = 0 marks a vector of so many rows. */
public record Grid(int rows, int cols, List<Long> raws) {
    public Grid(int rows, int cols, long[] raws) {
        this(rows, cols, Arrays.stream(raws).boxed().toList());
    }

    int width() {
        return Math.max(cols, 1);
    }

    long at(int row, int col) {
        return raws.get(row * width() + col);
    }
}
