package io.gradchain.mlvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Body;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Instruction;
import io.gradchain.mlvm.code.Interface;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.code.Signature;
import io.gradchain.mlvm.code.Signature.Kind;
import io.gradchain.mlvm.code.Type;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VmTest {
    private static final Type INT = Type.Scalar.INT;

    /** count: int; add(by: int): requires by > 0; total() -> int. */
    private static ValidProgram counter() {
        Interface shown = new Interface(
                "Counter",
                List.of(new Field("count", INT)),
                List.of(),
                List.of("by must be positive"),
                List.of(
                        new Signature("add", Kind.EXTERNAL, List.of(new Field("by", INT)), Optional.empty()),
                        new Signature("total", Kind.VIEW, List.of(), Optional.of(INT))));
        Body add = new Body(
                List.of(INT, Type.Scalar.BOOL),
                List.of(
                        new Instruction(Op.CONST, List.of(1), 0),
                        new Instruction(Op.GT, List.of(2, 0, 1), 0),
                        new Instruction(Op.REQUIRE, List.of(2), 0),
                        new Instruction(Op.LOAD, List.of(1), 0),
                        new Instruction(Op.ADD, List.of(1, 1, 0), 0),
                        new Instruction(Op.STORE, List.of(1), 0),
                        new Instruction(Op.RETURN, List.of(), 0)));
        Body total = new Body(
                List.of(INT),
                List.of(new Instruction(Op.LOAD, List.of(0), 0), new Instruction(Op.RETURN, List.of(0), 0)));
        byte[] code = new Program(shown, List.of(add, total)).encoded();
        return ((Validation.Accepted) Vm.validate(code)).program();
    }

    private static RunResult add(Host host, long by, long gas) {
        return Vm.run(
                counter(), CallMode.TRANSACTION, "add", Values.encode(Value.integer(by)), Budget.ofGas(gas), host);
    }

    @Test
    void aCallChangesStateAndAViewReadsIt() {
        MemoryHost host = new MemoryHost();
        assertThat(add(host, 5, 1_000_000)).isInstanceOf(Returned.class);
        assertThat(add(host, 6, 1_000_000)).isInstanceOf(Returned.class);
        Returned total = (Returned) Vm.run(counter(), CallMode.VIEW, "total", new byte[0], Budget.ofGas(100_000), host);
        assertThat(total.output()).isEqualTo(Values.encode(Value.integer(11)));
    }

    @Test
    void aFailedRequireNamesItsMessageAndLeavesNothing() {
        MemoryHost host = new MemoryHost();
        Trapped trapped = (Trapped) add(host, 0, 1_000_000);
        assertThat(trapped.trap()).isEqualTo(Trap.REQUIRE);
        assertThat(counter().shown().message(trapped.index())).contains("by must be positive");
        assertThat(host.slots).isEmpty();
    }

    @Test
    void withLessGasThanTheCallNeedsItTrapsAndLeavesNothing() {
        long needed = add(new MemoryHost(), 5, 1_000_000).gasUsed();
        assertThat(add(new MemoryHost(), 5, needed)).isInstanceOf(Returned.class);
        for (long gas = 0; gas < needed; gas += 97) {
            MemoryHost host = new MemoryHost();
            Trapped trapped = (Trapped) add(host, 5, gas);
            assertThat(trapped.trap()).isEqualTo(Trap.OUT_OF_GAS);
            assertThat(trapped.gasUsed()).isEqualTo(gas);
            assertThat(host.slots).isEmpty();
        }
    }

    @Test
    void theWorstCaseIsWhatTheFirstCallCosts() {
        assertThat(counter().routine("add").orElseThrow().worstGas())
                .isGreaterThanOrEqualTo(add(new MemoryHost(), 5, 1_000_000).gasUsed());
    }

    @Test
    void aFunctionIsEnteredOnlyAsItsKindAllows() {
        assertThat(trap(CallMode.VIEW, "add", 0)).isEqualTo(Trap.NOT_CALLABLE);
        assertThat(trap(CallMode.DEPLOY, "add", 0)).isEqualTo(Trap.NOT_CALLABLE);
        assertThat(trap(CallMode.TRANSACTION, "missing", 0)).isEqualTo(Trap.UNKNOWN_FUNCTION);
        assertThat(trap(CallMode.TRANSACTION, "total", 0)).isEqualTo(Trap.BAD_ARGUMENT);
        assertThat(trap(CallMode.TRANSACTION, "add", 1)).isEqualTo(Trap.NOT_PAYABLE);
    }

    @Test
    void memoryIsCountedBeforeItIsTaken() {
        String text = """
                contract Big
                view f(n: int)
                  local r1: mat[2000, 2000]
                  local r2: mat[2000, 2000]
                  local r3: mat[2000, 2000]
                  local r4: int
                  r4 = loop r0, 100
                    r1 = zeros
                  end
                  r2 = zeros
                  return
                """;
        Assembler.Result.Assembled big = (Assembler.Result.Assembled) Assembler.assemble(text);
        ValidProgram program = ((Validation.Accepted) Vm.validate(big.program().encoded())).program();
        // one matrix has 32,000,000 bytes: two fit in 64 MiB, and replacing one needs room for both
        assertThat(big(program, 0, 64L << 20)).isInstanceOf(Returned.class);
        assertThat(big(program, 5, 64_000_000)).isInstanceOf(Returned.class);
        Trapped trapped = (Trapped) big(program, 2, 63_999_999);
        assertThat(trapped.trap()).isEqualTo(Trap.OUT_OF_MEMORY);
        assertThat(trapped.pc()).isEqualTo(1);
        assertThat(((Trapped) big(program, 1, 63_999_999)).pc()).isEqualTo(3);
    }

    private static RunResult big(ValidProgram program, long rounds, long memory) {
        Budget budget = new Budget(1L << 40, memory);
        return Vm.run(program, CallMode.VIEW, "f", Values.encode(Value.integer(rounds)), budget, new MemoryHost());
    }

    private static Trap trap(CallMode mode, String function, long value) {
        MemoryHost host = new MemoryHost();
        host.value = value;
        byte[] arguments = Values.encode(Value.integer(1));
        return ((Trapped) Vm.run(counter(), mode, function, arguments, Budget.ofGas(1_000_000), host)).trap();
    }
}
