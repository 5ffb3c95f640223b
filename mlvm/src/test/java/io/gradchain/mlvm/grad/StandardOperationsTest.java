package io.gradchain.mlvm.grad;

import static io.gradchain.mlvm.grad.Contract.fixed;
import static io.gradchain.mlvm.grad.Contract.vec;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradchain.mlvm.CallMode;
import io.gradchain.mlvm.RunResult;
import io.gradchain.mlvm.RunResult.Trapped;
import io.gradchain.mlvm.Trap;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the operations for learning give, against formulas in decimals and lists of Java. */
final class StandardOperationsTest {
    private static final long SEED = 20261125;
    /** A few roundings of 2⁻³³ each, somewhat enlarged by a division. */
    private static final BigDecimal CLOSE = new BigDecimal("0.00000001");

    private static final Contract LEARNING = Contract.of("""
            @view
            fn lse(v: vec[_]) -> fixed:
                return logsumexp(v)
            @view
            fn lse_rows(X: mat[_, D]) -> vec[_]:
                return logsumexp(X)
            @view
            fn soft(v: vec[_]) -> vec[_]:
                return softmax(v)
            @view
            fn soft_rows(X: mat[_, D]) -> mat[_, D]:
                return softmax(X)
            @view
            fn log_soft(v: vec[_]) -> vec[_]:
                return log_softmax(v)
            @view
            fn log_soft_rows(X: mat[_, D]) -> mat[_, D]:
                return log_softmax(X)
            @view
            fn spread(v: vec[_]) -> fixed:
                return variance(v)
            @view
            fn spread_all(X: mat[_, D]) -> fixed:
                return variance(X)
            @view
            fn standard(v: vec[_]) -> vec[_]:
                return standardize(v)
            @view
            fn standard_cols(X: mat[_, D]) -> mat[_, D]:
                return standardize(X)
            @view
            fn hits[N: size](y: vec[N], p: vec[N]) -> fixed:
                return accuracy(y, p)
            @view
            fn fit[N: size](y: vec[N], p: vec[N]) -> fixed:
                return r2(y, p)
            @view
            fn solved(A: mat[D, D], b: vec[D]) -> vec[D]:
                return solve(A, b)
            @view
            fn close(v: vec[D], w: vec[D], by: fixed) -> bool:
                return near(v, w, by) and near(v[0], w[0], by)
            """);

    private static final class Draw {
        private final SplittableRandom random;

        Draw(SplittableRandom random) {
            this.random = random;
        }

        /** Multiples of 2⁻²⁰ between −8 and 8. */
        long[] raws(int n) {
            return random.longs(n, -(8 << 20), 8 << 20).map(x -> x << 12).toArray();
        }
    }

    private static List<BigDecimal> decimals(long... raws) {
        return Arrays.stream(raws)
                .mapToObj(raw -> BigDecimal.valueOf(raw).divide(BigDecimal.valueOf(1L << 32)))
                .toList();
    }

    private static Value mat(long[] raws, int cols) {
        return Value.tensor(FixedTensor.adoptMat(raws.length / cols, cols, raws.clone()));
    }

    private static List<BigDecimal> row(long[] raws, int i) {
        return decimals(Arrays.copyOfRange(raws, 3 * i, 3 * i + 3));
    }

    private static List<BigDecimal> column(long[] raws, int j) {
        return decimals(IntStream.range(0, raws.length / 3)
                .mapToLong(i -> raws[3 * i + j])
                .toArray());
    }

    private static List<BigDecimal> given(Contract c, String function, Value... arguments) {
        return switch (c.ask(function, arguments)) {
            case Value.TensorValue t -> decimals(t.tensor().toArray());
            case Value.FixedValue f -> decimals(f.raw());
            case Value other -> throw new AssertionError(other.toString());
        };
    }

