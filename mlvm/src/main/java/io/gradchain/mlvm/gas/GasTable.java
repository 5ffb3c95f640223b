package io.gradchain.mlvm.gas;

import io.gradchain.mlvm.code.Op;

/**
 * The prices (M-70): 1 gas is about 1 ns of one core of the reference machine, an element at its worst-case value.
 *
 * <p>A tensor is given by its rows and columns, a vec has one column. All arithmetic saturates at
 * {@link Long#MAX_VALUE}, which no budget can pay.
 */
public final class GasTable {
    /** Entering a function. */
    public static final long CALL = 10_000;

    public static final long ARGUMENT_BYTE = 2;
    public static final long OUTPUT_BYTE = 2;
    /** Decoding and checking a program at deploy. */
    public static final long VALIDATED_BYTE = 500;

    /** Checking a program again when it is called: what was kept of it may be gone. */
    public static final long LOADED_BYTE = 150;

    /** A slot that is looked up in the state tree, found or not. */
    public static final long SLOT_READ = 20_000;

    public static final long READ_BYTE = 2;
    /** A slot that is written once at the end of the call: hashing its path and storing the nodes. */
    public static final long SLOT_WRITE = 50_000;

    public static final long WRITE_BYTE = 10;
    /** A byte that makes the state larger: with {@link #WRITE_BYTE}, 10⁹ gas buy less than 4 MiB. */
    public static final long NEW_BYTE = 240;
    /** What a new slot adds to the state beside its value: key, length, node. */
    public static final long SLOT_OVERHEAD_BYTES = 64;

    public static final long EVENT = 500;
    public static final long EVENT_BYTE = 20;

    public static final long HASH_BYTE = 20;
    /** Looking up the account of a contract that is called. */
    public static final long INVOKE = 40_000;
    /** A payment, to an account that may be new: two accounts written, and the bytes of a new one. */
    public static final long TRANSFER = 150_000;

    private static final long HASH = 2_000;
    private static final long STEP = 15;
    private static final long TENSOR_STEP = 200;
    private static final long PRODUCT = 4;
    private static final long ROUNDED_SUM = 20;
    /** Rows of a narrow matrix are multiplied eight at a time, the last eight padded. */
    private static final long PANEL_ROWS = 8;

    /** The logarithm of a sum next to a rounding boundary. */
    private static final long LOGARITHM = 100;

    private static final long SOLVE_STEP = 100;

    private static final long PRODUCT_ROW = 8;
    private static final long COPIED_ROW = 4;
    /** A square root of a sum of any size. */
    private static final long ROOT = 1_000;

    private GasTable() {}

    /** The price of an instruction whose operands are all scalars, slots and bytes apart. */
    public static long ofScalars(Op op) {
        return switch (op.immediate()) {
            case STATE, EVENT -> TENSOR_STEP;
            case CALL -> INVOKE;
            case NONE, VALUE, MESSAGE, MAXIMUM ->
                switch (op) {
                    case CALLER, SELF, TEXT -> TENSOR_STEP;
                    case BALANCE, RANDOM -> SLOT_READ;
                    case TRANSFER -> TRANSFER;
                    case HASH -> HASH;
                    default -> STEP + element(op);
                };
        };
    }

