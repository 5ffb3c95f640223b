package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Contract.fixed;
import static io.gradchain.mlvm.grad.Contract.vec;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Maps and lists of the state, against maps and lists of Java. */
final class MapsAndListsTest {
    private static final long SEED = 20261125;

    private static Value integer(long n) {
        return Value.integer(n);
    }

    private static Value text(String text) {
        return new Value.BytesValue(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String said(Contract c, String function, Value... arguments) {
        return new String(((Value.BytesValue) c.ask(function, arguments)).bytes(), StandardCharsets.UTF_8);
    }

    private static String message(Contract c, String function, Value... arguments) {
        RunResult result = c.run(CallMode.TRANSACTION, function, arguments);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Trapped.class, trapped -> assertThat(trapped.trap()).isEqualTo(Trap.REQUIRE));
        return c.program.shown().message(((Trapped) result).index()).orElseThrow();
    }

    private static final String MAP = """
            state:
                m: map[int, int]
            @external
            fn put(k: int, v: int):
                m[k] = v
            @external
            fn add(k: int, v: int):
                m[k] += v
                m[k] *= 2
            @external
            fn drop(k: int):
                m.remove(k)
            @view
            fn get(k: int) -> int:
                return m[k]
            @view
            fn known(k: int) -> bool:
                return k in m
            @view
            fn unknown(k: int) -> bool:
                return k not in m
            @external
            fn swap(a: int, b: int) -> int:
                let old = m[a]
                m[a] = m[b]
                m[b] = old
                return old
            """;

    @Test
    void aMapDoesWhatAMapOfJavaDoes() {
        Contract c = Contract.of(MAP);
        TreeMap<Long, Long> expected = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 500; i++) {
            long k = random.nextLong(-5, 5);
            long v = random.nextLong(-100, 100);
            switch (random.nextInt(4)) {
                case 0 -> {
                    c.must("put", integer(k), integer(v));
                    expected.put(k, v);
                }
                case 1 -> {
                    c.must("add", integer(k), integer(v));
                    expected.put(k, (expected.getOrDefault(k, 0L) + v) * 2 % 1_000_000_007);
                    c.must("put", integer(k), integer(expected.get(k)));
                }
                case 2 -> {
                    c.must("drop", integer(k));
                    expected.remove(k);
                }
                default -> {
                    long other = random.nextLong(-5, 5);
                    long old = expected.getOrDefault(k, 0L);
                    c.must("swap", integer(k), integer(other));
                    expected.put(k, expected.getOrDefault(other, 0L));
                    expected.put(other, old);
                }
            }
            long asked = random.nextLong(-6, 6);
            String where = "seed " + SEED + ", step " + i;
            assertThat(c.say("get", integer(asked)))
                    .as(where)
                    .isEqualTo(Long.toString(expected.getOrDefault(asked, 0L)));
            assertThat(c.say("m", integer(asked))).as(where).isEqualTo(Long.toString(expected.getOrDefault(asked, 0L)));
            assertThat(c.say("known", integer(asked)))
                    .as(where)
                    .isEqualTo(Boolean.toString(expected.containsKey(asked)));
            assertThat(c.say("unknown", integer(asked)))
                    .as(where)
                    .isEqualTo(Boolean.toString(!expected.containsKey(asked)));
        }
    }

    @Test
    void whatOneCallWritesItReadsAgain() {
        Contract c = Contract.of("""
                state:
                    m: map[int, int]
                @external
                fn f(n: int) -> int:
                    let before = m[1]
                    let sum = 0
                    for i in range(n, max=10):
                        sum += m[i]
                        m[i + 1] = m[i] + i
                        if i == 3:
                            m.remove(2)
                    if 2 in m:
                        sum += 1000
                    return sum * 100 + m[1] + before
                """);
        // m[i] read in round i is 0, 0, 1, 3, 6, of which m[2] is gone afterwards
        c.must("f", integer(5));
        assertThat(c.say("m", integer(5))).isEqualTo("10");
        assertThat(c.say("m", integer(2))).isEqualTo("0");
        assertThat(c.say("m", integer(4))).isEqualTo("6");
    }

    @Test
    void everyKindOfKeyAndValueIsKept() {
        Contract c = Contract.of("""
                state:
                    a: map[address, fixed]
                    b: map[bool, vec[D]]
                    t: map[text[8], text[16]]
                    x: map[fixed, mat[2, D]]
                    h: map[bytes[32], bool]
                @external
                fn put(v: vec[D]):
                    a[caller] = 1.5
                    b[true] = v
                    b[false] = zeros
                    t["name"] = "gradient"
                    x[0.5] = outer([1, 2], v)
                    h[hash(v)] = true
                @view
                fn mine() -> fixed:
                    return a[caller] + a[self]
                @view
                fn sums() -> vec[D]:
                    return b[true] + b[false] + x[0.5][1] + x[0.25][0]
                @view
                fn named(k: text[8]) -> text[16]:
                    return t[k]
                @view
                fn hashed(v: vec[D]) -> bool:
                    return hash(v) in h and h[hash(v)]
                """);
        c.host.self[0] = 9;
        c.must("put", vec("1", "-2", "0.5"));
        assertThat(c.say("mine")).isEqualTo("1.5");
        assertThat(c.say("sums")).isEqualTo("[3, -6, 1.5]");
        assertThat(said(c, "named", text("name"))).isEqualTo("gradient");
        assertThat(said(c, "named", text("nam"))).isEmpty();
        assertThat(c.say("hashed", vec("1", "-2", "0.5"))).isEqualTo("true");
        assertThat(c.say("hashed", vec("1", "-2", "0.25"))).isEqualTo("false");
    }

