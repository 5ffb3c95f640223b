package io.gradchain.jmh;

import io.gradchain.mlvm.grad.CompileResult.Compiled;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the source of a library contract to a program the validator accepts, with gradients, gas and source map. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompileBenchmark {
    private static final int FEATURES = 30;
    private static final int ROWS = 1000;

    @Param({"linear", "ridge", "lasso", "logistic", "softmax", "mlp"})
    String contract;

    @Benchmark
    public Compiled compile() {
        return Sources.compiled(contract, FEATURES, ROWS);
    }
}
