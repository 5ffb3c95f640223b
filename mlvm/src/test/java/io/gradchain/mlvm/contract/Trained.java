package io.gradchain.mlvm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A deployed contract on a host in memory, called by its functions. */
final class Trained {
    static final long GAS = 1L << 40;

    final ValidProgram program;
    final MemoryHost host = new MemoryHost();

    Trained(Program program, long eta, long alpha) {
        this.program = switch (Vm.validate(program.encoded())) {
            case Validation.Accepted accepted -> accepted.program();
            case Validation.Refused refused -> throw new AssertionError(refused.toString());
        };
        assertThat(run(CallMode.DEPLOY, "init", GAS, Value.fixed(eta), Value.fixed(alpha)))
                .isInstanceOf(Returned.class);
    }

    RunResult run(CallMode mode, String function, long gas, Value... arguments) {
        return Vm.run(program, mode, function, Values.encode(arguments), Budget.ofGas(gas), host);
    }

    RunResult call(String function, Value... arguments) {
        return run(CallMode.TRANSACTION, function, GAS, arguments);
    }

    /** Calls what has to succeed. */
    Returned must(String function, Value... arguments) {
        RunResult result = call(function, arguments);
        assertThat(result).as(function).isInstanceOf(Returned.class);
        return (Returned) result;
    }

    Value view(String function, Value... arguments) {
        Returned returned = (Returned) run(CallMode.VIEW, function, GAS, arguments);
        Signature signature = program.shown().function(function).orElseThrow();
        Values.Decoded.Good good =
                (Values.Decoded.Good) Values.decode(List.of(signature.result().orElseThrow()), returned.output());
        return good.values().getFirst();
    }

    long[] coefficients() {
        return ((Value.TensorValue) view("coef_")).tensor().toArray();
    }

    long fixedView(String function) {
        return ((Value.FixedValue) view(function)).raw();
    }

    /** The event fields of the given emission: epoch, loss, gradient norm. */
    List<Value> loss(int event) {
        Values.Decoded decoded = Values.decode(
                program.shown().event(0).orElseThrow().types(),
                host.events.get(event).data());
        return ((Values.Decoded.Good) decoded).values();
    }

    static Value matrix(long[][] x) {
        return Value.tensor(FixedTensor.adoptMat(
                x.length,
                x[0].length,
                Arrays.stream(x).flatMapToLong(Arrays::stream).toArray()));
    }

    static Value vector(long[] y) {
        return Value.tensor(FixedTensor.vec(y));
    }

    static long raw(String decimal) {
        return ((ParseResult.Parsed) Fixed.parse(decimal)).raw();
    }

    /** Features between −2 and 2; narrow ones have 16 fraction bits. */
    static long[][] features(int n, int d, boolean narrow, SplittableRandom random) {
        long[][] x = new long[n][d];
        for (long[] row : x) {
            Arrays.setAll(
                    row, j -> random.nextLong(-2 * Fixed.ONE, 2 * Fixed.ONE) >> (narrow ? 16 : 0) << (narrow ? 16 : 0));
        }
        return x;
    }

    /** 0 or 1 by the sign of the first two features; or a noisy line through them. */
    static long[] labels(long[][] x, boolean classes, SplittableRandom random) {
        return Arrays.stream(x)
                .mapToLong(row -> classes
                        ? (row[0] + row[1] > 0 ? Fixed.ONE : 0)
                        : 3 * row[0] - row[1] + Fixed.ONE + random.nextLong(-Fixed.ONE / 4, Fixed.ONE / 4))
                .toArray();
    }
}
