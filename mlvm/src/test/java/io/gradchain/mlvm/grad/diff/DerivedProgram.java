package io.gradchain.mlvm.grad.diff;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value.TensorValue;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.grad.emit.Emitter;
import io.gradchain.mlvm.grad.ir.Builder;
import io.gradchain.mlvm.grad.ir.Ids;
import io.gradchain.mlvm.grad.ir.IrFunction;
import io.gradchain.mlvm.grad.ir.Node;
import io.gradchain.mlvm.grad.ir.Simplify;
import io.gradchain.mlvm.grad.ir.Value;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.type.GradType;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A formula and its slopes as views of one program of the machine. */
record DerivedProgram(ValidProgram program, List<GradType> types) {
    /** @param sloping the first so many parameters are differentiated by */
    static DerivedProgram of(List<GradType> types, BiFunction<Builder, List<Value>, Value> formula, int sloping) {
        Ids ids = new Ids();
        Builder to = new Builder(ids);
        List<Value> parameters =
                types.stream().map(type -> ids.value(type, Span.NOWHERE)).toList();
        Value result = formula.apply(to, parameters);
        List<String> names =
                IntStream.range(0, types.size()).mapToObj(i -> "p" + i).toList();
        IrFunction value = new IrFunction("value", names, parameters, to.block(), List.of(result));
        List<Integer> wrt = IntStream.range(0, sloping).boxed().toList();
        IrFunction slopes =
                switch (Differentiator.differentiate(value, wrt, false, ids)) {
                    case Differentiator.Result.Done done -> done.function();
                    case Differentiator.Result.Refused refused ->
                        throw new AssertionError(refused.reason().toString());
                };
        List<Signature> signatures = new ArrayList<>();
        List<Body> bodies = new ArrayList<>();
        add("value", value, result, signatures, bodies);
        for (int k = 0; k < sloping; k++) {
            add("slope" + k, slopes, slopes.results().get(k), signatures, bodies);
        }
        Program program = new Program(new Interface("T", List.of(), List.of(), List.of(), signatures), bodies);
        return switch (Vm.validate(program.encoded())) {
            case Validation.Accepted accepted -> new DerivedProgram(accepted.program(), types);
            case Validation.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private static void add(
            String name, IrFunction function, Value result, List<Signature> signatures, List<Body> bodies) {
        List<Node> nodes = new ArrayList<>(function.body());
        nodes.add(new Node.Effect(Op.RETURN, List.of(result), 0, Span.NOWHERE));
        Report report = new Report();
        bodies.add(Emitter.emit(function.parameters(), Simplify.run(nodes), Span.NOWHERE, report)
                .orElseThrow(() -> new AssertionError(report.sorted().toString()))
                .body());
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            fields.add(new Field("p" + i, function.parameters().get(i).type().machine()));
        }
        signatures.add(new Signature(
                name, Signature.Kind.VIEW, fields, Optional.of(result.type().machine())));
    }

    long value(List<FixedTensor> at) {
        return run("value", at, Type.Scalar.FIXED)[0];
    }

    long[] slope(int parameter, List<FixedTensor> at) {
        return run("slope" + parameter, at, types.get(parameter).machine());
    }

    private long[] run(String function, List<FixedTensor> at, Type result) {
        io.gradchain.mlvm.abi.Value[] arguments = IntStream.range(0, at.size())
                .mapToObj(i -> types.get(i).isTensor()
                        ? io.gradchain.mlvm.abi.Value.tensor(at.get(i))
                        : io.gradchain.mlvm.abi.Value.fixed(at.get(i).raw(0)))
                .toArray(io.gradchain.mlvm.abi.Value[]::new);
        return switch (Vm.run(
                program,
                CallMode.VIEW,
                function,
                Values.encode(arguments),
                Budget.ofGas(1_000_000),
                new MemoryHost())) {
            case Returned returned ->
                switch (((Values.Decoded.Good) Values.decode(List.of(result), returned.output()))
                        .values()
                        .getFirst()) {
                    case io.gradchain.mlvm.abi.Value.FixedValue f -> new long[] {f.raw()};
                    case TensorValue t -> t.tensor().toArray();
                    default -> throw new AssertionError("no number");
                };
            case io.gradchain.mlvm.RunResult.Trapped trapped -> throw new AssertionError(trapped.toString());
        };
    }
}
