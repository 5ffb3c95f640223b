package io.gradchain.mlvm;

import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ProgramValidator;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.numeric.TrapException;
import java.util.List;
import java.util.Optional;

/**
 * The machine: says whether bytes may run, and runs them. It keeps nothing between calls, so any number of threads may
 * use it. A refusal of the program is a result; whatever else is thrown (no memory for the JVM, a broken disk under the
 * host, a fault of the machine) is thrown on, and a node that sees it must stop rather than call the block invalid.
 */
public final class Vm {
    private static final String INIT = "init";

    private Vm() {}

    /** For any bytes; once, at deploy. Its price is {@link GasTable#VALIDATED_BYTE} a byte. */
    public static Validation validate(byte[] code) {
        return ProgramValidator.validate(code);
    }

    /**
     * Calls a function by name. A deploy calls {@code init}; a program without one takes no arguments then.
     *
     * @param arguments encoded by {@link Values}, hostile
     */
    public static RunResult run(
            ValidProgram program, CallMode mode, String function, byte[] arguments, Budget budget, Host host) {
        Meter meter = new Meter(budget);
        Optional<Routine> routine = program.routine(function);
        try {
            meter.charge(GasTable.plus(GasTable.CALL, GasTable.times(GasTable.ARGUMENT_BYTE, arguments.length)));
            if (routine.isEmpty()) {
                if (mode == CallMode.DEPLOY && function.equals(INIT) && arguments.length == 0) {
                    requireUnpaid(host);
                    return new Returned(new byte[0], meter.gasUsed());
                }
                throw new Halt(Trap.UNKNOWN_FUNCTION);
            }
            return enter(program, routine.get(), mode, arguments, meter, host);
        } catch (Halt halt) {
            int index = routine.map(Routine::index).orElse(RunResult.NO_FUNCTION);
            return new Trapped(halt.trap(), index, 0, halt.index(), meter.gasUsed(), Site.NONE);
        }
    }

    private static RunResult enter(
            ValidProgram program, Routine routine, CallMode mode, byte[] arguments, Meter meter, Host host) {
        if (!callable(routine.signature().kind(), mode)) {
            throw new Halt(Trap.NOT_CALLABLE);
        }
        if (!routine.payable()) {
            requireUnpaid(host);
        }
        Frame frame = new Frame(routine, meter);
        int register = 0;
        for (Value argument : decode(routine, arguments)) {
            frame.put(register++, argument);
        }
        Journal journal = new Journal(program.shown().state(), host, meter);
        Interpreter interpreter = new Interpreter(routine, frame, meter, journal, host);
        byte[] output;
        try {
            output = interpreter.run();
        } catch (TrapException trap) {
            return interpreter.trapped(Trap.of(trap.code()), trap.element());
        } catch (Halt halt) {
            return interpreter.trapped(halt.trap(), halt.index());
        }
        journal.handOver();
        return new Returned(output, meter.gasUsed());
    }

    private static void requireUnpaid(Host host) {
        if (host.value() != 0) {
            throw new Halt(Trap.NOT_PAYABLE);
        }
    }

    private static List<Value> decode(Routine routine, byte[] arguments) {
        return switch (Values.decode(routine.signature().parameterTypes(), arguments)) {
            case Values.Decoded.Good good -> good.values();
            case Values.Decoded.Bad bad -> throw new Halt(Trap.BAD_ARGUMENT, bad.position());
        };
    }

    private static boolean callable(Kind kind, CallMode mode) {
        return switch (mode) {
            case DEPLOY -> kind == Kind.INIT;
            case TRANSACTION -> kind != Kind.INIT;
            case VIEW -> kind == Kind.VIEW;
        };
    }
}
