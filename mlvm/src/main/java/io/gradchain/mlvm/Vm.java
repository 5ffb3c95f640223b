package io.gradchain.mlvm;

import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.ProgramValidator;
import io.gradchain.mlvm.check.Routine;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.gas.GasTable;
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
        return run(program, mode, function, arguments, budget, host, null);
    }

    /**
     * As above, watched; what is computed is the same.
     *
     * @param watch null if nobody does
     */
    public static RunResult run(
            ValidProgram program,
            CallMode mode,
            String function,
            byte[] arguments,
            Budget budget,
            Host host,
            Watch watch) {
        Execution execution = new Execution(new Meter(budget), watch);
        Sender sender = new Sender(host.caller(), host.value());
        Optional<Routine> routine = program.routine(function);
        if (routine.isEmpty()) {
            boolean nothing = mode == CallMode.DEPLOY && function.equals(INIT) && arguments.length == 0;
            return absent(execution.meter(), nothing, sender);
        }
        if (!callable(routine.get().signature().kind(), mode)) {
            return refused(execution.meter(), Trap.NOT_CALLABLE, routine.get().index());
        }
        RunResult result = Calls.enter(new Callee(program, host), routine.get(), sender, arguments, execution);
        if (result instanceof Returned) {
            execution.handOver();
        }
        return result;
    }

    /** A function that is not there: fine for an init that has nothing to do. */
    private static RunResult absent(Meter meter, boolean nothing, Sender sender) {
        Trap trap = sender.paid() != 0 && nothing ? Trap.NOT_PAYABLE : Trap.UNKNOWN_FUNCTION;
        RunResult end = refused(meter, trap, RunResult.NO_FUNCTION);
        boolean fine = nothing && sender.paid() == 0 && ((Trapped) end).trap() != Trap.OUT_OF_GAS;
        return fine ? new Returned(new byte[0], end.gasUsed()) : end;
    }

    private static RunResult refused(Meter meter, Trap why, int function) {
        Trap trap = why;
        try {
            meter.charge(GasTable.CALL);
        } catch (Halt halt) {
            trap = halt.trap();
        }
        return new Trapped(trap, function, 0, Halt.NO_DETAIL, meter.gasUsed(), Site.NONE);
    }

    private static boolean callable(Kind kind, CallMode mode) {
        return switch (mode) {
            case DEPLOY -> kind == Kind.INIT;
            case TRANSACTION -> kind != Kind.INIT;
            case VIEW -> kind == Kind.VIEW;
        };
    }
}
