package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One instruction (M-25): the written register, if any, then those read, then the immediate.
 *
 * <pre>
 *  +------+---------+--------------+----------------+
 *  | u8   | u8      | u8 each      | 0, 2, 4, 7, 8  |
 *  | code | count * | registers    | immediate      |      * only where the number is free
 *  +------+---------+--------------+----------------+
 * </pre>
 */
public record Instruction(Op op, List<Integer> registers, long immediate) {
    public Instruction {
        registers = List.copyOf(registers);
        if (op.registers() != Op.ANY && registers.size() != op.registers()) {
            throw new IllegalArgumentException(op + " has " + op.registers() + " registers, got " + registers.size());
        }
        if (op.writes() && registers.isEmpty()) {
            throw new IllegalArgumentException(op + " writes a register, got none");
        }
        if (registers.stream().anyMatch(r -> r < 0 || r >= Limits.REGISTERS) || registers.size() > most(op)) {
            throw new IllegalArgumentException("registers out of range: " + registers);
        }
        if (!inRange(op, immediate)) {
            throw new IllegalArgumentException(op + " cannot hold " + immediate);
        }
    }

    /** An instruction of any number of operands has at most as many as a function has parameters. */
    private static int most(Op op) {
        return Limits.FIELDS + (op.writes() ? 1 : 0);
    }

    private static boolean inRange(Op op, long immediate) {
        return switch (op.immediate()) {
            case NONE -> immediate == 0;
            case VALUE -> true;
            case STATE, MESSAGE, EVENT -> immediate >= 0 && immediate <= 0xffff;
            case MAXIMUM -> immediate >= 0 && immediate <= Integer.MAX_VALUE;
            case CALL -> Invocation.unpacked(immediate).packed() == immediate;
        };
    }

    /** The registers that are read. */
    public List<Integer> sources() {
        return op.writes() ? registers.subList(1, registers.size()) : registers;
    }

    static Instruction read(ByteReader in) {
        int code = in.u8();
        for (Op op : Op.values()) {
            if (op.code() == code) {
                int count = op.registers() == Op.ANY ? in.u8() : op.registers();
                if (count > most(op) || (count == 0 && op.writes())) {
                    throw in.fail(count + " registers in one instruction");
                }
                List<Integer> registers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    registers.add(in.u8());
                }
                return new Instruction(op, registers, readImmediate(in, op));
            }
        }
        throw in.fail("unknown instruction " + code);
    }

    private static long readImmediate(ByteReader in, Op op) {
        return switch (op.immediate()) {
            case NONE -> 0;
            case VALUE -> in.i64();
            case STATE, MESSAGE, EVENT -> in.u16();
            case MAXIMUM -> in.u32();
            case CALL -> new Invocation(in.u16(), in.bool(), in.u32()).packed();
        };
    }

    static void write(ByteWriter out, Instruction instruction) {
        out.u8(instruction.op.code());
        if (instruction.op.registers() == Op.ANY) {
            out.u8(instruction.registers.size());
        }
        instruction.registers.forEach(out::u8);
        switch (instruction.op.immediate()) {
            case NONE -> {}
            case VALUE -> out.i64(instruction.immediate);
            case STATE, MESSAGE, EVENT -> out.u16((int) instruction.immediate);
            case MAXIMUM -> out.u32((int) instruction.immediate);
            case CALL -> {
                Invocation call = Invocation.unpacked(instruction.immediate);
                out.u16(call.message()).bool(call.view()).u32(call.gas());
            }
        }
    }
}
