package io.gradchain.mlvm.check;

import io.gradchain.mlvm.check.TypeRules.Typed;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
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
    private final WorldRules world;
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
        this.world = new WorldRules(shown, signature.kind(), registers);
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
            case LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND, MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP -> outside(in);
            case REQUIRE, EMIT, TEXT, TRANSFER, INVOKE -> outside(in);
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

    /** State, texts, events, other contracts. */
    private void outside(Instruction in) {
        world.check(in);
        plain(in);
    }

    private void returns(Instruction in) {
        WorldRules.fit(types(in), signature.result().stream().toList(), "return");
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
