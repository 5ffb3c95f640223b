package io.gradchain.jmh;

import io.gradchain.mlvm.numeric.Binary;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Unary;
import io.gradchain.mlvm.tensor.ElementWise;
import io.gradchain.mlvm.tensor.FixedTensor;
import io.gradchain.mlvm.tensor.Products;
import io.gradchain.mlvm.tensor.Reductions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One epoch (gradient and update) on the exact kernels, against plain double loops over the same rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EpochBenchmark {
    private static final long ETA = Fixed.ONE / 10;

    @Param({"455x30", "1000x30"})
    String shape;

    private RegressionData data;
    private long rowsRaw;

    @Setup
    public void prepare() {
        String[] sides = shape.split("x", 2);
        data = new RegressionData(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 1);
        rowsRaw = Fixed.toFixed(data.rows);
    }

    @Benchmark
    public FixedTensor linearFixed() {
        FixedTensor w = FixedTensor.zeros(data.columns);
        FixedTensor error = ElementWise.zip(Binary.SUB, Products.matvec(data.x, w), data.y);
        return step(w, error, 2 * Fixed.ONE);
    }

    @Benchmark
    public FixedTensor logisticFixed() {
        FixedTensor w = FixedTensor.zeros(data.columns);
        FixedTensor p = ElementWise.map(Unary.SIGMOID, Products.matvec(data.x, w));
        return step(w, ElementWise.zip(Binary.SUB, p, data.y), Fixed.ONE);
    }

    private FixedTensor step(FixedTensor w, FixedTensor error, long factor) {
        long scale = Fixed.div(factor, rowsRaw);
        FixedTensor gradient = ElementWise.zip(Binary.MUL, Products.vecmat(data.x, error), scale);
        long bias = Fixed.mul(Reductions.sum(error), scale);
        FixedTensor next = ElementWise.zip(Binary.SUB, w, ElementWise.zip(Binary.MUL, gradient, ETA));
        return ElementWise.zip(Binary.SUB, next, Fixed.mul(bias, ETA));
    }

    @Benchmark
    public double[] linearDouble() {
        return doubleStep(false);
    }

    @Benchmark
    public double[] logisticDouble() {
        return doubleStep(true);
    }

    private double[] doubleStep(boolean logistic) {
        int n = data.rows;
        int d = data.columns;
        double[] w = new double[d];
        double[] gradient = new double[d];
        double bias = 0;
        for (int i = 0; i < n; i++) {
            double z = 0;
            for (int j = 0; j < d; j++) {
                z += data.xDouble[i * d + j] * w[j];
            }
            double error = (logistic ? 1 / (1 + Math.exp(-z)) : z) - data.yDouble[i];
            bias += error;
            for (int j = 0; j < d; j++) {
                gradient[j] += error * data.xDouble[i * d + j];
            }
        }
        double scale = (logistic ? 1.0 : 2.0) / n;
        for (int j = 0; j < d; j++) {
            w[j] -= 0.1 * (gradient[j] * scale + bias * scale);
        }
        return w;
    }
}
