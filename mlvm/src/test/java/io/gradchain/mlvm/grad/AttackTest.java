package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Neighbours.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.Budget;
import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Returned;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.Vm;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.asm.Assembler;
import io.gradchain.mlvm.check.Validation;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Program;
import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts written to break others, the limits, or the machine. */
@Timeout(60)
final class AttackTest {
    private static final String PING = """
            interface Pong:
                fn hit(back: address, units: int)
                @view
                fn look(back: address) -> int
            state:
                purse: int = 10
            event Taken(units: int)
            @external
            fn draw(to: address, units: int):
                require purse >= units, "too little"
                emit Taken(units)
                Pong(to).hit(self, 0)
                purse -= units
            @external
            fn hit(back: address, units: int):
                purse += units
            @external
            fn watched(to: address) -> int:
                purse += 1
                return Pong(to).look(self)
            @view
            fn look(back: address) -> int:
                return purse
            @external
            fn itself():
                Pong(self).hit(self, 100)
            @view
            fn looks_at_itself() -> int:
                return Pong(self).look(self)
            """;

    private static final String PONG = """
            interface Ping:
                fn draw(to: address, units: int)
                fn hit(back: address, units: int)
                @view
                fn look(back: address) -> int
            state:
                hits: int
            @external
            fn hit(back: address, units: int):
                hits += 1
                Ping(back).draw(self, 10)
            @view
            fn look(back: address) -> int:
                return Ping(back).look(self)
            @external
            fn twice(to: address):
                Ping(to).hit(self, 1)
                Ping(to).hit(self, 2)
                hits = Ping(to).look(self)
            """;

    private static Neighbours players() {
        Neighbours all = new Neighbours().add(1, PING).add(2, PONG);
        assertThat(all.run(CallMode.DEPLOY, Budget.ofGas(Contract.GAS), 1, "init"))
                .isInstanceOf(Returned.class);
        all.told.clear();
        return all;
    }

    @Test
    void aContractThatIsUnderwayIsNotEnteredAgain() {
        Neighbours all = players();
        assertThat(all.traps(1, "draw", at(2), Value.integer(10))).isEqualTo("CALLEE > REENTRANT");
        assertThat(all.traps(1, "itself")).isEqualTo("REENTRANT");
        assertThat(all.told).isEmpty();
        assertThat(all.must(1, "purse")).isEqualTo("10");
        assertThat(all.must(2, "hits")).isEqualTo("0");
    }

    @Test
    void notEvenToBeLookedAt() {
        Neighbours all = players();
        assertThat(all.traps(1, "watched", at(2))).isEqualTo("CALLEE > REENTRANT");
        assertThat(all.traps(1, "looks_at_itself")).isEqualTo("REENTRANT");
        assertThat(all.traps(2, "look", at(2))).isEqualTo("REENTRANT");
        assertThat(all.must(1, "purse")).isEqualTo("10");
    }

    @Test
    void aContractIsCalledAgainOnceItHasReturned() {
        Neighbours all = players();
        all.must(2, "twice", at(1));
        assertThat(all.must(1, "purse")).isEqualTo("13");
        assertThat(all.must(2, "hits")).isEqualTo("13");
    }

    /** {@code size} numbers live while the next contract of the row is called. */
    private static String link(int size) {
        return """
            interface Next:
                @gas(900000000)
                fn go(rest: int) -> fixed
            state:
                next: address
            @external
            fn link(to: address):
                next = to
            @external
            fn go(rest: int) -> fixed:
                let held: vec[SIZE] = ones
                let inner = 0.0
                if rest > 1:
                    inner = Next(next).go(rest - 1)
                return sum(held) + inner
            @external
            fn twice(rest: int) -> fixed:
                let first = Next(next).go(rest)
                return first + Next(next).go(rest)
            """.replace("SIZE", "" + size);
    }

    private static Neighbours row(int contracts, int size) {
        Neighbours all = new Neighbours();
        for (int i = 1; i <= contracts; i++) {
            all.add(i, link(size));
        }
        for (int i = 1; i < contracts; i++) {
            all.must(i, "link", at(i + 1));
        }
        return all;
    }

    @Test
    void eightContractsMayBeUnderwayAndNoNinth() {
        Neighbours all = row(10, 3);
        assertThat(all.must(1, "go", Value.integer(Limits.CALL_DEPTH))).isEqualTo("24");
        assertThat(all.traps(1, "go", Value.integer(Limits.CALL_DEPTH + 1)))
                .isEqualTo("CALLEE > ".repeat(Limits.CALL_DEPTH - 1) + "CALL_DEPTH");
        RunResult result = all.run(1, "go", Value.integer(10));
        assertThat(((Trapped) result).index()).isEqualTo(Trap.CALL_DEPTH.number());
    }

    @Test
    void memoryIsOneBudgetForAllContractsUnderway() {
        // 8 MB each, a little more while they are made
        Neighbours all = row(8, 1_000_000);
        assertThat(all.must(1, "go", Value.integer(7))).isEqualTo("7000000");
        assertThat(all.traps(1, "go", Value.integer(8))).endsWith("CALLEE > OUT_OF_MEMORY");
        // what has returned holds nothing
        assertThat(all.must(1, "twice", Value.integer(6))).isEqualTo("12000000");
    }

