package io.gradchain.mlvm;

import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.Step;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.List;

/** Enters functions: the one a transaction calls, and those of other contracts that are called from there (M-53). */
final class Calls {
    private Calls() {}

    /** Runs a routine to its end; nothing is handed over. */
    static RunResult enter(Callee callee, Routine routine, Sender sender, byte[] arguments, Execution execution) {
        Meter meter = execution.meter();
        Frame frame = new Frame(routine, meter);
        try {
            meter.charge(GasTable.plus(GasTable.CALL, GasTable.times(GasTable.ARGUMENT_BYTE, arguments.length)));
            if (sender.paid() != 0 && !routine.payable()) {
                throw new Halt(Trap.NOT_PAYABLE);
            }
            int register = 0;
            for (Value argument : decode(routine, arguments)) {
                frame.put(register++, argument);
            }
        } catch (Halt halt) {
            return new Trapped(halt.trap(), routine.index(), 0, halt.index(), meter.gasUsed(), Site.NONE);
        }
        Journal journal = execution.enter(callee.program().program(), callee.host());
        Interpreter interpreter =
                new Interpreter(routine, callee.program().shown(), frame, journal, callee.host(), sender, execution);
        byte[] output;
        try {
            output = interpreter.run();
        } catch (TrapException trap) {
            return interpreter.trapped(Trap.of(trap.code()), trap.element());
        } catch (Halt halt) {
            return interpreter.trapped(halt.trap(), halt.index());
        }
        execution.leave();
        frame.release();
        return new Returned(output, meter.gasUsed());
    }

    private static List<Value> decode(Routine routine, byte[] arguments) {
        return switch (Values.decode(routine.signature().parameterTypes(), arguments)) {
            case Values.Decoded.Good good -> good.values();
            case Values.Decoded.Bad bad -> throw new Halt(Trap.BAD_ARGUMENT, bad.position());
        };
    }

    /** INVOKE: pays, enters, and puts what comes back into the register; a trap over there is a trap here. */
    static void invoke(Step step, String function, Frame frame, Host host, Execution execution) {
        Invocation call = Invocation.unpacked(step.immediate());
        Meter meter = execution.meter();
        byte[] address = frame.bytes(step.sources()[0]);
        long paid = frame.scalars[step.sources()[1]];
        if (!Execution.isAddress(address)) {
            throw new Halt(Trap.NO_CONTRACT);
        }
        execution.requireCallable(address);
        Callee callee = host.contract(address).orElseThrow(() -> new Halt(Trap.NO_CONTRACT));
        byte[] arguments = arguments(step, frame, meter);
        long before = meter.restrict(call.gas());
        if (!execution.knows(address)) {
            meter.charge(GasTable.times(GasTable.LOADED_BYTE, callee.program().bytes()));
        }
        Routine routine = callee.program().routine(function).orElseThrow(() -> new Halt(Trap.UNKNOWN_FUNCTION));
        Kind kind = routine.signature().kind();
        if (kind == Kind.INIT || (call.view() && kind != Kind.VIEW)) {
            throw new Halt(Trap.NOT_CALLABLE);
        }
        if (paid != 0) {
            if (call.view()) {
                throw new Halt(Trap.NOT_PAYABLE);
            }
            execution.pay(host, address, paid);
        }
        requireArguments(step, frame, routine, address, execution);
        switch (enter(callee, routine, new Sender(host.self(), paid), arguments, execution)) {
            case Returned(byte[] output, long gas) -> frame.put(step.out(), result(routine, step.type(), output));
            case Trapped trapped -> throw execution.blame(address, trapped);
        }
        meter.restore(before);
    }

    private static byte[] arguments(Step step, Frame frame, Meter meter) {
        ByteWriter out = new ByteWriter();
        meter.require(frame.encodedBytes(step.sources()));
        for (int i = 2; i < step.sources().length; i++) {
            Values.write(out, frame.value(step.sources()[i]));
        }
        return out.toByteArray();
    }

    /** The bytes of an int are those of a fixed: what is given must be of the type that the other contract says. */
    private static void requireArguments(Step step, Frame frame, Routine routine, byte[] address, Execution execution) {
        List<Type> wanted = routine.signature().parameterTypes();
        for (int i = 0; i < wanted.size() && i + 2 < step.sources().length; i++) {
            if (!Values.is(frame.value(step.sources()[i + 2]), wanted.get(i))) {
                long gas = execution.meter().gasUsed();
                throw execution.blame(address, new Trapped(Trap.BAD_ARGUMENT, routine.index(), 0, i, gas, Site.NONE));
            }
        }
    }

    /** A function without a result gives true. */
    private static Value result(Routine routine, Type wanted, byte[] output) {
        if (routine.signature().result().isEmpty()) {
            if (wanted != Type.Scalar.BOOL) {
                throw new Halt(Trap.BAD_RESULT);
            }
            return new Value.BoolValue(true);
        }
        List<Type> given = List.of(routine.signature().result().get());
        return switch (Values.decode(given, output)) {
            case Values.Decoded.Good(List<Value> values) when Values.is(values.getFirst(), wanted) -> values.getFirst();
            case Values.Decoded.Good other -> throw new Halt(Trap.BAD_RESULT);
            case Values.Decoded.Bad bad -> throw new IllegalStateException(bad.reason());
        };
    }
}
