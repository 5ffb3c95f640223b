package io.gradchain.mlvm.tensor;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Unary;

/**
 * Trains on made-up rows until the JIT has met every kernel of a training.
 *
 * <p>Uncompiled, a vector operation makes an object each time: the first epochs of a cold process are a thousand times
 * slower than the later ones. A node runs this once when it starts, on a thread of its own.
 */
public final class Warmup {
    private static final int ROWS = 64;
    private static final int COLS = 16;
    private static final int ROUNDS = 2_000;

    private Warmup() {}

    /** Takes about half a second of one core; has no effect that can be read. */
    public static void run() {
        long[] raws = new long[ROWS * COLS];
        for (int i = 0; i < raws.length; i++) {
            raws[i] = (i % 97 - 48) * (Fixed.ONE >> 5);
        }
        FixedTensor narrow = FixedTensor.adoptMat(ROWS, COLS, raws);
        FixedTensor wide = ElementWise.zip(Binary.ADD, narrow, 1);
        FixedTensor w = FixedTensor.zeros(COLS);
        for (int i = 0; i < ROUNDS; i++) {
            w = step(i % 8 == 0 ? wide : narrow, w);
        }
    }

    private static FixedTensor step(FixedTensor x, FixedTensor w) {
        FixedTensor z = Products.matvec(x, w);
        FixedTensor p = ElementWise.map(Unary.SIGMOID, ElementWise.zip(Binary.ADD, z, Fixed.ONE >> 3));
        FixedTensor loss = ElementWise.zip(Binary.MUL, ElementWise.map(Unary.SOFTPLUS, z), p);
        FixedTensor e = ElementWise.zip(Binary.SUB, p, Reductions.mean(loss));
        FixedTensor dw = ElementWise.zip(Binary.DIV, Products.vecmat(x, e), Fixed.toFixed(x.rows()));
        return ElementWise.zip(Binary.SUB, w, ElementWise.zip(Binary.MUL, dw, Reductions.norm(dw)));
    }
}
