package io.gradchain.mlvm.check;

import io.gradchain.mlvm.check.TypeRules.Typed;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.EventType;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** One pass over the instructions of a function: types, defined registers, blocks, costs (M-32 to M-36). */
final class FunctionCheck {
    /** A block that is open, and what was defined where it began. */
    private static final class Block {
        private final Op op;
        private final int start;
        private final long rounds;
        private final BitSet before;
        /** What the first branch of an if has defined; null if it does not reach the end of its block. */
        private BitSet first;

        private int elseAt = Step.NONE;

        Block(Op op, int start, long rounds, BitSet before) {
            this.op = op;
            this.start = start;
            this.rounds = rounds;
            this.before = before;
        }
    }

    private final int index;
    private final Interface shown;
    private final Signature signature;
    private final Body body;
    private final List<Type> registers;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final Cost cost;
    /** Registers that hold a value here; null where no path leads. */
    private BitSet defined = new BitSet();

    private int loops;
    private int deepestLoop;
    private boolean payable;

    FunctionCheck(Program program, int index) {
        this.index = index;
        this.shown = program.shown();
        this.signature = shown.functions().get(index);
        this.body = program.bodies().get(index);
        this.registers = program.registers(index);
        this.cost =
                new Cost(shown.state(), registers, body.instructions().stream().anyMatch(i -> i.op() == Op.APPEND));
    }

    /** How many instructions have passed: where a {@link Refusal} came from. */
    int position() {
        return steps.size();
    }

    Routine check() {
        if (registers.size() > Limits.REGISTERS) {
            throw new Refusal(registers.size() + " registers, at most " + Limits.REGISTERS + " are allowed");
        }
        registers.forEach(HeadCheck::register);
        defined.set(0, signature.parameters().size());
        for (Instruction instruction : body.instructions()) {
            instruction(instruction);
        }
        if (!blocks.isEmpty()) {
            throw new Refusal("the block of instruction " + blocks.element().start + " has no end");
        }
        if (defined != null) {
            throw new Refusal("the function can run past its last instruction: it must return");
        }
        return new Routine(
                index, signature, registers, steps, deepestLoop, payable, cost.worst(signature.parameterTypes()));
    }

    private void instruction(Instruction in) {
        boolean closes = in.op() == Op.END || in.op() == Op.ELSE;
        if (defined == null && !closes) {
            throw new Refusal("no path leads here");
        }
        for (int register : in.registers()) {
            if (register >= registers.size()) {
                throw new Refusal("there is no register " + register);
            }
        }
        for (int register : in.sources()) {
            if (!defined.get(register)) {
                throw new Refusal("register " + register + " may be read before it is written");
            }
        }
        switch (in.op()) {
            case LOOP -> loop(in);
            case IF -> branch(in);
            case ELSE -> otherwise(in);
            case END -> end(in);
            case RETURN -> returns(in);
            case REQUIRE -> require(in);
            case EMIT -> emit(in);
            case LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> state(in);
            case MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP -> map(in);
            case TEXT -> text(in);
            case TRANSFER -> transfer(in);
            case INVOKE -> invoke(in);
            default -> computing(in);
        }
    }

    private void computing(Instruction in) {
        int out = in.registers().getFirst();
        Type wanted = registers.get(out);
        Typed typed;
        try {
            typed = TypeRules.type(in.op(), wanted, types(in));
        } catch (IllegalArgumentException tooLarge) {
            throw new Refusal("the result is too large: " + tooLarge.getMessage());
        }
        TypeRules.require(typed.result(), wanted);
        if (in.op() == Op.CONST && wanted == Scalar.BOOL && (in.immediate() & ~1L) != 0) {
            throw new Refusal("a bool is 0 or 1");
        }
        payable |= in.op() == Op.VALUE;
        define(in, Step.of(in, typed.form(), wanted));
    }

    private List<Type> types(Instruction in) {
        return in.sources().stream().map(registers::get).toList();
    }

