package io.gradchain.jmh;

import io.gradchain.jmh.GasCase.Form;
import io.gradchain.jmh.GasCase.Operand;
import io.gradchain.mlvm.abi.Value;
import io.gradchain.mlvm.abi.Values;
import io.gradchain.mlvm.builder.FunctionBuilder;
import io.gradchain.mlvm.builder.ProgramBuilder;
import io.gradchain.mlvm.builder.Ref;
import io.gradchain.mlvm.builder.StateRef;
import io.gradchain.mlvm.check.ValidProgram;
import io.gradchain.mlvm.code.Field;
import io.gradchain.mlvm.code.Op;
import io.gradchain.mlvm.code.Type;
import io.gradchain.mlvm.code.Type.Scalar;
import io.gradchain.mlvm.contract.LogisticRegression;
import io.gradchain.mlvm.gas.GasTable;
import io.gradchain.mlvm.numeric.Fixed;
import io.gradchain.mlvm.tensor.FixedTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What is measured: every family of instructions over shapes, forms and hard values. */
final class GasCases {
    private static final int[][] SHAPES = {{1, 1}, {1, 30}, {30, 1}, {5, 30}, {9, 30}, {455, 30}, {1000, 30}, {4000, 30}
    };
    private static final int[][] FLAT = {{8, 4096}, {1, 16384}, {16384, 1}};
    private static final int PANEL_ROWS = 8;

    private final List<GasCase> cases = new ArrayList<>();

    private GasCases() {}

