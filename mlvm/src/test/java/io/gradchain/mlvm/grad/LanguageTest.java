package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Contract.fixed;
import static io.gradchain.mlvm.grad.Contract.vec;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.abi.Value;
import org.junit.jupiter.api.Test;

/** What the constructs of the language do when they run. */
final class LanguageTest {
    private static Contract contract(String members) {
        String source = "contract A(D: size):\n" + members.indent(4);
        Contract contract = new Contract(Contract.compiled(source).program());
        return contract.program.routine("init").isPresent() ? contract.deploy() : contract;
    }

    @Test
    void branchesAndLoopsChangeNamesAndState() {
        Contract c = contract("""
                state:
                    total: int = 5
                @external
                fn f(n: int):
                    let sum = 0
                    for i in range(n, max=10):
                        if i % 2 == 0:
                            sum += i
                        else if i == 3:
                            sum -= 1
                        else:
                            pass
                        for j in range(2):
                            total += j
                    total += sum
                """);
        c.must("f", Value.integer(6));
        assertThat(c.say("total")).isEqualTo("16");
        c.must("f", Value.integer(-1));
        assertThat(c.say("total")).isEqualTo("16");
    }

    @Test
    void functionsReturnEarly() {
        Contract c = contract("""
                pure fn sign(x: fixed) -> int:
                    if x > 0.0:
                        return 1
                    let y = -x
                    if y > 0.0:
                        y = y + 1.0
                        return -1
                    return 0
                @view
                fn f(x: fixed) -> int:
                    if x > 100.0:
                        return 100
                    return sign(x) * 2
                """);
        assertThat(c.say("f", fixed("3"))).isEqualTo("2");
        assertThat(c.say("f", fixed("-3"))).isEqualTo("-2");
        assertThat(c.say("f", fixed("0"))).isEqualTo("0");
        assertThat(c.say("f", fixed("1000"))).isEqualTo("100");
    }

    @Test
    void numbersConvertOnlyWhenAsked() {
        Contract c = contract("""
                @view
                fn f(n: int, x: fixed) -> fixed:
                    let half = fixed(n // 2) + fixed(n % 2) * 0.5
                    let whole = int(x) + 1
                    return half + fixed(whole) + 1 + abs(-2 * x)
                @view
                fn g(n: int) -> bool:
                    return 1 <= n <= 5 and not n == 3 or n == 100
                """);
        assertThat(c.say("f", Value.integer(7), fixed("-1.5"))).isEqualTo("6.5");
        assertThat(c.say("g", Value.integer(5))).isEqualTo("true");
        assertThat(c.say("g", Value.integer(3))).isEqualTo("false");
        assertThat(c.say("g", Value.integer(100))).isEqualTo("true");
    }

    @Test
    void tensorsAreIndexedComparedAndChosenFrom() {
        Contract c = contract("""
                @view
                fn f(v: vec[D]) -> vec[D]:
                    return where(v > 1.0, 2 * v - 1, v * v)
                @view
                fn g(v: vec[D]) -> fixed:
                    let x = outer(v, v)
                    return x[0, 1] + x[2][2] + max(v) + fixed(argmax(v)) + clip(v, 0, 1) @ v + sum(ones - v)
                """);
        assertThat(c.say("f", vec("0.5", "2", "-3"))).isEqualTo("[0.25, 3, 9]");
        assertThat(c.say("g", vec("0.5", "2", "-3"))).isEqualTo("18.75");
    }

    @Test
    void sizesOfPureFunctionsComeFromTheirArguments() {
        Contract c = contract("""
                pure fn centred[N: size](v: vec[N]) -> vec[N]:
                    return v - mean(v)
                pure fn spread[N: size](v: vec[N]) -> fixed:
                    let c = centred(v)
                    return mean(c * c)
                @view
                fn f[M: size <= 100](v: vec[M], w: vec[D]) -> fixed:
                    return spread(v) + spread(w)
                @view
                fn g(v: vec[_]) -> fixed:
                    return spread(v) + fixed(len(v))
                """);
        assertThat(c.say("f", vec("1", "3"), vec("0", "0", "3"))).isEqualTo("3");
        assertThat(c.say("g", vec("1", "3", "1", "3"))).isEqualTo("5");
    }

    @Test
    void gradientsNest() {
        Contract c = contract("""
                pure fn cube(x: fixed) -> fixed:
                    let p = 1.0
                    for _ in range(3):
                        p = p * x
                    return p
                pure fn slope(x: fixed) -> fixed:
                    return grad(cube, wrt=x)(x)
                @view
                fn first(x: fixed) -> fixed:
                    return slope(x)
                @view
                fn second(x: fixed) -> fixed:
                    let (s, d) = value_and_grad(slope)(x)
                    return d + 0.0 * s
                """);
        assertThat(c.say("first", fixed("2"))).isEqualTo("12");
        assertThat(c.say("second", fixed("2"))).isEqualTo("12");
        assertThat(c.say("second", fixed("-5"))).isEqualTo("-30");
    }

    @Test
    void theWorldIsSeenFromEntryFunctions() {
        Contract c = contract("""
                state:
                    who: address = caller
                @view
                fn f() -> int:
                    return height * 10 + time % 10
                @view
                fn mine() -> bool:
                    return who == caller
                """);
        assertThat(c.say("f")).isEqualTo("70");
        assertThat(c.say("mine")).isEqualTo("true");
    }

    @Test
    void aValueNobodyUsesIsNotComputed() {
        Contract c = contract("""
                @view
                fn f(x: fixed) -> fixed:
                    let unused = 1.0 / x
                    return x
                """);
        assertThat(c.say("f", fixed("0"))).isEqualTo("0");
    }
}
