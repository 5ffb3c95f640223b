package io.gradchain.mlvm;

import io.gradchain.mlvm.numeric.TrapCode;

/** Why a call was undone (M-60): number for receipts, cause and hint for people. Numbers are never reused. */
public enum Trap {
    OVERFLOW(
            1,
            "a result is outside the range of its type",
            "numbers reach from -2147483648 to 2147483648: lower the learning rate, or standardise the features"),
    DOMAIN(
            2,
            "an operation is not defined for its input: x/0, ln 0, sqrt of a negative number, the mean of nothing",
            "check the divisor or argument with `require` before using it"),
    INDEX(3, "an index is outside its tensor", "indices run from 0 to the size minus one"),
    SHAPE(4, "two run-time sizes that must be equal differ", "give X as many rows as y has values"),
    OUT_OF_GAS(
            5, "the gas limit is below what the call needs", "raise the gas limit or ask for fewer epochs at a time"),
    OUT_OF_MEMORY(6, "more memory is live than the limit allows", "use fewer rows in one call"),
    REQUIRE(7, "a condition the contract requires does not hold", "the index names the message of the contract"),
    UNKNOWN_FUNCTION(8, "the contract has no such function", "list its functions with its interface"),
    NOT_CALLABLE(
            9,
            "the function cannot be entered this way",
            "`init` runs only at deploy, a function that is no view only by a transaction"),
    BAD_ARGUMENT(
            10,
            "an argument has the wrong type or shape",
            "the index counts the arguments from 0; compare with the function's signature"),
    CAPACITY(11, "the dataset has no room for these rows", "deploy with a larger cap"),
    LOOP_BOUND(12, "a loop was asked to run longer than its declared maximum", "ask for fewer epochs at a time"),
    TOO_MANY_EVENTS(13, "one call emits more than 65,536 events", "ask for fewer epochs at a time"),
    NOT_PAYABLE(14, "the call pays units, but the function does not read them", "call with value 0"),
    REENTRANT(
            15,
            "a contract is called that is underway already",
            "finish with the other contract first, or let it be called by a transaction of its own"),
    CALL_DEPTH(16, "contracts call one another more than 8 deep", "call fewer contracts in a row"),
    NO_CONTRACT(17, "a contract calls an address where there is none", "check the address the contract was given"),
    BAD_RESULT(
            18,
            "a called contract returns something else than its interface says",
            "compare the declared interface with the one of the contract that was called"),
    BALANCE(19, "a contract pays more than it has", "pay at most `balance`; the index says how much that is"),
    CALLEE(20, "a contract that was called trapped", "the index is the number of its trap: V-…"),
    NO_RANDOM(
            21,
            "the beacon is asked for a height it does not tell",
            "it tells the 256 blocks before this one; the newest is random(height - 1)");

    private final int number;
    private final String cause;
    private final String hint;

    Trap(int number, String cause, String hint) {
        this.number = number;
        this.cause = cause;
        this.hint = hint;
    }

    /** The code in a receipt. */
    public int number() {
        return number;
    }

    /** The code in words: V-01. */
    public String id() {
        return (number < 10 ? "V-0" : "V-") + number;
    }

    public String cause() {
        return cause;
    }

    public String hint() {
        return hint;
    }

    static Trap of(TrapCode code) {
        return switch (code) {
            case OVERFLOW -> OVERFLOW;
            case DOMAIN -> DOMAIN;
            case INDEX -> INDEX;
            case SHAPE -> SHAPE;
            case OUT_OF_GAS -> OUT_OF_GAS;
            case OUT_OF_MEMORY -> OUT_OF_MEMORY;
            case REQUIRE -> REQUIRE;
        };
    }
}