    private static String hog(int tensors) {
        String lets = IntStream.range(1, tensors)
                .mapToObj(i -> "    let v" + i + " = v" + (i - 1) + " + x\n")
                .collect(Collectors.joining());
        String sum =
                IntStream.range(0, tensors).mapToObj(i -> "sum(v" + i + ")").collect(Collectors.joining(" + "));
        return "@view\nfn f(x: fixed) -> fixed:\n    let v0: vec[1000000] = zeros\n" + lets + "    return " + sum
                + "\n";
    }

    @Test
    void sixtyFourMebibytesAreTheMost() {
        Neighbours all = new Neighbours().add(1, hog(8)).add(2, hog(9));
        assertThat(all.must(1, "f", Value.fixed(0))).isEqualTo("0");
        assertThat(all.traps(2, "f", Value.fixed(0))).isEqualTo("OUT_OF_MEMORY");
    }

    @Test
    void whatALoopPilesUpIsCounted() {
        Neighbours all = new Neighbours().add(1, """
                state:
                    m: map[int, vec[1000]]
                    w: vec[1000]
                event E(v: vec[1000])
                @external
                fn events(n: int):
                    for i in range(n, max=100000):
                        emit E(w)
                @external
                fn entries(n: int):
                    for i in range(n, max=100000):
                        m[i] = w
                """);
        all.must(1, "events", Value.integer(8_000));
        assertThat(all.traps(1, "events", Value.integer(9_000))).isEqualTo("OUT_OF_MEMORY");
        all.must(1, "entries", Value.integer(8_000));
        assertThat(all.traps(1, "entries", Value.integer(9_000))).isEqualTo("OUT_OF_MEMORY");
    }

    private static List<Code> codes(String source) {
        return switch (Compiler.compile(source, new TreeMap<>())) {
            case CompileResult.Compiled compiled -> List.of();
            case Refused refused ->
                refused.diagnostics().stream().map(Diagnostic::code).toList();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3_000, 10_000, 20_000})
    void codeAboveSixtyFourKibibytesIsRefusedByTheCompiler(int lines) {
        String source = "contract A:\n    state:\n        m: map[int, fixed]\n    @external\n    fn f(x: fixed):\n"
                + IntStream.range(0, lines)
                        .mapToObj(i -> "        m[" + i + "] = x * " + i + ".5\n")
                        .collect(Collectors.joining());
        List<Code> codes = codes(source);
        if (lines == 1_000) {
            assertThat(codes).isEmpty();
        } else {
            assertThat(codes).hasSize(1).isSubsetOf(Code.G013, Code.G901, Code.G902);
        }
    }

    @Test
    void codeAboveSixtyFourKibibytesIsRefusedByTheMachine() {
        byte[] code = Arrays.copyOf(
                Contract.compiled("contract A(D: size):\n" + PING.indent(4))
                        .program()
                        .encoded(),
                65_537);
        assertThat(Vm.validate(code)).isInstanceOf(Validation.Refused.class);
        assertThat(Vm.validate(new byte[1 << 20])).isInstanceOf(Validation.Refused.class);
    }

    @Test
    void callsWithinCallsAreNestedOnlySoDeep() {
        String call = "T(a).f(".repeat(2_000) + "1" + ")".repeat(2_000);
        String source = "contract A:\n    interface T:\n        fn f(x: int) -> int\n    @external\n"
                + "    fn g(a: address) -> int:\n        return " + call + "\n";
        assertThat(codes(source)).contains(Code.G012);
        String keys = "m[".repeat(2_000) + "1" + "]".repeat(2_000);
        assertThat(codes(
                        "contract A:\n    state:\n        m: map[int, int]\n    @view\n    fn g() -> int:\n        return "
                                + keys + "\n"))
                .contains(Code.G012);
        String arrays = "[".repeat(2_000) + "1" + "]".repeat(2_000);
        assertThat(codes("contract A:\n    @view\n    fn g() -> fixed:\n        return sum(" + arrays + ")\n"))
                .contains(Code.G012);
        String types = "map[int, ".repeat(2_000) + "int" + "]".repeat(2_000);
        assertThat(codes("contract A:\n    state:\n        m: " + types + "\n")).contains(Code.G012);
    }

    @Test
    void aCalledContractBurnsNoMoreThanItWasGiven() {
        Neighbours all = new Neighbours().add(1, """
                interface Burner:
                    @gas(400000)
                    fn burn() -> int
                @external
                fn f(to: address) -> int:
                    return Burner(to).burn()
                """).add(2, """
                @external
                fn burn() -> int:
                    let n = 0
                    for i in range(1000000):
                        n += i % 7
                    return n
                """);
        RunResult result = all.run(CallMode.TRANSACTION, Budget.ofGas(50_000_000), 1, "f", at(2));
        assertThat(Neighbours.chain(result)).isEqualTo("CALLEE > OUT_OF_GAS");
        assertThat(((Trapped) result).index()).isEqualTo(Trap.OUT_OF_GAS.number());
        // the call, entering this contract and at most what the interface allows
        assertThat(result.gasUsed()).isBetween(400_000L, 500_000L);
    }

