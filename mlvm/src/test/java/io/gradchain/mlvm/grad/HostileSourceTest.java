package io.gradchain.mlvm.grad;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.grad.CompileResult.Refused;
import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources made to exhaust the compiler: it refuses them within seconds. */
@Timeout(30)
final class HostileSourceTest {
    private static final String HEAD = "contract A:\n";

    private static Iterable<Code> codes(String source) {
        return switch (Compiler.compile(source, new TreeMap<>())) {
            case CompileResult.Compiled compiled -> throw new AssertionError("compiled");
            case Refused refused ->
                refused.diagnostics().stream().map(Diagnostic::code).toList();
        };
    }

    private static String repeated(int n, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, n).mapToObj(line).collect(Collectors.joining());
    }

    private static String view(String expression) {
        return HEAD + "    @view\n    fn f(x: fixed) -> fixed:\n        return " + expression + "\n";
    }

    @Test
    void deepExpressions() {
        assertThat(codes(view("(".repeat(50_000) + "x" + ")".repeat(50_000)))).contains(Code.G012);
        assertThat(codes(view("-".repeat(50_000) + "x"))).contains(Code.G012);
        assertThat(codes(view("x" + " + x".repeat(50_000)))).contains(Code.G012);
        assertThat(codes(view("x" + "[0]".repeat(50_000)))).contains(Code.G012);
        assertThat(codes(view("(".repeat(200_000)))).isNotEmpty();
    }

    @Test
    void deepBlocks() {
        String nested = repeated(200, i -> " ".repeat(8 + i) + "if x > 0.0:\n") + " ".repeat(208) + "return x\n";
        assertThat(codes(HEAD + "    @view\n    fn f(x: fixed) -> fixed:\n" + nested))
                .contains(Code.G012);
        String row = repeated(5_000, i -> "        if x > " + i + ".0:\n            return x\n");
        assertThat(codes(HEAD + "    pure fn f(x: fixed) -> fixed:\n" + row + "        return x\n"))
                .contains(Code.G012);
        String chain = "        if x > 0.0:\n            return x\n"
                + repeated(3_000, i -> "        else if x > " + i + ".0:\n            return x\n");
        assertThat(codes(HEAD + "    @view\n    fn f(x: fixed) -> fixed:\n" + chain))
                .contains(Code.G012);
    }

    @Test
    void callsThatMultiply() {
        String doubling = repeated(
                40,
                i -> "    pure fn f" + (i + 1) + "(x: fixed) -> fixed:\n        return f" + i + "(x) * f" + i
                        + "(x + 1)\n");
        String source = HEAD + "    pure fn f0(x: fixed) -> fixed:\n        return sqrt(x)\n" + doubling;
        assertThat(codes(source)).contains(Code.G902);
        String line = repeated(
                3_000, i -> "    pure fn f" + (i + 1) + "(x: fixed) -> fixed:\n        return f" + i + "(x)\n");
        assertThat(codes(HEAD + "    pure fn f0(x: fixed) -> fixed:\n        return y\n" + line))
                .isNotEmpty();
    }

    @Test
    void loopsThatMultiply() {
        String nested = repeated(6, i -> " ".repeat(8 + i) + "for _ in range(64):\n");
        String source = HEAD + "    pure fn f(x: fixed) -> fixed:\n        let y = x\n" + nested + " ".repeat(14)
                + "y = y * x\n        return y\n";
        assertThat(codes(source)).contains(Code.G902);
        assertThat(codes(source.replace("y * x", "y * unknown"))).contains(Code.G050);
    }

    @Test
    void manyMistakes() {
        String lets = repeated(2_500, i -> "        let name_number_" + i + " = " + i + "\n");
        String uses = repeated(2_500, i -> "        let other_" + i + " = nmae_number_" + i + "\n");
        assertThat(codes(HEAD + "    @external\n    fn f():\n" + lets + uses)).contains(Code.G050);
    }

    @Test
    void oddShapesAndInterfaces() {
        String generic = HEAD + "    pure fn f[N: size](v: vec[N], X: mat[N, N]) -> fixed:\n        return sum(";
        assertThat(codes(generic + "slice(v, 0, 1))\n")).containsExactly(Code.G116);
        assertThat(codes(generic + "rows(X, 0, 1))\n")).containsExactly(Code.G116);
        assertThat(codes(generic + "concat(v, v))\n")).containsExactly(Code.G116);
        assertThat(codes(generic + "[[], []])\n")).containsExactly(Code.G113);
        String large = HEAD + "    @view\n    fn f(v: vec[4000000]) -> fixed:\n        return sum(";
        assertThat(codes(large + "flatten(outer(v, v)))\n")).containsExactly(Code.G901);
        assertThat(codes(large + "one_hot(v, 8388608))\n")).containsExactly(Code.G116);
        assertThat(codes(large + "concat(concat(v, v), v))\n")).containsExactly(Code.G116);
        assertThat(codes(HEAD + "    struct B()\n    state:\n        m: map[int, B]\n"))
                .contains(Code.G117);
        String other = HEAD + "    struct B(x: int)\n    interface T:\n        %s\n    @external\n"
                + "    fn g(a: address):\n        T(a).f()\n";
        assertThat(codes(other.formatted("fn f() -> B"))).containsExactly(Code.G117);
        assertThat(codes(other.formatted("fn f() -> map[int, int]"))).containsExactly(Code.G117);
        assertThat(codes(other.formatted("@gas(many) fn f()"))).containsExactly(Code.G056);
        assertThat(codes(other.formatted("@gas(99999999999) fn f()"))).containsExactly(Code.G056);
        assertThat(codes(other.replace("T(a).f()", "T(a)." + "f".repeat(300) + "()")
                        .formatted("fn " + "f".repeat(300) + "()")))
                .containsExactly(Code.G901);
    }

    @Test
    void moreThanTheMachineHolds() {
        String many = repeated(3_000, i -> "        let a" + i + " = sqrt(x + " + i + ")\n");
        String sum = IntStream.range(0, 200).mapToObj(i -> "a" + i).collect(Collectors.joining(" + "));
        String wide = HEAD + "    @view\n    fn f(x: vec[8]) -> vec[8]:\n" + many + "        return " + sum + "\n";
        assertThat(Compiler.compile(wide, new TreeMap<>())).isInstanceOf(CompileResult.Compiled.class);
        String live = HEAD + "    event E(x: fixed)\n    @external\n    fn f(x: fixed):\n" + many
                + repeated(3_000, i -> "        emit E(a" + i + ")\n");
        assertThat(codes(live)).containsExactly(Code.G901);
        assertThat(codes("#".repeat(Compiler.SOURCE_LENGTH + 1))).containsExactly(Code.G013);
        assertThat(codes(HEAD + "    # \ud800\n")).containsExactly(Code.G002);
        assertThat(codes("")).containsExactly(Code.G010);
    }
}
