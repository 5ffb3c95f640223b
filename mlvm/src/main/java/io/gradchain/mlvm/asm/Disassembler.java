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
    private final Program program;
    private final StringBuilder out = new StringBuilder();

    private Disassembler(Program program) {
        this.program = program;
    }

    /** @param program one the validator has accepted: in others, names need not be names */
    public static String text(Program program) {
        return new Disassembler(program).print();
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
        for (Instruction instruction : program.bodies().get(index).instructions()) {
            boolean closes = instruction.op() == Op.END || instruction.op() == Op.ELSE;
            depth -= closes ? 1 : 0;
            out.append("  ".repeat(depth)).append(line(instruction, registers)).append('\n');
            boolean opens = instruction.op() == Op.LOOP || instruction.op() == Op.IF || instruction.op() == Op.ELSE;
            depth += opens ? 1 : 0;
        }
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
        };
    }
}