    /** The price of an instruction on tensors (or bytes) of these sizes; other operands have 0 rows and columns. */
    public static long of(Op op, long aRows, long aCols, long bRows, long bCols) {
        long a = times(aRows, aCols);
        long b = times(bRows, bCols);
        return switch (op) {
            case CONST, MOVE, LEN, ELEMENT, AND, OR, NOT, TO_INT, TO_FIXED -> ofScalars(op);
            case CALLER, HEIGHT, TIME, VALUE, LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> ofScalars(op);
            case SELF, BALANCE, TRANSFER, HASH, RANDOM, TEXT, MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE ->
                ofScalars(op);
            case LOOP, IF, ELSE, END, REQUIRE, RETURN, EMIT -> ofScalars(op);
            case ADD, SUB, MUL, DIV, MOD, MIN, MAX, EQ, NE, LT, LE, GT, GE, SELECT, NEG, ABS, SQRT, EXP, LN ->
                elementWise(element(op), Math.max(a, b));
            case SIGMOID, SOFTPLUS, TANH -> elementWise(element(op), a);
            case SUM, MEAN, HIGHEST, LOWEST, ARGMAX, DOT -> plus(TENSOR_STEP + 4 * ROUNDED_SUM, times(element(op), a));
            case NORM -> plus(TENSOR_STEP + ROOT, times(element(op), a));
            case MATVEC -> plus(TENSOR_STEP, plus(panels(aRows, aCols), times(ROUNDED_SUM, aRows)));
            case VECMAT -> plus(TENSOR_STEP, plus(panels(aRows, aCols), times(ROUNDED_SUM, aCols)));
            case MATMUL -> plus(TENSOR_STEP, times(times(aRows, bCols), plus(ROUNDED_SUM, times(PRODUCT, aCols))));
            case OUTER -> plus(TENSOR_STEP, times(element(op), times(a, b)));
            case LOGSUMEXP -> plus(TENSOR_STEP, plus(times(element(op), a), times(LOGARITHM, aRows)));
            case TMATMUL ->
                plus(
                        plus(TENSOR_STEP, panels(aRows, aCols)),
                        times(times(aCols, bCols), plus(ROUNDED_SUM, times(element(op), aRows))));
            case SOLVE -> plus(TENSOR_STEP, solve(aRows));
            case SORT, ARGSORT, CUMSUM, SAMPLE, UNIFORM, PACK -> elementWise(element(op), a);
            case ZEROS, TRANSPOSE, RESHAPE -> plus(TENSOR_STEP, times(element(op), a));
            case ROW -> plus(TENSOR_STEP, times(element(op), aCols));
            case ROWS -> plus(TENSOR_STEP, times(bRows, plus(COPIED_ROW, times(element(op), aCols))));
            case SLICE, GATHER -> plus(TENSOR_STEP, times(element(op), times(bRows, aCols)));
            case CONCAT -> plus(TENSOR_STEP, times(element(op), plus(a, b)));
            case ONE_HOT -> plus(TENSOR_STEP, times(element(op), times(aRows, bCols)));
        };
    }

    /** n³/3 steps on whole numbers of up to 64·n bits. */
    private static long solve(long n) {
        long cube = times(n, times(n, n));
        return plus(times(SOLVE_STEP, plus(n, plus(times(n, n), cube))), times(cube, times(n, n)) / 2);
    }

    private static long panels(long rows, long cols) {
        long padded = plus(rows, PANEL_ROWS - 1) / PANEL_ROWS * PANEL_ROWS;
        return plus(times(PRODUCT, times(padded, cols)), times(PRODUCT_ROW, rows));
    }

    /** What one element costs. */
    private static long element(Op op) {
        return switch (op) {
            case ADD, SUB, MIN, MAX, EQ, NE, LT, LE, GT, GE, SELECT -> 6;
            case NEG, ABS -> 8;
            case MUL -> 7;
            case DIV, MOD -> 30;
            // at inputs next to a rounding boundary, which an attacker can look for
            case EXP, LN, SIGMOID, TANH -> 50;
            case SOFTPLUS -> 70;
            case SQRT -> 25;
            case SUM, MEAN, HIGHEST, LOWEST, ARGMAX -> 3;
            case NORM, DOT -> PRODUCT;
            case ZEROS, SLICE -> 1;
            case CONCAT, ROW, ROWS -> 2;
            // nothing, unless the matrix is narrow: then its values are laid out anew
            case RESHAPE -> 3;
            case TRANSPOSE -> 10;
            case GATHER, ONE_HOT -> 8;
            case MOVE, LEN, ELEMENT -> 10;
            case CONST, AND, OR, NOT, TO_INT, TO_FIXED -> 0;
            case CALLER, HEIGHT, TIME, VALUE, LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> 0;
            case LOOP, IF, ELSE, END, REQUIRE, RETURN, EMIT -> 0;
            case MATVEC, VECMAT, MATMUL -> PRODUCT;
            case OUTER -> 12;
            case LOGSUMEXP -> 40;
            case TMATMUL -> PRODUCT;
            case SOLVE -> 0;
            case SORT -> 60;
            case ARGSORT -> 80;
            case CUMSUM -> 4;
            case SAMPLE -> 80;
            case UNIFORM -> 4;
            case PACK -> 8;
            case SELF, BALANCE, TRANSFER, HASH, RANDOM, TEXT, MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE -> 0;
        };
    }

    private static long elementWise(long element, long n) {
        return plus(TENSOR_STEP, times(element, n));
    }

    public static long plus(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    public static long times(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high != 0 || low < 0 ? Long.MAX_VALUE : low;
    }
}