    static List<GasCase> all() {
        GasCases all = new GasCases();
        all.scalars();
        for (int[] s : SHAPES) {
            all.elements(s[0], s[1]);
            all.reductions(s[0], s[1]);
            all.products(s[0], s[1]);
            all.shapes(s[0], s[1]);
        }
        for (int[] s : FLAT) {
            all.products(s[0], s[1]);
            all.shapes(s[0], s[1]);
        }
        all.cases.addAll(LearningCases.all());
        all.calls();
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

    private static Operand scalar(Scalar type, long raw) {
        return new Operand(type, raw);
    }

    private void scalars() {
        Operand a = scalar(Scalar.FIXED, 0x1234_5678_9abcL);
        Operand b = scalar(Scalar.FIXED, -0xfed_cba9_8765L);
        for (Op op : List.of(Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.MIN, Op.MAX, Op.EQ, Op.LT)) {
            plain(op, "fixed", "", Form.STORED, a, b);
        }
        Operand big = scalar(Scalar.FIXED, Long.MAX_VALUE - 12345);
        plain(Op.DIV, "fixed", "large", Form.STORED, big, scalar(Scalar.FIXED, 0x7edc_ba98_7654_3210L));
        for (Op op : List.of(Op.NEG, Op.ABS, Op.SQRT, Op.TO_INT, Op.MOVE)) {
            plain(op, "fixed", "", Form.STORED, a);
        }
        for (Op op : List.of(Op.EXP, Op.LN, Op.SIGMOID, Op.SOFTPLUS, Op.TANH)) {
            plain(op, "fixed", "hard", Form.STORED, scalar(Scalar.FIXED, GasValues.hard(op, 1)[0]));
        }
        Operand i = scalar(Scalar.INT, 1_134_567_890_123L);
        Operand j = scalar(Scalar.INT, -7_654_321);
        for (Op op : List.of(Op.ADD, Op.MUL, Op.DIV, Op.MOD, Op.GE)) {
            plain(op, "int", "", Form.STORED, i, j);
        }
        plain(Op.TO_FIXED, "int", "", Form.STORED, j);
        Operand yes = scalar(Scalar.BOOL, 1);
        plain(Op.AND, "bool", "", Form.STORED, yes, yes);
        plain(Op.NOT, "bool", "", Form.STORED, yes);
        add(Op.CONST, "int", "", Form.STORED, List.of(), (f, r) -> f.integer(7));
        add(Op.CALLER, "", "", Form.STORED, List.of(), (f, r) -> f.caller());
        add(Op.IF, "", "", Form.STORED, List.of(yes), (f, r) -> f.when(r.get(0), () -> {}, () -> {}));
        add(Op.REQUIRE, "", "", Form.STORED, List.of(yes), (f, r) -> f.require(r.get(0), "never"));
        add(Op.EMIT, "int", "", Form.STORED, List.of(i), (f, r) -> f.emit(0, r.get(0)));
        StateRef first = new StateRef(0, Scalar.INT);
        add(Op.LOAD, "int", "", Form.STORED, List.of(i), (f, r) -> f.load(first));
        add(Op.STORE, "int", "", Form.STORED, List.of(i), (f, r) -> f.store(first, r.get(0)));
        Operand none = scalar(Scalar.INT, 0);
        add(Op.LOOP, "no round", "", Form.STORED, List.of(none), (f, r) -> f.loop(r.get(0), 1, round -> {}));
    }

    private void elements(int rows, int cols) {
        int n = rows * cols;
        String shape = rows + "x" + cols;
        Operand x = mat(rows, cols, GasValues.signed(n, 45));
        Operand y = mat(rows, cols, GasValues.signed(n, 33));
        Operand one = scalar(Scalar.FIXED, -0x1_2345_6789L);
        for (Op op : List.of(Op.ADD, Op.SUB, Op.MUL, Op.MIN, Op.MAX, Op.EQ, Op.LT, Op.GE)) {
            plain(op, shape, "random", Form.STORED, x, y);
            plain(op, shape, "with scalar", Form.STORED, x, one);
        }
        plain(Op.ADD, shape, "scalar with", Form.STORED, one, x);
        Operand divisor = mat(rows, cols, GasValues.positive(n, 62));
        plain(Op.DIV, shape, "large", Form.STORED, mat(rows, cols, GasValues.signed(n, 62)), mat(rows, cols, odd(n)));
        plain(Op.DIV, shape, "random", Form.STORED, y, divisor);
        Operand mask = mat(rows, cols, GasValues.bits(n));
        plain(Op.SELECT, shape, "random", Form.STORED, mask, x, y);
        plain(Op.NEG, shape, "random", Form.STORED, x);
        plain(Op.ABS, shape, "random", Form.STORED, x);
        plain(Op.MOVE, shape, "", Form.STORED, x);
        for (Op op : List.of(Op.SQRT, Op.EXP, Op.LN, Op.SIGMOID, Op.SOFTPLUS, Op.TANH)) {
            plain(op, shape, "random", Form.STORED, mat(rows, cols, GasValues.usual(op, n)));
            if (op != Op.SQRT) {
                plain(op, shape, "hard", Form.STORED, mat(rows, cols, GasValues.hard(op, n)));
            }
        }
        if (rows >= PANEL_ROWS) {
            Operand narrow = mat(rows, cols, GasValues.narrow(n));
            plain(Op.ADD, shape, "narrow", Form.PACKED, narrow, y);
            plain(Op.EQ, shape, "narrow", Form.PACKED, narrow, one);
            plain(Op.ABS, shape, "narrow", Form.PACKED, narrow);
        }
    }

    /** Divisors between 2⁶¹ and 2⁶², so that no quotient leaves the range. */
    private static long[] odd(int n) {
        long[] raws = GasValues.positive(n, 61);
        for (int i = 0; i < n; i++) {
            raws[i] |= 1L << 61 | 1;
        }
        return raws;
    }

    private void reductions(int rows, int cols) {
        int n = rows * cols;
        String shape = rows + "x" + cols;
        Operand x = mat(rows, cols, GasValues.signed(n, 40));
        for (Op op : List.of(Op.SUM, Op.MEAN, Op.HIGHEST, Op.LOWEST, Op.ARGMAX)) {
            plain(op, shape, "random", Form.STORED, x);
        }
        plain(Op.ARGMAX, shape, "rising", Form.STORED, mat(rows, cols, GasValues.rising(n)));
        plain(Op.HIGHEST, shape, "rising", Form.STORED, mat(rows, cols, GasValues.rising(n)));
        if (rows >= PANEL_ROWS) {
            plain(Op.SUM, shape, "narrow", Form.PACKED, mat(rows, cols, GasValues.narrow(n)));
            plain(Op.LOWEST, shape, "narrow", Form.PACKED, mat(rows, cols, GasValues.narrow(n)));
        }
        Operand z = mat(rows, cols, GasValues.signed(n, 36));
        plain(Op.NORM, shape, "random", Form.STORED, z);
        plain(Op.NORM, shape, "random", Form.FRESH, z);
        plain(Op.DOT, shape, "random", Form.STORED, z, z);
        plain(Op.DOT, shape, "random", Form.FRESH, z, z);
        Operand large = mat(rows, cols, GasValues.cancelling(n, 1));
        plain(Op.DOT, shape, "largest", Form.STORED, mat(rows, cols, GasValues.largest(n)), large);
        long[] oneLarge = GasValues.signed(n, 36);
        oneLarge[0] = Long.MAX_VALUE >> 1;
        plain(Op.NORM, shape, "one large", Form.FRESH, mat(rows, cols, oneLarge));
    }

    private void products(int rows, int cols) {
        int n = rows * cols;
        String shape = rows + "x" + cols;
        Operand narrow = mat(rows, cols, GasValues.narrow(n));
        Operand almost = mat(rows, cols, GasValues.almostNarrow(n));
        Operand wide = mat(rows, cols, GasValues.signed(n, 36));
        Operand largest = mat(rows, cols, GasValues.largest(n));
        product(Op.MATVEC, shape, rows >= PANEL_ROWS, narrow, almost, wide, vec(GasValues.signed(cols, 36)));
        product(Op.VECMAT, shape, rows >= PANEL_ROWS, narrow, almost, wide, vec(GasValues.signed(rows, 36)));
        plain(Op.MATVEC, shape, "largest", Form.STORED, largest, vec(GasValues.cancelling(cols, 1)));
        plain(Op.VECMAT, shape, "largest", Form.STORED, largest, vec(GasValues.cancelling(rows, 1)));
        int out = n > 50_000 ? 3 : 30;
        if ((long) n * out <= 1_000_000) {
            Operand right = mat(cols, out, GasValues.signed(cols * out, 36));
            product(Op.MATMUL, shape, rows >= PANEL_ROWS, narrow, almost, wide, right);
            plain(Op.MATMUL, shape, "largest", Form.STORED, largest, mat(cols, out, GasValues.cancelling(cols, out)));
            Operand thin = mat(cols, 1, GasValues.signed(cols, 36));
            product(Op.MATMUL, shape + "x1", rows >= PANEL_ROWS, narrow, almost, wide, thin);
        }
        plain(Op.OUTER, shape, "random", Form.STORED, vec(GasValues.signed(rows, 40)), vec(GasValues.signed(cols, 40)));
    }

    private void product(Op op, String shape, boolean packs, Operand narrow, Operand almost, Operand wide, Operand b) {
        if (packs) {
            plain(op, shape, "narrow", Form.PACKED, narrow, b);
        }
        plain(op, shape, "narrow", Form.FRESH, narrow, b);
        plain(op, shape, "almost narrow", Form.FRESH, almost, b);
        plain(op, shape, "wide", Form.STORED, wide, b);
        plain(op, shape, "wide", Form.FRESH, wide, b);
    }

    private void shapes(int rows, int cols) {
        int n = rows * cols;
        String shape = rows + "x" + cols;
        Operand x = mat(rows, cols, GasValues.narrow(n));
        Operand last = scalar(Scalar.INT, rows - 1);
        Operand all = scalar(Scalar.INT, rows);
        Operand from = scalar(Scalar.INT, 0);
        for (Form form : rows >= PANEL_ROWS ? List.of(Form.STORED, Form.PACKED) : List.of(Form.STORED)) {
            plain(Op.TRANSPOSE, shape, "", form, x);
            plain(Op.ROW, shape, "", form, x, last);
            plain(Op.ROWS, shape, "", form, x, from, all);
            plain(Op.CONCAT, shape, "", form, x, x);
            plain(Op.GATHER, shape, "", form, x, vec(GasValues.whole(rows, rows)));
            add(Op.RESHAPE, shape, "", form, List.of(x), (f, r) -> f.make(Op.RESHAPE, Type.vec(n), r.get(0)));
        }
        Operand flat = vec(GasValues.signed(n, 40));
        plain(Op.GATHER, "" + n, "", Form.STORED, flat, vec(GasValues.whole(n, n)));
        plain(Op.SLICE, "" + n, "", Form.STORED, flat, from, scalar(Scalar.INT, n));
        plain(Op.ELEMENT, "" + n, "", Form.STORED, flat, from);
        plain(Op.LEN, "" + n, "", Form.STORED, flat);
        add(Op.LOAD, "" + n, "", Form.STORED, List.of(flat), (f, r) -> f.load(new StateRef(0, flat.type())));
        add(
                Op.STORE,
                "" + n,
                "",
                Form.STORED,
                List.of(flat),
                (f, r) -> f.store(new StateRef(0, flat.type()), r.get(0)));
        add(Op.ZEROS, shape, "", Form.STORED, List.of(), (f, r) -> f.zeros(Type.mat(rows, cols)));
        Operand labels = vec(GasValues.whole(rows, cols));
        add(
                Op.ONE_HOT,
                shape,
                "",
                Form.STORED,
                List.of(labels),
                (f, r) -> f.make(Op.ONE_HOT, Type.mat(rows, cols), r.get(0)));
    }

    /** Entering a function, its arguments and its result; and checking a program at deploy. */
    private void calls() {
        MemoryChain chain = new MemoryChain().freeze();
        Type type = Type.matUpTo(1000, 30);
        ValidProgram program = GasCase.valid(new ProgramBuilder("Calls")
                .external("nothing", List.of(), f -> {})
                .view("same", List.of(new Field("x", type)), type, f -> f.returns(f.parameter(0)))
                .build()
                .encoded());
        repeated("CALL", "", () -> GasCase.run(program, "nothing", new byte[0], chain));
        byte[] argument = Values.encode(Value.tensor(FixedTensor.adoptMat(1000, 30, GasValues.signed(30_000, 40))));
        repeated("CALL", "1000x30", () -> GasCase.run(program, "same", argument, chain));
        byte[] code = LogisticRegression.program(30, 1000).encoded();
        repeated("VALIDATE", code.length + " B", () -> {
            GasCase.valid(code);
            return code.length * GasTable.VALIDATED_BYTE;
        });
        byte[] dense = new ProgramBuilder("Dense")
                .external("loops", List.of(), f -> nested(f, 60))
                .build()
                .encoded();
        repeated("VALIDATE", dense.length + " B", () -> {
            GasCase.valid(dense);
            return dense.length * GasTable.VALIDATED_BYTE;
        });
    }

    private static void nested(FunctionBuilder f, int depth) {
        Ref one = f.integer(Fixed.FRACTION_BITS);
        for (int i = 0; i < 200; i++) {
            f.assign(one, one);
        }
        if (depth > 0) {
            f.loop(one, 100, round -> nested(f, depth - 1));
        }
    }

    private interface Call {
        long gas();
    }

    private void repeated(String op, String shape, Call call) {
        cases.add(new GasCase(op, shape, "", 1, rounds -> 0, rounds -> {
            long gas = 0;
            for (long i = 0; i < rounds; i++) {
                gas += call.gas();
            }
            return gas;
        }));
    }
}
