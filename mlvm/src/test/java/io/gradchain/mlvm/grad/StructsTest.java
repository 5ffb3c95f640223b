package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Contract.fixed;
import static io.gradchain.mlvm.grad.Contract.vec;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.code.Field;
import org.junit.jupiter.api.Test;

/** Structs wherever a value may be, and pure functions that give several values. */
final class StructsTest {
    private static Value integer(long n) {
        return Value.integer(n);
    }

    private static final String STRUCTS = """
            struct Bid(units: int, share: fixed, at: vec[D], open: bool)
            state:
                best: Bid = Bid(1, 0.5, [1, 2, 3], true)
                m: map[int, Bid]
                xs: list[3, Bid]
            pure fn raised(b: Bid, by: int) -> Bid:
                return Bid(share=b.share * 2, units=b.units + by, open=b.open, at=b.at + 1)
            pure fn larger(a: Bid, b: Bid) -> Bid:
                if a.units > b.units:
                    return a
                return b
            pure fn worth(b: Bid) -> fixed:
                return fixed(b.units) * b.share + sum(b.at)
            @external
            fn raise(by: int):
                best = raised(best, by)
            @external
            fn change(by: int):
                best.units += by
                best.at = 2 * best.at
                best.open = not best.open
            @external
            fn store(k: int, b: Bid):
                m[k] = b
                m[k].units += 1
                m[k + 1].share -= 0.25
            @external
            fn push(b: Bid):
                xs.append(b)
                xs[xs.len - 1].units *= 3
            @external
            fn take() -> fixed:
                let last = xs.pop()
                best = last
                return worth(last)
            @external
            fn forget(k: int):
                m.remove(k)
            @view
            fn has(k: int) -> bool:
                return k in m
            @view
            fn best_worth() -> fixed:
                return worth(best)
            @view
            fn map_worth(k: int) -> fixed:
                return worth(m[k])
            @view
            fn local(n: int) -> fixed:
                let b = Bid(n, 1.0, zeros, false)
                b = raised(b, 1)
                let c = b
                b = raised(b, 10)
                return worth(larger(b, c)) + c.share * 1000
            """;

    private static Value[] bid(long units, String share) {
        return new Value[] {integer(units), fixed(share), vec("0", "1", "0"), new Value.BoolValue(true)};
    }

    private static Value[] with(Value first, Value... others) {
        Value[] all = new Value[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return all;
    }

    @Test
    void aStructLivesInTheState() {
        Contract c = Contract.of(STRUCTS);
        assertThat(c.say("best_worth")).isEqualTo("6.5");
        c.must("raise", integer(3));
        // 4 · 1 + (2 + 3 + 4)
        assertThat(c.say("best_worth")).isEqualTo("13");
        c.must("change", integer(-5));
        assertThat(c.say("best_units")).isEqualTo("-1");
        assertThat(c.say("best_at")).isEqualTo("[4, 6, 8]");
        assertThat(c.say("best_open")).isEqualTo("false");
        assertThat(c.say("best_share")).isEqualTo("1");
    }

    @Test
    void fieldsOfEntriesAndElementsChangeAlone() {
        Contract c = Contract.of(STRUCTS);
        c.must("store", with(integer(7), bid(4, "0.5")));
        assertThat(c.say("m_units", integer(7))).isEqualTo("5");
        assertThat(c.say("map_worth", integer(7))).isEqualTo("3.5");
        // one field written: the others are zero
        assertThat(c.say("m_share", integer(8))).isEqualTo("-0.25");
        assertThat(c.say("map_worth", integer(8))).isEqualTo("0");
        assertThat(c.say("has", integer(7))).isEqualTo("true");
        assertThat(c.say("has", integer(8))).isEqualTo("true");
        assertThat(c.say("has", integer(9))).isEqualTo("false");
        c.must("forget", integer(7));
        assertThat(c.say("has", integer(7))).isEqualTo("false");
        assertThat(c.say("map_worth", integer(7))).isEqualTo("0");
        assertThat(c.say("map_worth", integer(100))).isEqualTo("0");
    }

    @Test
    void listsHoldStructs() {
        Contract c = Contract.of(STRUCTS);
        c.must("push", bid(1, "1"));
        c.must("push", bid(2, "0.25"));
        assertThat(c.say("xs_units", integer(0))).isEqualTo("3");
        assertThat(c.say("xs_units", integer(1))).isEqualTo("6");
        c.must("take");
        assertThat(c.say("best_units")).isEqualTo("6");
        assertThat(c.say("best_worth")).isEqualTo("2.5");
        assertThat(c.say("xs_len")).isEqualTo("1");
        assertThat(c.say("xs_units", integer(1))).isEqualTo("0");
        c.must("take");
        assertThat(c.run(CallMode.TRANSACTION, "take")).isInstanceOf(Trapped.class);
    }

    @Test
    void aNameHoldsAStruct() {
        Contract c = Contract.of(STRUCTS);
        // b: 14 units, share 4, [2, 2, 2]; c: 4 units, share 2
        assertThat(c.say("local", integer(3))).isEqualTo("2062");
    }

    @Test
    void aStructParameterComesInAsItsFields() {
        Contract c = Contract.of(STRUCTS);
        assertThat(c.program.shown().function("store").orElseThrow().parameters().stream()
                        .map(Field::name))
                .containsExactly("k", "b_units", "b_share", "b_at", "b_open");
    }

    @Test
    void pureFunctionsGiveSeveralValues() {
        Contract c = Contract.of("""
                struct P(x: fixed, n: int)
                pure fn halves(v: vec[D]) -> (fixed, vec[D], bool):
                    return (sum(v) / 2, v / 2, sum(v) > 1.0)
                pure fn ordered(a: fixed, b: fixed) -> (fixed, fixed):
                    if a > b:
                        return (b, a)
                    return (a, b)
                pure fn both(n: int) -> (P, fixed):
                    return (P(1, n), 2)
                pure fn most[N: size](v: vec[N]) -> (fixed, int):
                    return (max(v), argmax(v))
                @view
                fn f(v: vec[D]) -> fixed:
                    let (s, h, large) = halves(v)
                    if large:
                        return s + h[0]
                    return -s
                @view
                fn g(a: fixed, b: fixed) -> fixed:
                    let (low, high) = ordered(a, b)
                    let (p, two) = both(3)
                    return 100 * high - low + p.x * two + fixed(p.n)
                @view
                fn h(v: vec[_]) -> fixed:
                    let (x, i) = most(v)
                    return x * 10 + fixed(i)
                """);
        assertThat(c.say("f", vec("1", "2", "-0.5"))).isEqualTo("1.75");
        assertThat(c.say("f", vec("-1", "0", "-1"))).isEqualTo("1");
        assertThat(c.say("g", fixed("5"), fixed("2"))).isEqualTo("503");
        assertThat(c.say("g", fixed("2"), fixed("5"))).isEqualTo("503");
        assertThat(c.say("h", vec("3", "9", "4", "9"))).isEqualTo("91");
    }
}
