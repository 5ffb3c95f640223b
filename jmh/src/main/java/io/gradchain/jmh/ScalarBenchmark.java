package io.gradchain.jmh;

import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.Unary;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one correctly rounded scalar operation, over the range in which it does not trap. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScalarBenchmark {
    private static final int INPUTS = 4096;

    @Param({"EXP", "LN", "SIGMOID", "SOFTPLUS", "TANH", "SQRT"})
    Unary op;

    private final long[] inputs = new long[INPUTS];
    private final long[] divisors = new long[INPUTS];

    @Setup
    public void prepare() {
        SplittableRandom random = new SplittableRandom(1);
        boolean positive = op == Unary.LN || op == Unary.SQRT;
        for (int i = 0; i < INPUTS; i++) {
            inputs[i] = positive ? random.nextLong(1, 1L << 50) : random.nextLong(-21 * Fixed.ONE, 21 * Fixed.ONE);
            divisors[i] = random.nextLong(Fixed.ONE, 1L << 50);
        }
    }

    @Benchmark
    @OperationsPerInvocation(INPUTS)
    public long unary() {
        long all = 0;
        for (long x : inputs) {
            all ^= op.apply(x);
        }
        return all;
    }

    @Benchmark
    @OperationsPerInvocation(INPUTS)
    public long divide() {
        long all = 0;
        for (int i = 0; i < INPUTS; i++) {
            all ^= Fixed.div(inputs[i], divisors[i]);
        }
        return all;
    }
}
