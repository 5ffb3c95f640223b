package io.gradchain.mlvm.grad.trap;

import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operands of an instruction with the names the source gives them. */
public final class Operands {
    private final Program program;
    private final Instruction instruction;
    private final Origins origins;
    private final int pc;

    /** @param pc of an instruction of {@code function} */
    public Operands(Program program, int function, int pc) {
        this.program = program;
        this.pc = pc;
        this.instruction = program.bodies().get(function).instructions().get(pc);
        this.origins = new Origins(program, function);
    }

    public Op op() {
        return instruction.op();
    }

    /** What made the value of the operand, empty if it is not known. */
    public Optional<Op> maker(int operand) {
        return operand < instruction.sources().size()
                ? origins.maker(instruction.sources().get(operand), pc)
                : Optional.empty();
    }

    /**
     * Names and values.
     *
     * @param values of the operands
     * @param index of the output element at fault, −1 if there is none
     */
    public List<Operand> shown(List<Value> values, long index, Optional<Place> place, Optional<String> source) {
        List<String> names = names(place, source);
        List<Operand> shown = new ArrayList<>();
        for (int i = 0; i < values.size() && i < names.size(); i++) {
            Operand operand = Operand.of(names.get(i), values.get(i), element(values, i, index));
            if (!shown.contains(operand)) {
                shown.add(operand);
            }
        }
        return shown;
    }

    /** Which element of operand {@code i} goes into the output element at {@code index}; −1 if not just one. */
    private long element(List<Value> values, int i, long index) {
        return switch (instruction.op()) {
            case ADD, SUB, MUL, DIV, MIN, MAX, NEG, ABS, SQRT, EXP, LN, SIGMOID, SOFTPLUS, TANH, SELECT -> index;
            case OUTER ->
                values.get(1) instanceof Value.TensorValue(FixedTensor v) && index >= 0 && v.size() > 0
                        ? i == 0 ? index / v.size() : index % v.size()
                        : -1;
            default -> -1;
        };
    }

    private List<String> names(Optional<Place> place, Optional<String> source) {
        Optional<Written> written = place.flatMap(at -> Written.at(at.span(), source.orElseThrow()));
        List<Integer> registers = instruction.sources();
        // within a pure function the same place stands for derived instructions too, which have other operands
        if (written.isPresent()
                && written.get().means(instruction.op())
                && written.get().operands().size() == registers.size()
                && (!written.get().pure() || square(registers))) {
            return written.get().operands().stream()
                    .map(part -> place.orElseThrow().piece(part))
                    .toList();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < registers.size(); i++) {
            names.add(origins.name(registers.get(i), pc).orElse(neutral(i, registers.size())));
        }
        return names;
    }

    /** x·x: the derivative of a product never multiplies something with itself. */
    private static boolean square(List<Integer> registers) {
        return registers.size() == 2 && registers.getFirst().equals(registers.getLast());
    }

    private String neutral(int i, int of) {
        if (instruction.op() == Op.EMIT && i < eventFields().size()) {
            return eventFields().get(i);
        }
        return of == 1 ? "operand" : of == 2 ? i == 0 ? "left" : "right" : "operand " + (i + 1);
    }

    private List<String> eventFields() {
        return program.shown().event((int) instruction.immediate()).stream()
                .flatMap(type -> type.fields().stream())
                .map(field -> field.name())
                .toList();
    }
}