    private void define(Instruction in, Step step) {
        if (in.op().writes()) {
            defined.set(in.registers().getFirst());
        }
        append(step);
    }

    private void append(Step step) {
        cost.add(step);
        steps.add(step);
    }

    private void plain(Instruction in) {
        define(
                in,
                Step.of(
                        in,
                        Form.PLAIN,
                        in.op().writes() ? registers.get(in.registers().getFirst()) : null));
    }

    private void state(Instruction in) {
        Type variable = variableOf(in);
        if (in.op() == Op.LOAD || in.op() == Op.STORE) {
            HeadCheck.register(variable);
            Type register = registers.get(in.registers().getFirst());
            TypeRules.require(in.op() == Op.LOAD ? variable : register, in.op() == Op.LOAD ? register : variable);
        } else if (variable instanceof Type.Dataset data) {
            data(in, data);
        } else {
            throw new Refusal(in.op().mnemonic() + " works on a dataset, not on " + variable.text());
        }
        if (in.op() == Op.STORE || in.op() == Op.APPEND) {
            requireChange(in.op());
        }
        plain(in);
    }

    private void map(Instruction in) {
        Type.Map map = variableOf(in) instanceof Type.Map m ? m : null;
        if (map == null) {
            throw new Refusal(in.op().mnemonic() + " works on a map, not on "
                    + variableOf(in).text());
        }
        List<Type> sources = types(in);
        TypeRules.require(sources.getFirst(), map.key());
        switch (in.op()) {
            case MAP_GET ->
                TypeRules.require(map.value(), registers.get(in.registers().getFirst()));
            case MAP_HAS ->
                TypeRules.require(Scalar.BOOL, registers.get(in.registers().getFirst()));
            case MAP_PUT -> {
                TypeRules.require(sources.get(1), map.value());
                requireChange(in.op());
            }
            default -> requireChange(in.op());
        }
        plain(in);
    }

    private Type variableOf(Instruction in) {
        if (in.immediate() >= shown.state().size()) {
            throw new Refusal("there is no state variable " + in.immediate());
        }
        return shown.state().get((int) in.immediate()).type();
    }

    private String messageOf(long index) {
        return shown.message(index).orElseThrow(() -> new Refusal("there is no message " + index));
    }

    private void text(Instruction in) {
        int bytes = messageOf(in.immediate()).getBytes(StandardCharsets.UTF_8).length;
        TypeRules.require(
                new Type.Bytes(Math.max(1, bytes)), registers.get(in.registers().getFirst()));
        plain(in);
    }

    private void transfer(Instruction in) {
        requireChange(in.op());
        TypeRules.require(types(in).get(0), Type.Bytes.ADDRESS);
        TypeRules.require(types(in).get(1), Scalar.INT);
        plain(in);
    }

    /** What the called contract takes and gives is seen when it is called. */
    private void invoke(Instruction in) {
        Invocation call = Invocation.unpacked(in.immediate());
        messageOf(call.message());
        List<Type> sources = types(in);
        if (sources.size() < 2) {
            throw new Refusal("invoke takes an address, the units paid, and the arguments");
        }
        TypeRules.require(sources.get(0), Type.Bytes.ADDRESS);
        TypeRules.require(sources.get(1), Scalar.INT);
        Type result = registers.get(in.registers().getFirst());
        long bytes = sources.stream().mapToLong(Type::encodedBytes).sum();
        if (bytes > Limits.ARGUMENT_BYTES || result.encodedBytes() > Limits.OUTPUT_BYTES) {
            throw new Refusal("the arguments or the result of this call are too large");
        }
        if (!call.view()) {
            requireChange(in.op());
        }
        plain(in);
    }

