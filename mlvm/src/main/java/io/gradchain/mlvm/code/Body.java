package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import java.util.List;

/**
 * What a function does. Its parameters are registers 0, 1, …; the locals come behind them.
 *
 * @param locals types of the registers behind the parameters
 */
public record Body(List<Type> locals, List<Instruction> instructions) {
    public Body {
        locals = List.copyOf(locals);
        instructions = List.copyOf(instructions);
    }

    static Body read(ByteReader in) {
        return new Body(in.list(Limits.REGISTERS, Type::read), in.list(Limits.CODE_BYTES, Instruction::read));
    }

    static void write(ByteWriter out, Body body) {
        out.list(body.locals, Type::write).list(body.instructions, Instruction::write);
    }
}
