package io.gradchain.mlvm.asm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.MemoryHost;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.contract.LinearRegression;
import io.gradchain.mlvm.contract.LogisticRegression;
import org.junit.jupiter.api.Test;

final class AssemblerTest {
    private static final String TRIANGLE = """
            contract Triangle
            message "too \\u0022large\\u0022 # really"

            view sum(n: int) -> int   # 1 + 2 + … + n
              local r1: int
              local r2: int
              local r3: bool
              r1 = const 1000
              r3 = le r0, r1
              require r3, 0
              r1 = const 0
              loop r2 = r0, 1000
                r1 = add r1, r2
                if r3
                  r1 = add r1, r0
                else
                  return r0
                end
              end
              return r1
            """.replace("loop r2 = r0", "r2 = loop r0");

    private static Program assembled(String text) {
        return ((Assembler.Result.Assembled) Assembler.assemble(text)).program();
    }

    @Test
    void theTrainingContractsComeBackFromTheirText() {
        for (Program program : new Program[] {LinearRegression.program(3, 100), LogisticRegression.program(30, 500)}) {
            String text = Disassembler.text(program);
            assertThat(assembled(text).encoded()).isEqualTo(program.encoded());
            assertThat(Disassembler.text(Program.decode(program.encoded()))).isEqualTo(text);
        }
    }

    @Test
    void aHandWrittenProgramRuns() {
        Program program = assembled(TRIANGLE);
        assertThat(program.shown().messages()).containsExactly("too \"large\" # really");
        assertThat(assembled(Disassembler.text(program))).isEqualTo(program);
        Validation.Accepted accepted = (Validation.Accepted) Vm.validate(program.encoded());
        byte[] ten = Values.encode(Value.integer(10));
        Returned result = (Returned)
                Vm.run(accepted.program(), CallMode.VIEW, "sum", ten, Budget.ofGas(1_000_000), new MemoryHost());
        assertThat(result.output()).isEqualTo(Values.encode(Value.integer(45 + 100)));
    }

    @Test
    void notesAreCommentsThatChangeNothing() {
        Program program = LogisticRegression.program(30, 500);
        String text = Disassembler.text(program, (function, pc) -> pc == 1 ? "" : "a # \"b\" " + function + ":" + pc);
        assertThat(text).contains(" # a # \"b\" 0:0\n").doesNotContain("0:1\n");
        assertThat(assembled(text)).isEqualTo(program);
    }

    @Test
    void aMistakeIsNamedWithItsLine() {
        assertThat(failed("contract A\nview f() -> int\n  local r0: int\n  r0 = cosnt 1"))
                .isEqualTo(new Assembler.Result.Failed(4, "unknown instruction cosnt"));
        assertThat(failed("state x: vec[3")).isEqualTo(new Assembler.Result.Failed(1, "unknown type vec[3"));
        assertThat(failed("local r0: int")).isEqualTo(new Assembler.Result.Failed(1, "this belongs into a function"));
        assertThat(failed("view f()\nr0 = load x").reason()).isEqualTo("there is no x");
        assertThat(failed("view f()\nreturn 1").reason()).contains("a register, r0 to r255, is expected");
        assertThat(failed("view f(x: mat[<=9000000, 9000000])").reason()).contains("a dimension is 1 to");
    }

    private static Assembler.Result.Failed failed(String text) {
        return (Assembler.Result.Failed) Assembler.assemble(text);
    }
}
