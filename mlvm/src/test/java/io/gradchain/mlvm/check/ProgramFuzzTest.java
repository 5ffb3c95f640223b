package io.gradchain.mlvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.Callee;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.asm.Disassembler;
import io.gradchain.mlvm.check.Validation.Accepted;
import io.gradchain.mlvm.check.Validation.Refused;
import io.gradchain.mlvm.code.Dim;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mutated programs are refused with a reason or run to a result; nothing else may come out (M-30, M-60). */
final class ProgramFuzzTest {
    private static final long SEED = 4202611;
    private static final long GAS = 300_000;
    private static final long MEMORY = 1 << 20;
    private static final int CALLS = 2;

    private static List<Program> programs() {
        return List.of(LinearRegression.program(3, 8), LogisticRegression.program(2, 600), Everything.program());
    }

    @Test
    void mutatedBytesAreRefusedOrRun() {
        bytes(13_000, SEED);
    }

    @Test
    void mutatedInstructionsAreRefusedOrRun() {
        instructions(8_000, SEED);
    }

    @Tag("marathon")
    @Test
    void aMillionMutationsAreRefusedOrRun() {
        bytes(500_000, SEED + 1);
        instructions(500_000, SEED + 2);
    }

    private static void bytes(int count, long seed) {
        List<byte[]> codes = programs().stream().map(Program::encoded).toList();
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            byte[] code = new Mutations(random).bytes(codes.get(i % codes.size()));
            accepted += judge(code, random, seed + i) ? 1 : 0;
        }
        assertThat(accepted).isBetween(count / 50, count / 2);
    }

    private static void instructions(int count, long seed) {
        List<Program> programs = programs();
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Program program = new Mutations(random).instructions(programs.get(i % programs.size()));
            accepted += judge(program.encoded(), random, seed + i) ? 1 : 0;
        }
        assertThat(accepted).isBetween(count / 10, count * 9 / 10);
    }

    private static boolean judge(byte[] code, SplittableRandom random, long seed) {
        try {
            return switch (Vm.validate(code)) {
                case Refused refused -> {
                    assertThat(refused.reason()).isNotBlank();
                    yield false;
                }
                case Accepted accepted -> {
                    assertThat(accepted.program().program().encoded()).isEqualTo(code);
                    if (random.nextInt(4) == 0) {
                        roundTrip(accepted.program(), code);
                    }
                    MemoryHost host = beside(accepted.program());
                    List<Routine> routines = accepted.program().routines();
                    for (int i = 0; i < CALLS && !routines.isEmpty(); i++) {
                        run(accepted.program(), routines.get(random.nextInt(routines.size())), host, random);
                    }
                    yield true;
                }
            };
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError("seed " + seed, broken);
        }
    }

    /** A host on which the program stands a second time, at the address of ones, to be called. */
    private static MemoryHost beside(ValidProgram program) {
        MemoryHost host = new MemoryHost();
        MemoryHost other = new MemoryHost();
        other.self = address(Type.Bytes.ADDRESS);
        other.contracts = host.contracts;
        other.balances = host.balances;
        host.contracts.put("01".repeat(20), new Callee(program, other));
        host.balances.put("00".repeat(20), 1_000L);
        return host;
    }

    private static byte[] address(Type.Bytes type) {
        byte[] ones = new byte[type.cap()];
        Arrays.fill(ones, (byte) 1);
        return ones;
    }

    private static void roundTrip(ValidProgram program, byte[] code) {
        String text = Disassembler.text(program.program());
        Assembler.Result.Assembled again = (Assembler.Result.Assembled) Assembler.assemble(text);
        assertThat(again.program().encoded()).isEqualTo(code);
    }

    private static void run(ValidProgram program, Routine routine, MemoryHost host, SplittableRandom random) {
        List<Type> types = routine.signature().parameterTypes();
        if (types.stream().anyMatch(type -> type.elements() > 100_000 && exact(type))) {
            return;
        }
        byte[] arguments =
                Values.encode(types.stream().map(type -> draw(type, random)).toList());
        CallMode mode =
                switch (routine.signature().kind()) {
                    case INIT -> CallMode.DEPLOY;
                    case EXTERNAL -> CallMode.TRANSACTION;
                    case VIEW -> CallMode.VIEW;
                };
        String before = host.slots.keySet() + " " + host.events.size();
        RunResult result = Vm.run(program, mode, routine.signature().name(), arguments, new Budget(GAS, MEMORY), host);
        assertThat(result.gasUsed()).isBetween(0L, GAS);
        assertThat(result.gasUsed()).isLessThanOrEqualTo(routine.worstGas());
        if (result instanceof RunResult.Trapped || mode == CallMode.VIEW) {
            assertThat(host.slots.keySet() + " " + host.events.size()).isEqualTo(before);
        }
    }

    private static boolean exact(Type type) {
        return switch (type) {
            case Type.Vec v -> !v.size().runtime();
            case Type.Mat m -> !m.rows().runtime() || m.cols() > 10_000;
            case Type.Scalar s -> false;
            case Type.Bytes b -> false;
            case Type.Dataset d -> false;
            case Type.Map m -> false;
        };
    }

    private static Value draw(Type type, SplittableRandom random) {
        return switch (type) {
            case Type.Scalar.FIXED -> Value.fixed(raw(random));
            case Type.Scalar.INT -> Value.integer(random.nextInt(-1, 5));
            case Type.Scalar.BOOL -> new Value.BoolValue(random.nextBoolean());
            case Type.Bytes b ->
                new Value.BytesValue(random.nextBoolean() ? address(b) : new byte[random.nextInt(b.cap() + 1)]);
            case Type.Vec v -> Value.tensor(FixedTensor.adoptVec(raws(size(v.size(), random), random)));
            case Type.Mat m -> {
                int rows = size(m.rows(), random);
                yield Value.tensor(FixedTensor.adoptMat(rows, m.cols(), raws(rows * m.cols(), random)));
            }
            case Type.Dataset d -> throw new IllegalArgumentException("a dataset is no argument");
            case Type.Map m -> throw new IllegalArgumentException("a map is no argument");
        };
    }

    private static int size(Dim dim, SplittableRandom random) {
        return dim.runtime() ? random.nextInt(Math.min(dim.size(), 5) + 1) : dim.size();
    }

    private static long[] raws(int n, SplittableRandom random) {
        long[] raws = new long[n];
        Arrays.setAll(raws, i -> raw(random));
        return raws;
    }

    /** Mostly 0 and 1, so that labels are labels and indices are indices. */
    private static long raw(SplittableRandom random) {
        return random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(2) * Fixed.ONE;
    }
}
