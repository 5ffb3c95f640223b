package io.gradchain.mlvm.check;

import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Program;
import java.util.List;
import java.util.Optional;

/** A program that has passed {@link ProgramValidator}, ready to run: immutable, to be kept by the hash of its bytes. */
public final class ValidProgram {
    private final Program program;
    private final List<Routine> routines;
    private final int bytes;

    ValidProgram(Program program, List<Routine> routines, int bytes) {
        this.program = program;
        this.bytes = bytes;
        this.routines = List.copyOf(routines);
    }

    public Program program() {
        return program;
    }

    /** How many bytes its code has. */
    public int bytes() {
        return bytes;
    }

    public Interface shown() {
        return program.shown();
    }

    public List<Routine> routines() {
        return routines;
    }

    public Optional<Routine> routine(String name) {
        return routines.stream().filter(r -> r.signature().name().equals(name)).findFirst();
    }
}
