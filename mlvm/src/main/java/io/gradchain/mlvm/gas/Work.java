package io.gradchain.mlvm.gas;

import io.gradchain.mlvm.code.Op;

/** How many values an instruction makes, or makes and needs while it works, from the sizes of its operands as {@link GasTable#of} takes them. */
public final class Work {
    private Work() {}

    /** 0 for an instruction that makes a scalar. */
    public static long values(Op op, long aRows, long aCols, long bRows, long bCols) {
        long a = GasTable.times(aRows, aCols);
        long b = GasTable.times(bRows, bCols);
        return switch (op) {
            case ADD, SUB, MUL, DIV, MOD, MIN, MAX, EQ, NE, LT, LE, GT, GE, SELECT -> Math.max(a, b);
            case NEG, ABS, SQRT, EXP, LN, SIGMOID, SOFTPLUS, TANH, ZEROS, TRANSPOSE, RESHAPE -> a;
            case MATVEC -> aRows;
            case VECMAT, ROW -> aCols;
            case MATMUL, ONE_HOT -> GasTable.times(aRows, bCols);
            case OUTER -> GasTable.times(a, b);
            case ROWS, SLICE, GATHER -> GasTable.times(bRows, aCols);
            case CONCAT -> GasTable.plus(a, b);
            case LOGSUMEXP -> aRows;
            case CUMSUM, UNIFORM, PACK -> a;
            case TMATMUL -> GasTable.times(aCols, bCols);
            case SOLVE -> bRows;
            // with what they need meanwhile
            case SORT -> GasTable.times(2, a);
            case ARGSORT -> GasTable.times(4, a);
            case SAMPLE -> GasTable.times(5, a);
            case SELF, BALANCE, TRANSFER, HASH, RANDOM, TEXT, MAP_GET, MAP_HAS, MAP_PUT, MAP_DROP, INVOKE -> 0;
            case SUM, MEAN, NORM, HIGHEST, LOWEST, ARGMAX, DOT, LEN, ELEMENT -> 0;
            case CONST, MOVE, AND, OR, NOT, TO_INT, TO_FIXED, CALLER, HEIGHT, TIME, VALUE -> 0;
            case LOAD, STORE, DATA_LEN, DATA_X, DATA_Y, APPEND -> 0;
            case LOOP, IF, ELSE, END, RETURN, REQUIRE, EMIT -> 0;
        };
    }
}
