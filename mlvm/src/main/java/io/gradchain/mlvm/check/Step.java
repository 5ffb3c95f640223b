package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;

/**
 * One instruction as the interpreter runs it: its kinds of operand settled, its jump known. Nothing about it is checked
 * again.
 *
 * @param out the written register, or −1
 * @param a first register read, or −1; {@code b} and {@code c} likewise
 * @param type of the written register, null where there is none
 * @param target of LOOP, IF and ELSE: where to go on if the block is not entered; of the END of a loop: its LOOP; else −1
 * @param depth of LOOP and its END: how many loops are around it
 */
public record Step(
        Op op, Form form, int out, int a, int b, int c, long immediate, Type type, int target, int depth, int[] list) {
    static final int NONE = -1;

    static Step of(Instruction in, Form form, Type outType) {
        int first = in.op().writes() ? 1 : 0;
        return new Step(
                in.op(),
                form,
                in.op().writes() ? in.registers().getFirst() : NONE,
                register(in, first),
                register(in, first + 1),
                register(in, first + 2),
                in.immediate(),
                outType,
                NONE,
                0,
                in.registers().stream().mapToInt(Integer::intValue).toArray());
    }

    private static int register(Instruction in, int i) {
        return i < in.registers().size() ? in.registers().get(i) : NONE;
    }

    /** How many registers are read. */
    public int sources() {
        return list.length - (out == NONE ? 0 : 1);
    }

    Step jumping(int to, int loops) {
        return new Step(op, form, out, a, b, c, immediate, type, to, loops, list);
    }
}
