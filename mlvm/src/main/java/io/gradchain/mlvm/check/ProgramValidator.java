package io.gradchain.mlvm.check;

import io.gradchain.genesis.codec.DecodeException;
import io.gradchain.mlvm.check.Validation.Accepted;
import io.gradchain.mlvm.check.Validation.Refused;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * Says once, at deploy, whether bytes are a program that may run (M-30 to M-37); it answers for any bytes, in time linear
 * in their number.
 */
public final class ProgramValidator {
    private static final int NONE = -1;

    private ProgramValidator() {}

    public static Validation validate(byte[] code) {
        if (code.length > Limits.CODE_BYTES) {
            return new Refused(
                    code.length + " bytes of code, at most " + Limits.CODE_BYTES + " are allowed", NONE, NONE);
        }
        Program program;
        try {
            program = Program.decode(code);
            HeadCheck.check(program.shown());
        } catch (DecodeException | Refusal wrong) {
            return new Refused(wrong.getMessage(), NONE, NONE);
        }
        List<Routine> routines = new ArrayList<>();
        for (int i = 0; i < program.bodies().size(); i++) {
            FunctionCheck function = new FunctionCheck(program, i);
            try {
                routines.add(function.check());
            } catch (Refusal refusal) {
                return new Refused(refusal.getMessage(), i, function.position());
            }
        }
        return new Accepted(new ValidProgram(program, routines, code.length));
    }
}