    private void data(Instruction in, Type.Dataset data) {
        Type first = registers.get(in.registers().getFirst());
        switch (in.op()) {
            case DATA_X -> TypeRules.require(data.x(), first);
            case DATA_Y -> TypeRules.require(data.y(), first);
            case APPEND -> {
                if (TypeRules.mat(first).cols() != data.features()) {
                    throw new Refusal("rows of " + first.text() + " do not fit " + data.text());
                }
                TypeRules.requireEqual(
                        TypeRules.mat(first).rows(),
                        TypeRules.vec(registers.get(in.registers().get(1))).size(),
                        first,
                        registers.get(in.registers().get(1)));
            }
            default -> TypeRules.require(Scalar.INT, first);
        }
    }

    private void requireChange(Op op) {
        if (signature.kind() == Kind.VIEW) {
            throw new Refusal("a view changes nothing, but here is " + op.mnemonic());
        }
    }

    private void emit(Instruction in) {
        requireChange(Op.EMIT);
        if (in.immediate() >= shown.events().size()) {
            throw new Refusal("there is no event " + in.immediate());
        }
        EventType event = shown.events().get((int) in.immediate());
        fit(types(in), event.types(), "event " + event.name());
        plain(in);
    }

    private static void fit(List<Type> given, List<Type> wanted, String what) {
        if (given.size() != wanted.size()) {
            throw new Refusal(what + " takes " + wanted.size() + " values, got " + given.size());
        }
        for (int i = 0; i < given.size(); i++) {
            TypeRules.require(given.get(i), wanted.get(i));
        }
    }

    private void require(Instruction in) {
        TypeRules.require(types(in).getFirst(), Scalar.BOOL);
        messageOf(in.immediate());
        plain(in);
    }

    private void returns(Instruction in) {
        fit(types(in), signature.result().stream().toList(), "return");
        plain(in);
        defined = null;
    }

    private void open(Instruction in, long rounds, BitSet before) {
        if (blocks.size() == Limits.NESTING) {
            throw new Refusal("blocks nest deeper than " + Limits.NESTING);
        }
        blocks.push(new Block(in.op(), steps.size(), rounds, before));
    }

    private void loop(Instruction in) {
        TypeRules.require(types(in).getFirst(), Scalar.INT);
        TypeRules.require(Scalar.INT, registers.get(in.registers().getFirst()));
        open(in, in.immediate(), (BitSet) defined.clone());
        plain(in);
        cost.enter();
        loops++;
        deepestLoop = Math.max(deepestLoop, loops);
    }

    private void branch(Instruction in) {
        TypeRules.require(types(in).getFirst(), Scalar.BOOL);
        open(in, 1, (BitSet) defined.clone());
        plain(in);
        cost.enter();
    }

    private void otherwise(Instruction in) {
        Block block = blocks.peek();
        if (block == null || block.op != Op.IF || block.elseAt != Step.NONE) {
            throw new Refusal("an else without its if");
        }
        block.elseAt = steps.size();
        block.first = defined;
        defined = (BitSet) block.before.clone();
        append(Step.of(in, Form.PLAIN, null));
        cost.otherwise();
    }

    private void end(Instruction in) {
        if (blocks.isEmpty()) {
            throw new Refusal("an end without its block");
        }
        Block block = blocks.pop();
        int here = steps.size();
        if (block.op == Op.LOOP) {
            loops--;
            steps.set(block.start, steps.get(block.start).jumping(here + 1, loops));
            append(Step.of(in, Form.PLAIN, null).jumping(block.start, loops));
            defined = block.before;
        } else {
            int skip = block.elseAt == Step.NONE ? here : block.elseAt + 1;
            steps.set(block.start, steps.get(block.start).jumping(skip, 0));
            if (block.elseAt != Step.NONE) {
                steps.set(block.elseAt, steps.get(block.elseAt).jumping(here + 1, 0));
            }
            append(Step.of(in, Form.PLAIN, null));
            defined = join(block.elseAt == Step.NONE ? block.before : block.first, defined);
        }
        cost.leave(block.rounds);
    }

    /** What holds a value whichever way was taken. */
    private static BitSet join(BitSet a, BitSet b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both;
    }
}
