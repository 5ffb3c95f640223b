package io.gradchain.mlvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.check.Validation.Accepted;
import io.gradchain.mlvm.check.Validation.Refused;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.contract.LinearRegression;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each rule of the validator refuses what breaks it, with the place. */
final class ProgramValidatorTest {
    private static Validation validate(String text) {
        Assembler.Result result = Assembler.assemble(text);
        assertThat(result).isInstanceOf(Assembler.Result.Assembled.class);
        return Vm.validate(((Assembler.Result.Assembled) result).program().encoded());
    }

    /** The reason why this function body is refused, and the instruction. */
    private static void refused(String function, int pc, String reason) {
        String head =
                "contract C\nstate x: fixed\nstate v: vec[3]\nstate d: dataset[9, 2]\nevent E(a: int)\nmessage \"m\"\n";
        Refused refused = (Refused) validate(head + function);
        assertThat(refused.reason()).contains(reason);
        assertThat(refused.pc()).as(refused.reason()).isEqualTo(pc);
    }

    @Test
    void theProgramWithEveryInstructionIsAccepted() {
        Program program = Everything.program();
        assertThat(Vm.validate(program.encoded())).isInstanceOf(Accepted.class);
        TreeSet<Op> used = new TreeSet<>();
        program.bodies()
                .forEach(b -> b.instructions().stream().map(Instruction::op).forEach(used::add));
        assertThat(used).containsExactly(Op.values());
    }

    @Test
    void typesThatDoNotFitAreRefused() {
        refused(
                "view f() -> int\n local r0: int\n local r1: fixed\n r0 = const 1\n r1 = const 1\n r0 = add r0, r1",
                2,
                "do not fit");
        refused("view f(a: vec[2], b: vec[3])\n local r2: vec[2]\n r2 = add r0, r1", 0, "vec[2] and vec[3] do not fit");
        refused("view f(a: mat[<=4, 2], b: vec[3])\n local r2: vec[<=4]\n r2 = matvec r0, r1", 0, "do not fit");
        refused("view f(a: vec[<=4])\n local r1: vec[4]\n r1 = neg r0", 0, "vec[<=4] where vec[4] is expected");
        refused("view f(a: vec[3]) -> fixed\n return r0", 0, "vec[3] where fixed is expected");
        refused("view f() -> fixed\n return", 0, "takes 1 values");
        refused("view f(a: bool)\n local r1: bool\n r1 = const 2\n return", 0, "a bool is 0 or 1");
        refused("view f(a: mat[<=4, 2])\n local r1: mat[2, 4]\n r1 = transpose r0", 0, "a run-time size");
        refused("view f(a: vec[4])\n local r1: mat[3, 2]\n r1 = reshape r0", 0, "not as many values");
        refused("view f(a: vec[<=8000000])\n local r1: vec[<=8388608]\n r1 = concat r0, r0", 0, "too large");
    }

    @Test
    void registersAreReadOnlyWhereEveryPathHasWrittenThem() {
        refused("view f() -> int\n local r0: int\n return r0", 0, "may be read before it is written");
        refused(
                "view f(c: bool) -> int\n local r1: int\n if r0\n r1 = const 1\n end\n return r1",
                3,
                "may be read before");
        refused(
                "view f(n: int) -> int\n local r1: int\n local r2: int\n r1 = loop r0, 9\n r2 = const 1\n end\n return r2",
                3,
                "may be read");
        refused("view f() -> int\n return r9", 0, "there is no register 9");
        assertThat(
                        validate(
                                "contract C\nview f(c: bool) -> int\n local r1: int\n if r0\n r1 = const 1\n else\n r1 = const 2\n end\n return r1"))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void blocksCloseAndEveryPathReturns() {
        refused("view f(c: bool)\n if r0\n return", 2, "has no end");
        refused("view f(c: bool)\n end\n return", 0, "an end without its block");
        refused("view f(c: bool)\n else\n return", 0, "an else without its if");
        refused("view f(c: bool)\n return\n return", 1, "no path leads here");
        refused("view f(c: bool)\n if r0\n return\n end", 3, "must return");
        refused(
                "view f(c: bool)\n" + " if r0\n".repeat(65) + " end\n".repeat(65) + " return",
                64,
                "nest deeper than 64");
    }

    @Test
    void stateIsUsedAsItIsDeclared() {
        refused("view f()\n local r0: fixed\n r0 = load d", 0, "a dataset can only be a state variable");
        refused("view f()\n local r0: int\n r0 = data_len x", 0, "works on a dataset, not on fixed");
        refused("view f(a: fixed)\n store r0, x", 0, "a view changes nothing");
        refused("view f(a: int)\n emit r0, E", 0, "a view changes nothing");
        refused("external f(a: fixed)\n emit r0, E", 0, "fixed where int is expected");
        refused("external f(a: vec[<=3])\n store r0, v", 0, "vec[<=3] where vec[3] is expected");
        refused("external f(a: mat[<=3, 3], b: vec[3])\n append r0, r1, d", 0, "do not fit dataset[9, 2]");
        refused("view f(c: bool)\n require r0, 1\n return", 0, "there is no message 1");
    }

    @Test
    void theHeadIsChecked() {
        assertThat(reason("contract C\nview f()\n return\nview f()\n return")).contains("f is used twice");
        assertThat(reason("contract 9x\nview f()\n return")).contains("a name has letters");
        assertThat(reason("contract C\nexternal init()\n return")).contains("is named init");
        assertThat(reason("contract C\ninit() -> int\n local r0: int\n r0 = const 1\n return r0"))
                .contains("no result");
        assertThat(reason("contract C\nstate v: vec[<=3]")).contains("a run-time size");
        assertThat(reason("contract C\nview f(a: vec[<=40000]) -> vec[<=40000]\n return r0"))
                .contains("above 262144");
        assertThat(reason("contract C\nview f(d: dataset[2, 2])\n return")).contains("only be a state variable");
        assertThat(reason("contract C\nevent E(v: vec[3000])")).contains("at most 16384");
    }

    private static String reason(String text) {
        return ((Refused) validate(text)).reason();
    }

    @Test
    void whatIsNoProgramIsRefused() {
        byte[] code = LinearRegression.program(2, 9).encoded();
        byte[] newer = code.clone();
        newer[3] = 2;
        assertThat(((Refused) Vm.validate(newer)).reason()).contains("bytecode version 2");
        assertThat(((Refused) Vm.validate(new byte[0])).reason()).contains("ends 1 bytes early");
        assertThat(((Refused) Vm.validate(new byte[100_000])).reason()).contains("at most 65536");
        assertThat(((Refused) Vm.validate(Arrays.copyOf(code, code.length + 1))).reason())
                .contains("1 trailing");
        for (int n = 0; n < code.length; n += 7) {
            assertThat(Vm.validate(Arrays.copyOf(code, n))).isInstanceOf(Refused.class);
        }
    }
}
