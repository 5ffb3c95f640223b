package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Invocation;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Programs that are almost programs: with some bytes changed, or some instructions. */
final class Mutations {
    private final SplittableRandom random;

    Mutations(SplittableRandom random) {
        this.random = random;
    }

    byte[] bytes(byte[] code) {
        byte[] out = code.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(out.length);
            switch (random.nextInt(4)) {
                case 0 -> out[at] = (byte) random.nextInt(256);
                case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> out = Arrays.copyOf(out, 1 + at);
                default -> out = spliced(out, at, random.nextInt(out.length), 1 + random.nextInt(16));
            }
        }
        return out;
    }

    /** With {@code length} bytes of its own put in again elsewhere. */
    private static byte[] spliced(byte[] code, int at, int from, int length) {
        byte[] piece = Arrays.copyOfRange(code, from, Math.min(code.length, from + length));
        byte[] out = new byte[code.length + piece.length];
        System.arraycopy(code, 0, out, 0, at);
        System.arraycopy(piece, 0, out, at, piece.length);
        System.arraycopy(code, at, out, at + piece.length, code.length - at);
        return out;
    }

    Program instructions(Program program) {
        List<Body> bodies = new ArrayList<>(program.bodies());
        int at = random.nextInt(bodies.size());
        List<Type> locals = new ArrayList<>(bodies.get(at).locals());
        List<Instruction> code = new ArrayList<>(bodies.get(at).instructions());
        for (int i = 1 + random.nextInt(2); i > 0 && !code.isEmpty(); i--) {
            int pc = random.nextInt(code.size());
            switch (random.nextInt(6)) {
                case 0 -> code.remove(pc);
                case 1 -> code.add(random.nextInt(code.size()), code.get(pc));
                case 2 -> code.set(pc, otherRegister(code.get(pc), locals.size() + 4));
                case 3 -> code.set(pc, otherOperation(code.get(pc)));
                case 4 -> code.set(pc, otherImmediate(code.get(pc)));
                default -> {
                    if (locals.size() > 1) {
                        locals.set(random.nextInt(locals.size()), locals.get(random.nextInt(locals.size())));
                    }
                }
            }
        }
        bodies.set(at, new Body(locals, code));
        return new Program(program.shown(), bodies);
    }

    private Instruction otherRegister(Instruction in, int registers) {
        List<Integer> changed = new ArrayList<>(in.registers());
        if (!changed.isEmpty()) {
            changed.set(random.nextInt(changed.size()), random.nextInt(Math.min(256, registers)));
        }
        return new Instruction(in.op(), changed, in.immediate());
    }

    /** Another instruction of as many registers and the same immediate. */
    private Instruction otherOperation(Instruction in) {
        List<Op> alike = Arrays.stream(Op.values())
                .filter(op -> op.registers() == in.op().registers()
                        && op.immediate() == in.op().immediate()
                        && !(op.writes() && in.registers().isEmpty()))
                .toList();
        return new Instruction(alike.get(random.nextInt(alike.size())), in.registers(), in.immediate());
    }

    private Instruction otherImmediate(Instruction in) {
        return switch (in.op().immediate()) {
            case NONE -> in;
            case VALUE -> new Instruction(in.op(), in.registers(), random.nextLong() >> random.nextInt(64));
            case STATE, MESSAGE, EVENT -> new Instruction(in.op(), in.registers(), random.nextInt(12));
            case MAXIMUM -> new Instruction(in.op(), in.registers(), random.nextInt(Integer.MAX_VALUE));
            case CALL ->
                new Instruction(
                        in.op(),
                        in.registers(),
                        new Invocation(random.nextInt(12), random.nextBoolean(), random.nextInt(Integer.MAX_VALUE))
                                .packed());
        };
    }
}
