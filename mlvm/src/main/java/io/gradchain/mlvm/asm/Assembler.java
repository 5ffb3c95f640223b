package io.gradchain.mlvm.asm;

import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.numeric.ParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the text of a program, one declaration or instruction a line; {@code #} starts a comment outside quotes. Whether
 * the program may run is the validator's to say.
 */
public final class Assembler {
    /** What became of a text. */
    public sealed interface Result {
        record Assembled(Program program) implements Result {}

        /** @param line from 1 */
        record Failed(int line, String reason) implements Result {}
    }

    /** Carries a reason up to {@link #assemble}, which adds the line and returns it. */
    static final class Mistake extends RuntimeException {
        Mistake(String reason) {
            super(reason, null, false, false);
        }
    }

    private String name = "";
    private final List<Field> state = new ArrayList<>();
    private final List<EventType> events = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<Body> bodies = new ArrayList<>();
    private List<Type> registers = new ArrayList<>();
    private List<Instruction> instructions = new ArrayList<>();

    private Assembler() {}

    public static Result assemble(String text) {
        Assembler assembler = new Assembler();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                assembler.line(withoutComment(lines[i]).strip());
            } catch (Mistake mistake) {
                return new Result.Failed(i + 1, mistake.getMessage());
            }
        }
        assembler.close();
        Interface shown = new Interface(
                assembler.name, assembler.state, assembler.events, assembler.messages, assembler.signatures);
        return new Result.Assembled(new Program(shown, assembler.bodies));
    }

    private static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    private void line(String line) {
        int space = line.indexOf(' ');
        String first = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        switch (first) {
            case "" -> {}
            case "contract" -> name = rest;
            case "state" -> state.add(TypeReader.field(rest));
            case "event" -> events.add(new EventType(beforeParameters(rest), parameters(rest)));
            case "message" -> messages.add(Quoted.read(rest));
            case "external" -> function(Kind.EXTERNAL, rest);
            case "view" -> function(Kind.VIEW, rest);
            case "local" -> local(rest);
            default -> {
                if (first.startsWith("init(")) {
                    function(Kind.INIT, line);
                } else {
                    instruction(line);
                }
            }
        }
    }

    private static String beforeParameters(String text) {
        int open = text.indexOf('(');
        if (open < 0 || text.lastIndexOf(')') < open) {
            throw new Mistake("parameters stand between ( and )");
        }
        return text.substring(0, open).strip();
    }

    private static List<Field> parameters(String text) {
        beforeParameters(text);
        return TypeReader.fields(text.substring(text.indexOf('(') + 1, text.lastIndexOf(')')));
    }

    private void function(Kind kind, String text) {
        close();
        int arrow = text.lastIndexOf("->");
        Optional<Type> result = arrow < 0 ? Optional.empty() : Optional.of(TypeReader.type(text.substring(arrow + 2)));
        Signature signature = new Signature(beforeParameters(text), kind, parameters(text), result);
        signatures.add(signature);
        registers = new ArrayList<>(signature.parameterTypes());
        instructions = new ArrayList<>();
    }

    private void close() {
        if (!signatures.isEmpty()) {
            int parameters = signatures.getLast().parameters().size();
            bodies.add(new Body(registers.subList(parameters, registers.size()), instructions));
        }
    }

    private void local(String text) {
        Field field = TypeReader.field(text);
        requireFunction();
        if (!field.name().equals("r" + registers.size())) {
            throw new Mistake("the next register is r" + registers.size());
        }
        registers.add(field.type());
    }

    private void requireFunction() {
        if (signatures.isEmpty()) {
            throw new Mistake("this belongs into a function");
        }
    }

    private void instruction(String line) {
        requireFunction();
        int equals = line.indexOf('=');
        String right = equals < 0 ? line : line.substring(equals + 1).strip();
        int space = right.indexOf(' ');
        Op op = operation(space < 0 ? right : right.substring(0, space));
        List<Integer> operands = new ArrayList<>();
        if (op.writes() != (equals >= 0)) {
            throw new Mistake(op.mnemonic() + (op.writes() ? " writes a register: r… = " : " writes no register"));
        }
        if (op.writes()) {
            operands.add(register(line.substring(0, equals).strip()));
        }
        List<String> words = space < 0
                ? new ArrayList<>()
                : new ArrayList<>(List.of(right.substring(space + 1).split(",", -1)));
        long immediate = 0;
        if (op.immediate() != Op.Immediate.NONE) {
            if (words.isEmpty()) {
                throw new Mistake(op.mnemonic() + " lacks its last operand");
            }
            immediate = immediate(op, words.removeLast().strip(), operands);
        }
        words.forEach(word -> operands.add(register(word.strip())));
        try {
            instructions.add(new Instruction(op, operands, immediate));
        } catch (IllegalArgumentException wrong) {
            throw new Mistake(wrong.getMessage());
        }
    }

    private static Op operation(String mnemonic) {
        for (Op op : Op.values()) {
            if (op.name().toLowerCase(Locale.ROOT).equals(mnemonic)) {
                return op;
            }
        }
        throw new Mistake("unknown instruction " + mnemonic);
    }

    private long immediate(Op op, String word, List<Integer> written) {
        return switch (op.immediate()) {
            case NONE -> 0;
            case VALUE -> constant(word, registerType(written.getFirst()));
            case STATE -> indexOf(word, state.stream().map(Field::name).toList());
            case EVENT -> indexOf(word, events.stream().map(EventType::name).toList());
            case MESSAGE, MAXIMUM -> number(word, 10);
            case CALL -> invocation(word);
        };
    }

    /** {@code 3 view 200000}: message, whether a view, most gas. */
    private static long invocation(String word) {
        String[] parts = word.split(" +", -1);
        boolean view = parts.length == 3 && parts[1].equals("view");
        if (parts.length != (view ? 3 : 2)) {
            throw new Mistake("an invocation ends with a message, `view` if it is one, and the most gas: " + word);
        }
        long message = number(parts[0], 10);
        long gas = number(parts[parts.length - 1], 10);
        if (message < 0 || message > 0xffff || gas < 0 || gas > Integer.MAX_VALUE) {
            throw new Mistake("an invocation cannot hold " + word);
        }
        return new Invocation((int) message, view, (int) gas).packed();
    }

    private Type registerType(int register) {
        if (register >= registers.size()) {
            throw new Mistake("there is no register r" + register);
        }
        return registers.get(register);
    }

    private static long constant(String word, Type type) {
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true") ? 1 : 0;
        }
        if (type != Type.Scalar.FIXED) {
            return number(word, 10);
        }
        return switch (Fixed.parse(word)) {
            case ParseResult.Parsed parsed -> parsed.raw();
            case ParseResult.Refused refused -> throw new Mistake(refused.reason());
        };
    }

    private static long indexOf(String word, List<String> names) {
        if (!names.contains(word)) {
            throw new Mistake("there is no " + word);
        }
        return names.indexOf(word);
    }

    private static int register(String word) {
        long register = word.startsWith("r") ? number(word.substring(1), 10) : -1;
        if (register < 0 || register > 255) {
            throw new Mistake("a register, r0 to r255, is expected: " + word);
        }
        return (int) register;
    }

    static long number(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException notANumber) {
            throw new Mistake("a whole number is expected: " + text);
        }
    }
}
