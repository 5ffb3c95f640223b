package io.gradchain.mlvm.code;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.codec.DecodeException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytecode of one contract, well-formed but not yet checked (M-23).
 *
 * <pre>
 *  +---------+---------+-----------+--------+--------+-----
 *  | "gvm"   | u8      |           |        |        |
 *  | 3 bytes | version | interface | body 0 | body 1 | …      one body for each function of the interface
 *  +---------+---------+-----------+--------+--------+-----
 * </pre>
 */
public record Program(Interface shown, List<Body> bodies) {
    public static final int VERSION = 1;
    private static final int MAGIC = 0x67766d;

    public Program {
        bodies = List.copyOf(bodies);
        if (bodies.size() != shown.functions().size()) {
            throw new IllegalArgumentException(
                    bodies.size() + " bodies for " + shown.functions().size() + " functions");
        }
    }

    /** @throws DecodeException for whatever is no canonical program */
    public static Program decode(byte[] code) {
        return ByteReader.decode(code, Program::read);
    }

    private static Program read(ByteReader in) {
        int magic = in.u8() << 16 | in.u16();
        if (magic != MAGIC) {
            throw in.fail("not a program: it starts with the letters gvm");
        }
        int version = in.u8();
        if (version != VERSION) {
            throw in.fail("bytecode version " + version + ", this machine runs " + VERSION);
        }
        Interface shown = Interface.read(in);
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < shown.functions().size(); i++) {
            bodies.add(Body.read(in));
        }
        return new Program(shown, bodies);
    }

    public byte[] encoded() {
        ByteWriter out = new ByteWriter().u8(MAGIC >>> 16).u16(MAGIC & 0xffff).u8(VERSION);
        Interface.write(out, shown);
        bodies.forEach(body -> Body.write(out, body));
        return out.toByteArray();
    }

    /** The types of all registers of a function: parameters, then locals. */
    public List<Type> registers(int function) {
        List<Type> all = new ArrayList<>(shown.functions().get(function).parameterTypes());
        all.addAll(bodies.get(function).locals());
        return List.copyOf(all);
    }
}