    @Test
    void aCallThatTrapsLeavesMapsAndListsAsTheyWere() {
        Contract c = Contract.of("""
                state:
                    m: map[int, int]
                    xs: list[4, int]
                @external
                fn f(n: int):
                    m[1] = n
                    xs.append(n)
                    require n < 10, "too large"
                """);
        c.must("f", integer(3));
        assertThat(message(c, "f", integer(30))).isEqualTo("too large");
        assertThat(c.say("m", integer(1))).isEqualTo("3");
        assertThat(c.say("xs_len")).isEqualTo("1");
        assertThat(c.say("xs", integer(0))).isEqualTo("3");
    }

    private static final String LIST = """
            state:
                xs: list[4, fixed]
            @external
            fn push(x: fixed):
                xs.append(x)
            @external
            fn pop() -> fixed:
                let last = xs.pop()
                return last
            @external
            fn toss():
                xs.pop()
            @external
            fn set(i: int, x: fixed):
                xs[i] = x
            @external
            fn scale(i: int, x: fixed):
                xs[i] *= x
            @view
            fn at(i: int) -> fixed:
                return xs[i]
            @view
            fn total() -> fixed:
                let sum = 0.0
                for i in range(xs.len, max=4):
                    sum += xs[i]
                return sum
            """;

    @Test
    void aListDoesWhatAListOfJavaDoes() {
        Contract c = Contract.of(LIST);
        List<Long> expected = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 300; i++) {
            long x = random.nextLong(-50, 50);
            int at = random.nextInt(-1, 5);
            String where = "seed " + SEED + ", step " + i;
            boolean inside = at >= 0 && at < expected.size();
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (expected.size() == 4) {
                        assertThat(message(c, "push", fixed(x + ""))).isEqualTo("the list `xs` is full");
                    } else {
                        c.must("push", fixed(x + ""));
                        expected.add(x);
                    }
                }
                case 2 -> {
                    if (expected.isEmpty()) {
                        assertThat(message(c, "pop")).as(where).isEqualTo("the list `xs` is empty");
                        assertThat(message(c, "toss")).as(where).isEqualTo("the list `xs` is empty");
                    } else {
                        c.must(random.nextBoolean() ? "pop" : "toss");
                        expected.removeLast();
                    }
                }
                default -> {
                    if (inside) {
                        c.must("set", integer(at), fixed(x + ""));
                        c.must("scale", integer(at), fixed("0.5"));
                        c.must("scale", integer(at), fixed("2"));
                        expected.set(at, x);
                    } else {
                        assertThat(message(c, "set", integer(at), fixed("1")))
                                .as(where)
                                .isEqualTo("the index is outside of `xs`");
                    }
                }
            }
            long sum = expected.stream().mapToLong(Long::longValue).sum();
            assertThat(c.say("total")).as(where).isEqualTo(Long.toString(sum));
            assertThat(c.say("xs_len")).as(where).isEqualTo(Integer.toString(expected.size()));
        }
    }

    @Test
    void anIndexOutsideOfAListTrapsWhenRead() {
        Contract c = Contract.of(LIST);
        c.must("push", fixed("7"));
        assertThat(c.say("at", integer(0))).isEqualTo("7");
        for (long i : new long[] {-1, 1, 4, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(message(c, "at", integer(i))).isEqualTo("the index is outside of `xs`");
        }
        c.must("pop");
        assertThat(message(c, "at", integer(0))).isEqualTo("the index is outside of `xs`");
    }

    @Test
    void aListHoldsTensorsAndTexts() {
        Contract c = Contract.of("""
                state:
                    vs: list[3, vec[D]]
                    ts: list[3, text[8]]
                @external
                fn push(v: vec[D], t: text[8]):
                    vs.append(v)
                    ts.append(t)
                    if vs.len > 1:
                        vs[0] = vs[0] + vs[vs.len - 1]
                @view
                fn same(i: int, t: text[8]) -> bool:
                    return ts[i] == t and ts[i] != "other"
                @view
                fn part(i: int, j: int) -> fixed:
                    return vs[i][j]
                """);
        c.must("push", vec("1", "2", "3"), text("one"));
        c.must("push", vec("4", "5", "6"), text("two"));
        c.must("push", vec("1", "1", "1"), text(""));
        assertThat(c.say("part", integer(0), integer(2))).isEqualTo("10");
        assertThat(c.say("same", integer(1), text("two"))).isEqualTo("true");
        assertThat(c.say("same", integer(2), text(""))).isEqualTo("true");
        assertThat(c.say("same", integer(2), text("x"))).isEqualTo("false");
    }

    @Test
    void textsAreStateAndNamesThatChange() {
        Contract c = Contract.of("""
                state:
                    t: text[12] = "start"
                pure fn sized(n: int) -> text[12]:
                    if n > 3:
                        return "large"
                    return "of any size"
                @external
                fn rename(n: int):
                    for i in range(n, max=5):
                        t = "abc"
                @view
                fn local(n: int) -> text[12]:
                    let word: text[12] = "a"
                    if n > 3:
                        word = "much longer"
                    return word
                @view
                fn shown(n: int) -> text[12]:
                    return sized(n)
                @view
                fn is_start() -> bool:
                    return t == "start"
                """);
        assertThat(c.say("is_start")).isEqualTo("true");
        c.must("rename", integer(0));
        assertThat(c.say("is_start")).isEqualTo("true");
        c.must("rename", integer(2));
        assertThat(said(c, "t")).isEqualTo("abc");
        assertThat(said(c, "local", integer(3))).isEqualTo("a");
        assertThat(said(c, "local", integer(4))).isEqualTo("much longer");
        assertThat(said(c, "shown", integer(3))).isEqualTo("of any size");
        assertThat(said(c, "shown", integer(4))).isEqualTo("large");
    }
}
