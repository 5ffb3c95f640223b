package io.gradchain.mlvm.grad;

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
import io.gradchain.mlvm.grad.CompileResult.Compiled;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Frame;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A program on a host in memory, called by its functions. */
final class Contract {
    static final long GAS = 1L << 44;

    final ValidProgram program;
    final MemoryHost host = new MemoryHost();

    Contract(Program program) {
        this.program = ((Validation.Accepted) Vm.validate(program.encoded())).program();
    }

    /** A source that has to compile, with D = 3 if it has a size D. */
    static Compiled compiled(String source) {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        if (source.contains("D: size")) {
            sizes.put("D", 3);
        }
        return switch (Compiler.compile(source, sizes)) {
            case Compiled compiled -> compiled;
            case Refused refused -> throw new AssertionError(Frame.text("test.grad", source, refused.diagnostics()));
        };
    }

    /** A deployed contract of these members, with a size D of 3. */
    static Contract of(String members) {
        Contract contract = new Contract(
                compiled("contract A(D: size):\n" + members.indent(4)).program());
        return contract.program.routine("init").isPresent() ? contract.deploy() : contract;
    }

    RunResult run(CallMode mode, String function, Value... arguments) {
        return Vm.run(program, mode, function, Values.encode(arguments), Budget.ofGas(GAS), host);
    }

    Contract deploy(Value... arguments) {
        assertThat(run(CallMode.DEPLOY, "init", arguments)).isInstanceOf(Returned.class);
        return this;
    }

    Returned must(String function, Value... arguments) {
        RunResult result = run(CallMode.TRANSACTION, function, arguments);
        assertThat(result).as(function).isInstanceOf(Returned.class);
        return (Returned) result;
    }

    Value ask(String function, Value... arguments) {
        RunResult result = run(CallMode.VIEW, function, arguments);
        assertThat(result).as(function).isInstanceOf(Returned.class);
        Signature signature = program.shown().function(function).orElseThrow();
        return ((Values.Decoded.Good)
                        Values.decode(List.of(signature.result().orElseThrow()), ((Returned) result).output()))
                .values()
                .getFirst();
    }

    /** As people read it. */
    String say(String function, Value... arguments) {
        return ask(function, arguments).text();
    }

    static Value fixed(String decimal) {
        return Value.fixed(raw(decimal));
    }

    static long raw(String decimal) {
        return ((ParseResult.Parsed) Fixed.parse(decimal)).raw();
    }

    static Value vec(String... decimals) {
        return vec(Arrays.stream(decimals).mapToLong(Contract::raw).toArray());
    }

    static Value vec(long... raws) {
        return Value.tensor(FixedTensor.vec(raws));
    }

    static Value mat(long[][] rows) {
        long[] raws = Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
        return Value.tensor(FixedTensor.adoptMat(rows.length, rows[0].length, raws));
    }
}
