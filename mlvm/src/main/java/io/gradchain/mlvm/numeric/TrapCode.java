package io.gradchain.mlvm.numeric;

/** Why an execution stopped; the order is the wire number, so new codes go to the end. */
public enum TrapCode {
    /** The rounded result is outside the range of its type. */
    OVERFLOW,
    /** The input is outside the definition of the operation: x/0, ln 0, the mean of nothing. */
    DOMAIN,
    /** An index is outside its tensor, or a range is not inside it. */
    INDEX,
    /** Two run-time sizes that must be equal differ. */
    SHAPE,
    OUT_OF_GAS,
    OUT_OF_MEMORY,
    /** A {@code require} of the contract did not hold. */
    REQUIRE
}
