package io.gradchain.jmh;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.ProgramBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.builder.StateRef;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.LongUnaryOperator;

/**
 * One line of the calibration: the same work without and with what is measured, each given a number of rounds and
 * giving the gas it used. The differences in time and gas are those of the measured instruction.
 *
 * <p>The programs are looped by the machine itself. Every result lands in a register of the frame, an object the
 * compiler cannot see the end of, so no round is optimised away.
 */
record GasCase(String op, String shape, String values, int copies, LongUnaryOperator bare, LongUnaryOperator full) {
    /** Where the operands are: as the state gave them, already in the narrow form, or new in every round. */
    enum Form {
        STORED,
        PACKED,
        FRESH
    }

    /** A value the program loads from state before its loop; the variable has its place in the list. */
    @SuppressWarnings("ArrayRecordComponent")
    record Operand(Type type, long... raws) {}

    private static final int SMALL = 200;
    private static final int COPIES = 16;
    private static final Budget BUDGET = Budget.ofGas(Long.MAX_VALUE);

    /** @param write the measured instruction, from the operands; written several times a round where it is short */
    static GasCase looped(
            String op,
            String shape,
            String values,
            Form form,
            List<Operand> operands,
            BiConsumer<FunctionBuilder, List<Ref>> write) {
        long size = operands.stream().mapToLong(o -> o.raws.length).max().orElse(0);
        boolean once = size > SMALL || form == Form.FRESH || op.equals("EMIT"); // a call has at most 65,536 events
        int copies = once ? 1 : COPIES;
        MemoryChain chain = new MemoryChain();
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            if (operand.type == Scalar.BOOL) {
                chain.put(i, operand.raws[0] != 0);
            } else {
                chain.put(i, operand.raws);
            }
        }
        chain.freeze();
        String label = form == Form.STORED ? values : values + " " + form.name().toLowerCase(Locale.ROOT);
        return new GasCase(
                op,
                shape,
                label,
                copies,
                runs(program(form, operands, 0, write), chain),
                runs(program(form, operands, copies, write), chain));
    }

    private static ValidProgram program(
            Form form, List<Operand> operands, int copies, BiConsumer<FunctionBuilder, List<Ref>> write) {
        ProgramBuilder program = new ProgramBuilder("Gas");
        List<StateRef> sources = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            sources.add(program.state("v" + i, operands.get(i).type));
        }
        program.event("Seen", new Field("x", Scalar.INT));
        program.external("run", List.of(new Field("rounds", Scalar.INT)), f -> {
            List<Ref> refs = new ArrayList<>();
            for (int i = 0; i < operands.size(); i++) {
                refs.add(f.load(sources.get(i)));
            }
            if (form == Form.PACKED) {
                f.op(
                        Op.MATVEC,
                        refs.getFirst(),
                        f.zeros(Type.vec(((Type.Mat) refs.getFirst().type()).cols())));
            }
            Ref zero = f.fixed("0");
            f.loop(f.parameter(0), Integer.MAX_VALUE, round -> {
                List<Ref> in = new ArrayList<>(refs);
                if (form == Form.FRESH) {
                    in.replaceAll(ref -> ref.type().isTensor() ? f.add(ref, zero) : ref);
                }
                for (int i = 0; i < copies; i++) {
                    write.accept(f, in);
                }
            });
        });
        return valid(program.build().encoded());
    }

    static ValidProgram valid(byte[] code) {
        return switch (Vm.validate(code)) {
            case Validation.Accepted accepted -> accepted.program();
            case Validation.Refused refused -> throw new IllegalStateException(refused.toString());
        };
    }

    private static LongUnaryOperator runs(ValidProgram program, MemoryChain chain) {
        return rounds -> run(program, "run", Values.encode(Value.integer(rounds)), chain);
    }

    /** The gas a call used that must succeed. */
    static long run(ValidProgram program, String function, byte[] arguments, MemoryChain chain) {
        RunResult result = Vm.run(program, CallMode.TRANSACTION, function, arguments, BUDGET, chain);
        return switch (result) {
            case Returned returned -> returned.gasUsed();
            case Trapped trapped -> throw new IllegalStateException(trapped.toString());
        };
    }
}
