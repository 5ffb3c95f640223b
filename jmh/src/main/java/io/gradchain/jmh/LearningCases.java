package io.gradchain.jmh;

import io.gradchain.jmh.GasCase.Form;
import io.gradchain.jmh.GasCase.Operand;
import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.code.Limits;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import io.gradchain.mlvm.numeric.Fixed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

/** What is measured of equations, orders, samples and sums of exponentials, at the values that hurt each. */
final class LearningCases {
    private static final int[][] SHAPES = {{1, 1}, {1, 30}, {30, 1}, {9, 30}, {1000, 2}, {1000, 30}, {4000, 30}};
    private static final int[] SIZES = {1, 8, 48, 49, 200, 2_000, 16_384, 120_000, 700_000};

    private final List<GasCase> cases = new ArrayList<>();

    private LearningCases() {}

    static List<GasCase> all() {
        LearningCases all = new LearningCases();
        for (int[] s : SHAPES) {
            all.products(s[0], s[1], 1);
            all.products(s[0], s[1], 3);
            all.products(s[0], s[1], 30);
            all.exponentials(s[0], s[1]);
        }
        for (int n : SIZES) {
            all.orders(n);
        }
        for (int n : new int[] {1, 2, 3, 5, 10, 16, 24, 32}) {
            all.equations(n);
        }
        for (int k : new int[] {1, 8, 100, 2_000, 50_000, 200_000}) {
            all.sample(Limits.TENSOR_ELEMENTS, k);
            all.sample(8 * k + 8, k);
            all.sample(k, k);
        }
        for (int n : new int[] {1, 16}) {
            all.pack(n);
        }
        return all.cases;
    }

    private void add(
            Op op, String shape, String values, Form form, List<Operand> in, BiConsumer<FunctionBuilder, List<Ref>> f) {
        cases.add(GasCase.looped(op.name(), shape, values, form, in, f));
    }

    private void plain(Op op, String shape, String values, Form form, Operand... in) {
        add(op, shape, values, form, List.of(in), (f, r) -> f.op(op, r.toArray(Ref[]::new)));
    }

    private static Operand mat(int rows, int cols, long[] raws) {
        return new Operand(Type.mat(rows, cols), raws);
    }

    private static Operand vec(long[] raws) {
        return new Operand(Type.vec(raws.length), raws);
    }

    private void products(int n, int k, int m) {
        String shape = n + "x" + k + "x" + m;
        Operand b = mat(n, m, GasValues.signed(n * m, 36));
        plain(Op.TMATMUL, shape, "narrow", Form.FRESH, mat(n, k, GasValues.narrow(n * k)), b);
        if (n >= 8) {
            plain(Op.TMATMUL, shape, "narrow", Form.PACKED, mat(n, k, GasValues.narrow(n * k)), b);
        }
        plain(Op.TMATMUL, shape, "almost narrow", Form.FRESH, mat(n, k, GasValues.almostNarrow(n * k)), b);
        plain(Op.TMATMUL, shape, "wide", Form.STORED, mat(n, k, GasValues.signed(n * k, 36)), b);
        Operand largest = mat(n, k, GasValues.largest(n * k));
        plain(Op.TMATMUL, shape, "largest", Form.STORED, largest, mat(n, m, GasValues.cancelling(n, m)));
    }

    /** Terms of every size, terms too small to count, and two terms whose logarithm is next to a rounding boundary. */
    private void exponentials(int rows, int cols) {
        int n = rows * cols;
        long[] near = GasValues.signed(n, 36);
        long[] hard = GasValues.hard(Op.SOFTPLUS, n);
        for (int i = 0; i < n; i++) {
            hard[i] = i % cols == 0 ? 0 : i % cols == 1 ? hard[i] : -60 * Fixed.ONE;
        }
        logSumExp(rows, cols, "near", near);
        logSumExp(rows, cols, "far", GasValues.signed(n, 62));
        logSumExp(rows, cols, "hard", hard);
        add(
                Op.UNIFORM,
                rows + "x" + cols,
                "",
                Form.STORED,
                List.of(new Operand(Scalar.INT, 7)),
                (f, r) -> f.make(Op.UNIFORM, Type.mat(rows, cols), r.get(0)));
    }

    private void logSumExp(int rows, int cols, String values, long[] raws) {
        plain(Op.LOGSUMEXP, rows + "x" + cols, values, Form.STORED, mat(rows, cols, raws));
        plain(Op.LOGSUMEXP, "" + raws.length, values, Form.STORED, vec(raws));
    }

    private void orders(int n) {
        List<Long> down = new ArrayList<>(
                Arrays.stream(GasValues.signed(n, 62)).boxed().sorted().toList());
        Collections.reverse(down);
        Operand falling = vec(down.stream().mapToLong(Long::longValue).toArray());
        for (Op op : List.of(Op.SORT, Op.ARGSORT)) {
            plain(op, "" + n, "random", Form.STORED, vec(GasValues.signed(n, 62)));
            plain(op, "" + n, "falling", Form.STORED, falling);
            plain(op, "" + n, "equal", Form.STORED, vec(new long[n]));
        }
        plain(Op.CUMSUM, "" + n, "random", Form.STORED, vec(GasValues.signed(n, 40)));
    }

    private void equations(int n) {
        plain(
                Op.SOLVE,
                n + "x" + n,
                "random",
                Form.STORED,
                mat(n, n, GasValues.signed(n * n, 63)),
                vec(GasValues.signed(n, 30)));
        plain(
                Op.SOLVE,
                n + "x" + n,
                "small",
                Form.STORED,
                mat(n, n, GasValues.narrow(n * n)),
                vec(GasValues.signed(n, 30)));
    }

    private void sample(int n, int k) {
        add(
                Op.SAMPLE,
                k + " of " + n,
                "",
                Form.STORED,
                List.of(new Operand(Scalar.INT, n), new Operand(Scalar.INT, k), new Operand(Scalar.INT, 7)),
                (f, r) -> f.make(Op.SAMPLE, Type.vecUpTo(k), r.toArray(Ref[]::new)));
    }

    private void pack(int n) {
        add(Op.PACK, "" + n, "", Form.STORED, List.of(new Operand(Scalar.FIXED, 7)), (f, r) -> {
            Ref[] same = new Ref[n];
            Arrays.fill(same, r.getFirst());
            f.op(Op.PACK, same);
        });
    }
}
