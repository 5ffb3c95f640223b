package io.gradchain.mlvm.asm;

import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints a validated program as the text {@link Assembler} reads back to the same bytes. */
public final class Disassembler {
    /** Says something about an instruction, which then stands behind it as a comment. */
    public interface Notes {
        /** One line; empty to say nothing. */
        String of(int function, int pc);
    }

    /** Where notes start, from 0, unless the instruction is longer. */
    private static final int NOTE_COLUMN = 40;

    private final Program program;
    private final Notes notes;
    private final StringBuilder out = new StringBuilder();

    private Disassembler(Program program, Notes notes) {
        this.program = program;
        this.notes = notes;
    }

    /** @param program one the validator has accepted: in others, names need not be names */
    public static String text(Program program) {
        return text(program, (function, pc) -> "");
    }

    /** As {@link #text(Program)}, with comments. */
    public static String text(Program program, Notes notes) {
        return new Disassembler(program, notes).print();
    }

    private String print() {
        Interface shown = program.shown();
        out.append("contract ").append(shown.name()).append('\n');
        for (Field variable : shown.state()) {
            out.append("state ").append(variable).append('\n');
        }
        for (EventType event : shown.events()) {
            out.append("event ")
                    .append(event.name())
                    .append(fields(event.fields()))
                    .append('\n');
        }
        for (String message : shown.messages()) {
            out.append("message ").append(Quoted.of(message)).append('\n');
        }
        for (int i = 0; i < shown.functions().size(); i++) {
            function(i);
        }
        return out.toString();
    }

    private static String fields(List<Field> fields) {
        return "(" + String.join(", ", fields.stream().map(Field::toString).toList()) + ")";
    }

    private void function(int index) {
        Signature signature = program.shown().functions().get(index);
        out.append('\n');
        if (signature.kind() != Signature.Kind.INIT) {
            out.append(signature.kind().name().toLowerCase(Locale.ROOT)).append(' ');
        }
        out.append(signature.name()).append(fields(signature.parameters()));
        signature.result().ifPresent(type -> out.append(" -> ").append(type.text()));
        out.append('\n');
        List<Type> registers = program.registers(index);
        for (int r = signature.parameters().size(); r < registers.size(); r++) {
            out.append("  local r")
                    .append(r)
                    .append(": ")
                    .append(registers.get(r).text())
                    .append('\n');
        }
        int depth = 1;
        List<Instruction> instructions = program.bodies().get(index).instructions();
        for (int pc = 0; pc < instructions.size(); pc++) {
            Instruction instruction = instructions.get(pc);
            boolean closes = instruction.op() == Op.END || instruction.op() == Op.ELSE;
            depth -= closes ? 1 : 0;
            String line = "  ".repeat(depth) + line(instruction, registers);
            out.append(line).append(comment(line, notes.of(index, pc))).append('\n');
            boolean opens = instruction.op() == Op.LOOP || instruction.op() == Op.IF || instruction.op() == Op.ELSE;
            depth += opens ? 1 : 0;
        }
    }

    private static String comment(String line, String note) {
        return note.isEmpty() ? "" : " ".repeat(Math.max(2, NOTE_COLUMN - line.length())) + "# " + note;
    }

    private String line(Instruction in, List<Type> registers) {
        List<String> operands =
                new ArrayList<>(in.sources().stream().map(r -> "r" + r).toList());
        switch (in.op().immediate()) {
            case NONE -> {}
            case VALUE ->
                operands.add(
                        constant(in.immediate(), registers.get(in.registers().getFirst())));
            case STATE ->
                operands.add(program.shown().state().get((int) in.immediate()).name());
            case EVENT ->
                operands.add(program.shown().events().get((int) in.immediate()).name());
            case MESSAGE, MAXIMUM -> operands.add(Long.toString(in.immediate()));
            case CALL -> {
                Invocation call = Invocation.unpacked(in.immediate());
                operands.add(call.message() + (call.view() ? " view " : " ") + call.gas());
            }
        }
        String target = in.op().writes() ? "r" + in.registers().getFirst() + " = " : "";
        String words = operands.isEmpty() ? "" : " " + String.join(", ", operands);
        return target + in.op().mnemonic() + words;
    }

    private static String constant(long value, Type type) {
        return switch (type) {
            case Type.Scalar.FIXED -> Fixed.toString(value);
            case Type.Scalar.BOOL -> value == 0 ? "false" : "true";
            case Type.Scalar.INT -> Long.toString(value);
            case Type.Bytes b -> throw new IllegalArgumentException("a constant of " + type.text());
            case Type.Vec v -> throw new IllegalArgumentException("a constant of " + type.text());
            case Type.Mat m -> throw new IllegalArgumentException("a constant of " + type.text());
            case Type.Dataset d -> throw new IllegalArgumentException("a constant of " + type.text());
            case Type.Map m -> throw new IllegalArgumentException("a constant of " + type.text());
        };
    }
}