    @Test
    void aCallerWithLittleGasLeftGivesNoMoreThanThat() {
        Neighbours all = row(8, 3);
        RunResult whole = all.run(1, "go", Value.integer(8));
        for (long gas = 0; gas < whole.gasUsed(); gas += 9_973) {
            RunResult result = all.run(CallMode.TRANSACTION, Budget.ofGas(gas), 1, "go", Value.integer(8));
            assertThat(Neighbours.chain(result)).as("gas %d", gas).endsWith("OUT_OF_GAS");
            assertThat(result.gasUsed()).isLessThanOrEqualTo(gas);
        }
        assertThat(all.run(CallMode.TRANSACTION, Budget.ofGas(whole.gasUsed()), 1, "go", Value.integer(8)))
                .isInstanceOf(Returned.class);
    }

    @Test
    void aViewThatWouldCallSomethingElseThanAViewIsRefused() {
        String source = """
                contract A:
                    interface T:
                        fn change()
                    @view
                    fn f(a: address):
                        T(a).change()
                """;
        assertThat(codes(source)).containsExactly(Code.G151);
        assertThat(Vm.validate(assembled(caller("view", "0 300000")).encoded()))
                .isInstanceOfSatisfying(
                        Validation.Refused.class,
                        refused -> assertThat(refused.reason()).contains("a view changes nothing"));
        assertThat(Vm.validate(assembled(caller("view", "0 view 300000")).encoded()))
                .isInstanceOf(Validation.Accepted.class);
    }

    private static String caller(String kind, String call) {
        return "contract C\nmessage \"g\"\n" + kind + " f(a: bytes[20], n: int) -> bool\n local r2: bool\n"
                + " r2 = invoke r0, r1, " + call + "\n return r2\n";
    }

    private static Program assembled(String text) {
        return switch (Assembler.assemble(text)) {
            case Assembler.Result.Assembled assembled -> assembled.program();
            case Assembler.Result.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    @Test
    void aViewIsNeitherPaidNorMistakenForAnotherFunction() {
        Neighbours all = new Neighbours()
                .add(1, assembled(caller("external", "0 view 300000")))
                .add(2, "@view\nfn g() -> bool:\n    return value == 0\n")
                .add(3, "@external\nfn g() -> bool:\n    return true\n")
                .add(4, assembled(caller("external", "0 300000")))
                .add(5, "@view\nfn g() -> bool:\n    return true\n")
                .fund(1, 10)
                .fund(4, 10);
        assertThat(all.must(1, "f", at(2), Value.integer(0))).isEqualTo("true");
        assertThat(all.traps(1, "f", at(2), Value.integer(1))).isEqualTo("NOT_PAYABLE");
        assertThat(all.traps(1, "f", at(3), Value.integer(0))).isEqualTo("NOT_CALLABLE");
        assertThat(all.must(4, "f", at(5), Value.integer(0))).isEqualTo("true");
        assertThat(all.traps(4, "f", at(5), Value.integer(1))).isEqualTo("CALLEE > NOT_PAYABLE");
        assertThat(all.traps(1, "f", at(1), Value.integer(0))).isEqualTo("REENTRANT");
        assertThat(all.balance(1)).isEqualTo(10);
        assertThat(all.balance(4)).isEqualTo(10);
    }

    @Test
    void initIsNeverCalledFromOutside() {
        Neighbours all = new Neighbours()
                .add(1, assembled(caller("external", "0 300000").replace("\"g\"", "\"init\"")))
                .add(2, "state:\n    n: int = 5\n");
        assertThat(all.traps(1, "f", at(2), Value.integer(0))).isEqualTo("NOT_CALLABLE");
    }

    @Test
    void unitsHandedOnAreNotThereTwice() {
        Neighbours all = new Neighbours().add(1, """
                interface Box:
                    fn pass_on(to: address, units: int)
                @external
                fn f(box: address, units: int, first: int, second: int):
                    Box(box).pass_on(self, first, value=units)
                    transfer(box, second)
                @external
                fn take():
                    require value >= 0, "never"
                """).add(2, """
                @external
                fn pass_on(to: address, units: int):
                    require value > 0, "nothing"
                    transfer(to, units)
                """).fund(1, 10);
        // 10 there, 4 back, 4 there again
        all.must(1, "f", at(2), Value.integer(10), Value.integer(4), Value.integer(4));
        assertThat(all.balance(1)).isZero();
        assertThat(all.balance(2)).isEqualTo(10);
        all.fund(1, 10).fund(2, 0);
        assertThat(all.traps(1, "f", at(2), Value.integer(10), Value.integer(11), Value.integer(0)))
                .isEqualTo("CALLEE > BALANCE");
        assertThat(all.traps(1, "f", at(2), Value.integer(10), Value.integer(4), Value.integer(5)))
                .isEqualTo("BALANCE");
        assertThat(all.balance(1)).isEqualTo(10);
        assertThat(all.balance(2)).isZero();
    }
}
