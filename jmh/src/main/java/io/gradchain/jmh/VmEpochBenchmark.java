package io.gradchain.jmh;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.numeric.Fixed;
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

/**
 * One epoch of the trained contracts through the whole machine: a {@code fit(10)} transaction with reading the rows,
 * metering, loss, gradient norm, events and stores, by the epoch. The host is memory; blocks and votes are not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class VmEpochBenchmark {
    private static final int EPOCHS = 10;
    private static final int ROWS = 455;
    private static final int FEATURES = 30;
    private static final Budget BUDGET = Budget.ofGas(1L << 40);

    @Param({"linear", "logistic"})
    String model;

    /** Whether the program was built by hand in Java or compiled from the library's source. */
    @Param({"hand", "source"})
    String front;

    private final MemoryChain chain = new MemoryChain();
    private final byte[] epochs = Values.encode(Value.integer(EPOCHS));
    private ValidProgram program;

    @Setup
    public void deploy() {
        Value rate = Value.fixed(Fixed.ONE / 100);
        if (front.equals("hand")) {
            program = valid(
                    model.equals("linear")
                            ? LinearRegression.program(FEATURES, ROWS)
                            : LogisticRegression.program(FEATURES, ROWS));
            must(CallMode.DEPLOY, "init", Values.encode(rate, Value.fixed(0)));
        } else {
            Compiled compiled = Sources.compiled(model, FEATURES, ROWS);
            program = valid(compiled.program());
            must(CallMode.DEPLOY, "init", Values.encode(Sources.defaults(compiled, "eta0", rate)));
        }
        RegressionData data = new RegressionData(ROWS, FEATURES, 1);
        must(CallMode.TRANSACTION, "add", Values.encode(Value.tensor(data.x), Value.tensor(data.y)));
        chain.freeze();
    }

    @Benchmark
    @OperationsPerInvocation(EPOCHS)
    public long fit() {
        return must(CallMode.TRANSACTION, "fit", epochs) + chain.emitted();
    }

    private long must(CallMode mode, String function, byte[] arguments) {
        RunResult result = Vm.run(program, mode, function, arguments, BUDGET, chain);
        return switch (result) {
            case Returned returned -> returned.gasUsed();
            case Trapped trapped -> throw new IllegalStateException(function + ": " + trapped);
        };
    }

    private static ValidProgram valid(Program program) {
        return switch (Vm.validate(program.encoded())) {
            case Validation.Accepted accepted -> accepted.program();
            case Validation.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }
}
