package io.gradchain.mlvm.numeric;

/** The six orders between two numbers of one type; raw order is numeric order for {@code fixed} as for {@code int}. */
public enum Comparison {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE;

    public boolean holds(long x, long y) {
        return switch (this) {
            case EQ -> x == y;
            case NE -> x != y;
            case LT -> x < y;
            case LE -> x <= y;
            case GT -> x > y;
            case GE -> x >= y;
        };
    }
}