    private static void expect(String where, List<BigDecimal> actual, List<BigDecimal> expected) {
        assertThat(actual).as(where).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).subtract(expected.get(i)).abs())
                    .as("%s: element %d is %s, not %s", where, i, actual.get(i), expected.get(i))
                    .isLessThan(CLOSE);
        }
    }

    @Test
    void statisticsOfVecs() {
        Draw draw = new Draw(new SplittableRandom(SEED));
        for (int n = 2; n < 12; n++) {
            long[] raws = draw.raws(n);
            long[] others = draw.raws(n);
            List<BigDecimal> v = decimals(raws);
            String where = "seed " + SEED + ", size " + n;
            expect(where, given(LEARNING, "lse", vec(raws)), List.of(Exact.logSumExp(v)));
            expect(where, given(LEARNING, "soft", vec(raws)), Exact.softmax(v));
            expect(where, given(LEARNING, "log_soft", vec(raws)), Exact.logSoftmax(v));
            expect(where, given(LEARNING, "spread", vec(raws)), List.of(Exact.variance(v)));
            expect(where, given(LEARNING, "standard", vec(raws)), Exact.standardized(v));
            expect(where, given(LEARNING, "fit", vec(raws), vec(others)), List.of(Exact.r2(v, decimals(others))));
        }
    }

    @Test
    void statisticsOfMatsWithRowsOfRunTime() {
        Draw draw = new Draw(new SplittableRandom(SEED));
        for (int n = 2; n < 8; n++) {
            long[] raws = draw.raws(3 * n);
            Value x = mat(raws, 3);
            int rows = n;
            String where = "seed " + SEED + ", rows " + n;
            List<BigDecimal> lse = new ArrayList<>();
            List<BigDecimal> soft = new ArrayList<>();
            List<BigDecimal> log = new ArrayList<>();
            List<BigDecimal> standard = new ArrayList<>();
            List<List<BigDecimal>> columns = IntStream.range(0, 3)
                    .mapToObj(j -> Exact.standardized(column(raws, j)))
                    .toList();
            for (int i = 0; i < rows; i++) {
                lse.add(Exact.logSumExp(row(raws, i)));
                soft.addAll(Exact.softmax(row(raws, i)));
                log.addAll(Exact.logSoftmax(row(raws, i)));
                for (List<BigDecimal> column : columns) {
                    standard.add(column.get(i));
                }
            }
            expect(where, given(LEARNING, "lse_rows", x), lse);
            expect(where, given(LEARNING, "soft_rows", x), soft);
            expect(where, given(LEARNING, "log_soft_rows", x), log);
            expect(where, given(LEARNING, "standard_cols", x), standard);
            expect(where, given(LEARNING, "spread_all", x), List.of(Exact.variance(decimals(raws))));
        }
    }

    @Test
    void softmaxOfFarApartNumbersDoesNotOverflow() {
        assertThat(LEARNING.say("soft", vec("1000000000", "0", "-1000000000"))).isEqualTo("[1, 0, 0]");
        assertThat(LEARNING.say("log_soft", vec("1000000000", "0"))).isEqualTo("[0, -1000000000]");
        assertThat(LEARNING.say("lse", vec("-5"))).isEqualTo("-5");
    }

    @Test
    void scoresOfPredictions() {
        assertThat(LEARNING.say("hits", vec("1", "0", "1", "2"), vec("1", "1", "1", "2")))
                .isEqualTo("0.75");
        assertThat(LEARNING.say("fit", vec("1", "2", "3"), vec("1", "2", "3"))).isEqualTo("1");
        assertThat(LEARNING.say("fit", vec("1", "2", "3"), vec("2", "2", "2"))).isEqualTo("0");
        assertThat(trap(LEARNING, "fit", vec("2", "2"), vec("1", "2"))).isEqualTo(Trap.DOMAIN);
        assertThat(trap(LEARNING, "standard", vec("2", "2"))).isEqualTo(Trap.DOMAIN);
        assertThat(LEARNING.say("close", vec("1", "2", "3"), vec("1.5", "1.5", "3"), fixed("0.5")))
                .isEqualTo("true");
        assertThat(LEARNING.say("close", vec("1", "2", "3"), vec("1", "1.4", "3"), fixed("0.5")))
                .isEqualTo("false");
    }

    private static Trap trap(Contract c, String function, Value... arguments) {
        RunResult result = c.run(CallMode.VIEW, function, arguments);
        assertThat(result).as(function).isInstanceOf(Trapped.class);
        return ((Trapped) result).trap();
    }

    @Test
    void systemsAreSolvedExactly() {
        Value a = mat(whole(2, 1, 0, 1, 3, 1, 0, 1, 4), 3);
        // [1, −2, 3] put in: 0, −2, 10
        assertThat(LEARNING.say("solved", a, vec("0", "-2", "10"))).isEqualTo("[1, -2, 3]");
        Value singular = mat(whole(1, 1, 0, 1, 1, 0, 0, 0, 1), 3);
        assertThat(trap(LEARNING, "solved", singular, vec("1", "1", "1"))).isEqualTo(Trap.DOMAIN);
    }

    private static final Contract ORDER = Contract.of("""
            state:
                data: dataset[20, D]
            @external
            fn add(X: mat[_, D], y: vec[_]):
                data.append(X, y)
            @view
            fn sorted(v: vec[_]) -> vec[_]:
                return sort(v)
            @view
            fn places(v: vec[_]) -> vec[_]:
                return argsort(v)
            @view
            fn best(v: vec[_]) -> vec[2]:
                let (values, where_) = top_k(v, 2)
                return values
            @view
            fn best_at(v: vec[_]) -> vec[2]:
                let (values, where_) = top_k(v, 2)
                return where_
            @view
            fn sums(v: vec[_]) -> vec[_]:
                return cumsum(v)
            @view
            fn hot(i: int) -> vec[D]:
                return one_hot(i, D)
            @view
            fn hots(v: vec[_]) -> mat[_, D]:
                return one_hot(v, D)
            @view
            fn joined(v: vec[D], w: vec[2]) -> vec[5]:
                return concat(v, w)
            @view
            fn stacked[N: size <= 100](X: mat[N, D], Y: mat[2, D]) -> mat[_, D]:
                return concat(X, Y)
            @view
            fn picked(v: vec[_], i: vec[D]) -> vec[D]:
                return gather(v, i)
            @view
            fn picked_rows(X: mat[_, D], i: vec[2]) -> mat[2, D]:
                return gather(X, i)
            @view
            fn cut(v: vec[_], a: int, b: int) -> vec[_]:
                return slice(v, a, b)
            @view
            fn cut_rows(X: mat[_, D], a: int, b: int) -> mat[_, D]:
                return rows(X, a, b)
            @view
            fn shaped(v: vec[6]) -> mat[2, D]:
                return reshape(v, 2, D)
            @view
            fn flat(X: mat[2, D]) -> vec[6]:
                return flatten(X)
            @view
            fn flat_rows(X: mat[_, D]) -> fixed:
                return sum(cumsum(flatten(X)))
            @view
            fn gram[N: size](A: mat[N, D], B: mat[N, 2]) -> mat[D, 2]:
                return transpose(A) @ B
            @view
            fn against[N: size](A: mat[N, D], r: vec[N]) -> vec[D]:
                return transpose(A) @ r
            @view
            fn mixed(X: mat[_, D], b: vec[D]) -> mat[_, D]:
                return ((X + b) * b - b) / b
            @view
            fn turned(X: mat[_, D], b: vec[D]) -> mat[_, D]:
                return b - (b + b * X)
            @view
            fn order(seed: int) -> vec[10]:
                return shuffle(10, seed)
            @view
            fn order_of_rows(seed: int) -> vec[_]:
                return shuffle(data.len, seed)
            @view
            fn some(n: int, seed: int) -> vec[4]:
                return sample(n, 4, seed)
            @view
            fn noise(seed: int, low: fixed, high: fixed) -> mat[2, D]:
                return uniform(seed, low, high)
            @view
            fn noises(seed: int) -> vec[D]:
                let w: vec[D] = uniform(seed, -1, 1)
                return w
            @view
            fn labels(seed: int) -> vec[_]:
                let (X, y) = data.batch(8, seed)
                return y
            @view
            fn fits(seed: int) -> bool:
                let (X, y) = data.batch(8, seed)
                let weights: vec[D] = [1, 10, 100]
                return near(X @ weights, y, 0.0)
            """);

    private static final Value RAGGED = vec("3", "-1", "3", "0.5");

    @Test
    void elementsAreSortedPickedAndSummed() {
        assertThat(ORDER.say("sorted", RAGGED)).isEqualTo("[-1, 0.5, 3, 3]");
        assertThat(ORDER.say("places", RAGGED)).isEqualTo("[1, 3, 0, 2]");
        assertThat(ORDER.say("best", RAGGED)).isEqualTo("[3, 3]");
        assertThat(ORDER.say("best_at", RAGGED)).isEqualTo("[0, 2]");
        assertThat(trap(ORDER, "best", vec("1"))).isEqualTo(Trap.INDEX);
        assertThat(ORDER.say("sums", RAGGED)).isEqualTo("[3, 2, 5, 5.5]");
        assertThat(ORDER.say("picked", RAGGED, vec("3", "0", "3"))).isEqualTo("[0.5, 3, 0.5]");
        assertThat(trap(ORDER, "picked", RAGGED, vec("3", "0", "4"))).isEqualTo(Trap.INDEX);
        assertThat(trap(ORDER, "picked", RAGGED, vec("3", "0.5", "1"))).isEqualTo(Trap.DOMAIN);
        assertThat(ORDER.say("cut", RAGGED, Value.integer(1), Value.integer(3))).isEqualTo("[-1, 3]");
        assertThat(ORDER.say("cut", RAGGED, Value.integer(2), Value.integer(2))).isEqualTo("[]");
        assertThat(trap(ORDER, "cut", RAGGED, Value.integer(3), Value.integer(2)))
                .isEqualTo(Trap.INDEX);
        assertThat(trap(ORDER, "cut", RAGGED, Value.integer(0), Value.integer(5)))
                .isEqualTo(Trap.INDEX);
    }

    @Test
    void tensorsArePutTogetherAndTakenApart() {
        Value x = mat(whole(1, 2, 3, 4, 5, 6), 3);
        Value y = mat(whole(7, 8, 9, 0, 0, 1), 3);
        assertThat(ORDER.say("joined", vec("1", "2", "3"), vec("4", "5"))).isEqualTo("[1, 2, 3, 4, 5]");
        assertThat(ORDER.say("stacked", x, y)).isEqualTo("[[1, 2, 3], [4, 5, 6], [7, 8, 9], [0, 0, 1]]");
        assertThat(ORDER.say("hot", Value.integer(1))).isEqualTo("[0, 1, 0]");
        assertThat(trap(ORDER, "hot", Value.integer(3))).isEqualTo(Trap.INDEX);
        assertThat(ORDER.say("hots", vec("2", "0"))).isEqualTo("[[0, 0, 1], [1, 0, 0]]");
        assertThat(ORDER.say("picked_rows", x, vec("1", "1"))).isEqualTo("[[4, 5, 6], [4, 5, 6]]");
        assertThat(ORDER.say("cut_rows", x, Value.integer(1), Value.integer(2))).isEqualTo("[[4, 5, 6]]");
        assertThat(ORDER.say("shaped", vec("1", "2", "3", "4", "5", "6"))).isEqualTo("[[1, 2, 3], [4, 5, 6]]");
        assertThat(ORDER.say("flat", x)).isEqualTo("[1, 2, 3, 4, 5, 6]");
        assertThat(ORDER.say("flat_rows", x)).isEqualTo("56");
        Value two = mat(whole(1, 0, 2, -1), 2);
        assertThat(ORDER.say("gram", x, two)).isEqualTo("[[9, -4], [12, -5], [15, -6]]");
        assertThat(ORDER.say("against", x, vec("1", "-1"))).isEqualTo("[-3, -3, -3]");
        assertThat(ORDER.say("mixed", x, vec("1", "2", "-1"))).isEqualTo("[[1, 3, 1], [4, 6, 4]]");
        assertThat(ORDER.say("turned", x, vec("1", "2", "-1"))).isEqualTo("[[-1, -4, 3], [-4, -10, 6]]");
    }

    private static long[] whole(int... numbers) {
        return Arrays.stream(numbers).mapToLong(n -> (long) n << 32).toArray();
    }

    @Test
    void aShuffleIsAPermutationThatTheSeedDecides() {
        List<BigDecimal> all =
                IntStream.range(0, 10).mapToObj(BigDecimal::valueOf).toList();
        TreeSet<String> orders = new TreeSet<>();
        for (int seed = -20; seed < 20; seed++) {
            List<BigDecimal> order = given(ORDER, "order", Value.integer(seed));
            assertThat(order)
                    .as("seed %d", seed)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactlyInAnyOrderElementsOf(all);
            assertThat(order).isEqualTo(given(ORDER, "order", Value.integer(seed)));
            orders.add(order.toString());
            List<BigDecimal> some = given(ORDER, "some", Value.integer(6), Value.integer(seed));
            assertThat(new TreeSet<>(some)).as("seed %d", seed).hasSize(4);
            assertThat(some).allMatch(i -> i.compareTo(BigDecimal.valueOf(6)) < 0 && i.signum() >= 0);
        }
        assertThat(orders).hasSizeGreaterThan(38);
        assertThat(trap(ORDER, "some", Value.integer(3), Value.integer(1))).isEqualTo(Trap.SHAPE);
        assertThat(trap(ORDER, "some", Value.integer(-3), Value.integer(1))).isEqualTo(Trap.DOMAIN);
    }

    @Test
    void uniformNumbersLieInTheirRange() {
        BigDecimal low = new BigDecimal("-0.25");
        BigDecimal high = new BigDecimal("3");
        List<BigDecimal> all = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            all.addAll(given(ORDER, "noise", Value.integer(seed), fixed("-0.25"), fixed("3")));
            assertThat(given(ORDER, "noises", Value.integer(seed)))
                    .allMatch(x -> x.abs().compareTo(BigDecimal.ONE) <= 0);
        }
        assertThat(all).allMatch(x -> x.compareTo(low) >= 0 && x.compareTo(high) <= 0);
        // the mean of 1200 has a deviation of 0.027
        assertThat(Exact.mean(all)).isBetween(new BigDecimal("1.2"), new BigDecimal("1.55"));
    }

    @Test
    void aBatchIsOfDistinctRowsOfTheDataset() {
        Contract c = new Contract(ORDER.program.program());
        long[] raws = new long[60];
        long[] labels = new long[20];
        TreeSet<BigDecimal> known = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 3; j++) {
                raws[3 * i + j] = ((i * 7 + j * 3) % 10L) << 32;
            }
            labels[i] = raws[3 * i] + 10 * raws[3 * i + 1] + 100 * raws[3 * i + 2] + ((long) i << 20);
            raws[3 * i] += (long) i << 20;
            known.add(decimals(labels[i]).getFirst());
        }
        assertThat(given(c, "labels", Value.integer(1))).isEmpty();
        c.must("add", mat(Arrays.copyOf(raws, 15), 3), vec(Arrays.copyOf(labels, 5)));
        assertThat(given(c, "labels", Value.integer(1))).hasSize(5);
        c.must("add", mat(Arrays.copyOfRange(raws, 15, 60), 3), vec(Arrays.copyOfRange(labels, 5, 20)));
        for (int seed = 0; seed < 30; seed++) {
            List<BigDecimal> batch = given(c, "labels", Value.integer(seed));
            assertThat(new TreeSet<>(batch)).as("seed %d", seed).hasSize(8);
            assertThat(known).containsAll(batch);
            assertThat(c.say("fits", Value.integer(seed))).isEqualTo("true");
            assertThat(given(c, "order_of_rows", Value.integer(seed))).hasSize(20);
        }
    }

    @Test
    void tensorsAreWrittenOut() {
        String numbers = String.join(
                ", ", IntStream.range(0, 100).mapToObj(i -> i + ".5").toList());
        String rows = String.join(
                ", ",
                IntStream.range(0, 7)
                        .mapToObj(i -> "[" + i + ", x, " + -i + "]")
                        .toList());
        Contract c = Contract.of("""
                state:
                    w: vec[D] = [1, -2, 0.5]
                @view
                fn long_() -> vec[100]:
                    return [NUMBERS]
                @view
                fn rows_(x: fixed) -> mat[7, D]:
                    return [ROWS]
                @view
                fn weights(x: fixed) -> vec[D]:
                    return w + [x, 2 * x, -x]
                @view
                fn exactly(a: fixed) -> vec[17]:
                    return [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, a * a]
                """.replace("NUMBERS", numbers).replace("ROWS", rows));
        assertThat(c.say("long_")).isEqualTo("[" + numbers + "]");
        assertThat(c.say("rows_", fixed("0.25")))
                .isEqualTo("[[0, 0.25, 0], [1, 0.25, -1], [2, 0.25, -2], [3, 0.25, -3], [4, 0.25, -4],"
                        + " [5, 0.25, -5], [6, 0.25, -6]]");
        assertThat(c.say("weights", fixed("3"))).isEqualTo("[4, 4, -2.5]");
        assertThat(c.say("exactly", fixed("-2")))
                .isEqualTo("[-2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 4]");
    }

    @Test
    void modulesBringPureFunctions() {
        Contract c = Contract.of("""
                use optim
                @view
                fn f(x: fixed) -> fixed:
                    return half_cosine(x) + 1
                """);
        assertThat(c.say("f", fixed("0.5"))).isEqualTo("1.5");
    }

    @Test
    void aModuleDoesNotMindTheNamesOfTheContract() {
        Contract c = new Contract(Contract.compiled("""
                contract A(N: size = 2):
                    use optim

                    param beta: fixed = 0.5

                    @view
                    fn moved(w: vec[N]) -> vec[N]:
                        let (next, v) = momentum_vec(w, w, w, 0.25, beta)
                        return next
                """).program());
        c.deploy(fixed("0.5"));
        assertThat(c.say("moved", Contract.vec("4", "8"))).isEqualTo("[5, 10]");
    }
}
