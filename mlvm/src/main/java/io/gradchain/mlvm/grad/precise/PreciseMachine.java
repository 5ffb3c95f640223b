package io.gradchain.mlvm.grad.precise;

import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs functions of validated programs on numbers of 36 digits: what a program means, without the rounding of the machine.
 * State, events and the world around are not there.
 */
public final class PreciseMachine {
    private final List<Instruction> code;
    private final List<Type> types;
    private final List<Num> registers;
    private Optional<Num> result = Optional.empty();

    private PreciseMachine(List<Instruction> code, List<Type> types, List<Num> arguments) {
        this.code = code;
        this.types = types;
        this.registers = new ArrayList<>(arguments);
        while (registers.size() < types.size()) {
            registers.add(Num.of(0));
        }
    }

    /**
     * @param function its name, of a function with a result
     * @throws Undefined where the machine would trap, but for overflow, and for what is no computation
     */
    public static Num run(Program program, String function, List<Num> arguments) {
        for (int i = 0; i < program.bodies().size(); i++) {
            if (program.shown().functions().get(i).name().equals(function)) {
                List<Instruction> code = program.bodies().get(i).instructions();
                PreciseMachine machine = new PreciseMachine(code, program.registers(i), arguments);
                machine.block(0);
                return machine.result.orElseThrow(() -> new Undefined("a function without a result"));
            }
        }
        throw new IllegalArgumentException("no function " + function);
    }

    /** Runs to the ELSE or END of the block that {@code from} is in, and gives its place. */
    private int block(int from) {
        int pc = from;
        while (pc < code.size() && result.isEmpty()) {
            Instruction in = code.get(pc);
            switch (in.op()) {
                case ELSE, END -> {
                    return pc;
                }
                case IF -> pc = branch(in, pc);
                case LOOP -> pc = loop(in, pc);
                case RETURN -> result = sources(in).stream().findFirst();
                default -> {
                    int out = in.registers().getFirst();
                    registers.set(out, Steps.step(in.op(), in.immediate(), types.get(out), sources(in)));
                }
            }
            pc++;
        }
        return pc;
    }

    private int branch(Instruction in, int pc) {
        int middle = end(pc);
        boolean two = code.get(middle).op() == Op.ELSE;
        if (sources(in).getFirst().holds()) {
            block(pc + 1);
        } else if (two) {
            block(middle + 1);
        }
        return two ? end(middle) : middle;
    }

    private int loop(Instruction in, int pc) {
        int rounds = sources(in).getFirst().rounds(in.immediate());
        for (int i = 0; i < rounds && result.isEmpty(); i++) {
            registers.set(in.registers().getFirst(), Num.of(i));
            block(pc + 1);
        }
        return end(pc);
    }

    /** The ELSE or END that belongs to what opens at {@code pc}. */
    private int end(int pc) {
        int depth = 0;
        for (int i = pc + 1; ; i++) {
            Op op = code.get(i).op();
            if (depth == 0 && (op == Op.ELSE || op == Op.END)) {
                return i;
            }
            depth += op == Op.IF || op == Op.LOOP ? 1 : op == Op.END ? -1 : 0;
        }
    }

    private List<Num> sources(Instruction in) {
        return in.sources().stream().map(registers::get).toList();
    }
}
