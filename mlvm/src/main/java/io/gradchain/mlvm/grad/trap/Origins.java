package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import java.util.List;
import java.util.Optional;

/** Where the value of a register came from, as far as one can tell without running the function. */
final class Origins {
    private final Program program;
    private final int function;
    private final List<Instruction> instructions;

    Origins(Program program, int function) {
        this.program = program;
        this.function = function;
        this.instructions = program.bodies().get(function).instructions();
    }

    /** The name of the state variable or parameter that the register holds at {@code pc}. */
    Optional<String> name(int register, int pc) {
        int writer = writer(register, pc);
        if (writer < 0) {
            var parameters = program.shown().functions().get(function).parameters();
            return register < parameters.size() && isSure(writer, register, pc)
                    ? Optional.of(parameters.get(register).name())
                    : Optional.empty();
        }
        if (!isSure(writer, register, pc)) {
            return Optional.empty();
        }
        Instruction in = instructions.get(writer);
        return switch (in.op()) {
            case LOAD -> Optional.of(variable(in));
            case DATA_X -> Optional.of(variable(in) + ".X");
            case DATA_Y -> Optional.of(variable(in) + ".y");
            case DATA_LEN -> Optional.of(variable(in) + ".len");
            case MOVE -> name(in.registers().get(1), writer);
            default -> Optional.empty();
        };
    }

    /** The instruction that made the register's value. */
    Optional<Op> maker(int register, int pc) {
        int writer = writer(register, pc);
        return writer >= 0 && isSure(writer, register, pc)
                ? Optional.of(instructions.get(writer).op())
                : Optional.empty();
    }

    private String variable(Instruction in) {
        return program.shown().state().get((int) in.immediate()).name();
    }

    /** The last instruction above {@code pc} that writes the register, −1 if none does. */
    private int writer(int register, int pc) {
        int at = pc - 1;
        while (at >= 0 && !writes(at, register)) {
            at--;
        }
        return at;
    }

    /** Whether every way to {@code pc} comes from {@code writer} without another write. */
    private boolean isSure(int writer, int register, int pc) {
        int depth = 0;
        for (int i = writer + 1; i < pc; i++) {
            Op op = instructions.get(i).op();
            depth += opens(op) ? 1 : op == Op.END ? -1 : 0;
            if (depth < 0 || (depth == 0 && op == Op.ELSE)) {
                return false;
            }
        }
        return !isChangedBelow(writer, register, pc);
    }

    /** Whether a loop that began between the two writes the register below {@code pc}. */
    private boolean isChangedBelow(int writer, int register, int pc) {
        int depth = 0;
        for (int i = pc; i < instructions.size(); i++) {
            Op op = instructions.get(i).op();
            if (opens(op)) {
                depth++;
            } else if (op == Op.END && depth > 0) {
                depth--;
            } else if (op == Op.END) {
                int start = opener(i);
                if (start > writer && instructions.get(start).op() == Op.LOOP && isWritten(register, pc, i)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isWritten(int register, int from, int to) {
        for (int i = from; i < to; i++) {
            if (writes(i, register)) {
                return true;
            }
        }
        return false;
    }

    /** The LOOP or IF that an END ends. */
    private int opener(int end) {
        int depth = 1;
        int at = end;
        while (depth > 0) {
            at--;
            Op op = instructions.get(at).op();
            depth += op == Op.END ? 1 : opens(op) ? -1 : 0;
        }
        return at;
    }

    private static boolean opens(Op op) {
        return op == Op.LOOP || op == Op.IF;
    }

    private boolean writes(int at, int register) {
        Instruction in = instructions.get(at);
        return in.op().writes() && in.registers().getFirst() == register;
    }
}
