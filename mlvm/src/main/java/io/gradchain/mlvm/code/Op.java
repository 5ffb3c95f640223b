package io.gradchain.mlvm.code;

import java.util.Locale;

/**
 * The instructions (M-40 …): number, whether a register is written, how many are read, and what follows them. What an
 * instruction does depends on the types of its registers; the rules are in {@code check.TypeRules}.
 */
public enum Op {
    CONST(0x01, true, 0, Immediate.VALUE),
    MOVE(0x02, true, 1),
    /** A tensor of zeros, of the exact shape of its register. */
    ZEROS(0x03, true, 0),
    /** A constant of bytes: a message in UTF-8. */
    TEXT(0x04, true, 0, Immediate.MESSAGE),

    ADD(0x10, true, 2),
    SUB(0x11, true, 2),
    MUL(0x12, true, 2),
    DIV(0x13, true, 2),
    MOD(0x14, true, 2),
    MIN(0x15, true, 2),
    MAX(0x16, true, 2),
    NEG(0x17, true, 1),
    ABS(0x18, true, 1),
    SQRT(0x19, true, 1),
    EXP(0x1a, true, 1),
    LN(0x1b, true, 1),
    SIGMOID(0x1c, true, 1),
    SOFTPLUS(0x1d, true, 1),
    TANH(0x1e, true, 1),

    /** Comparisons give a bool for scalars, and for tensors 1.0 where they hold, else 0.0. */
    EQ(0x20, true, 2),
    NE(0x21, true, 2),
    LT(0x22, true, 2),
    LE(0x23, true, 2),
    GT(0x24, true, 2),
    GE(0x25, true, 2),
    AND(0x26, true, 2),
    OR(0x27, true, 2),
    NOT(0x28, true, 1),
    /** condition, yes, no. */
    SELECT(0x29, true, 3),
    /** ⌊x⌋ as an int. */
    TO_INT(0x2a, true, 1),
    TO_FIXED(0x2b, true, 1),

    SUM(0x30, true, 1),
    MEAN(0x31, true, 1),
    NORM(0x32, true, 1),
    HIGHEST(0x33, true, 1),
    LOWEST(0x34, true, 1),
    ARGMAX(0x35, true, 1),
    DOT(0x36, true, 2),
    /** ln Σ eˣ: of a vec, or of each row of a mat. */
    LOGSUMEXP(0x37, true, 1),
    /** X·w. */
    MATVEC(0x38, true, 2),
    /** Xᵀ·r, operands X and r. */
    VECMAT(0x39, true, 2),
    MATMUL(0x3a, true, 2),
    OUTER(0x3b, true, 2),
    /** Aᵀ·B, where both have as many rows. */
    TMATMUL(0x3c, true, 2),
    /** The x of A·x = b, A square. */
    SOLVE(0x3d, true, 2),

    /** The leading dimension as an int. */
    LEN(0x40, true, 1),
    /** One value of a vec. */
    ELEMENT(0x41, true, 2),
    ROW(0x42, true, 2),
    /** Rows from (inclusive) to (exclusive) of a mat. */
    ROWS(0x43, true, 3),
    SLICE(0x44, true, 3),
    CONCAT(0x45, true, 2),
    TRANSPOSE(0x46, true, 1),
    RESHAPE(0x47, true, 1),
    ONE_HOT(0x48, true, 1),
    GATHER(0x49, true, 2),
    /** Ascending. */
    SORT(0x4a, true, 1),
    /** The indices of an ascending order, equals in their own order. */
    ARGSORT(0x4b, true, 1),
    /** All sums from the first element on. */
    CUMSUM(0x4c, true, 1),
    /** min(k, n) different whole numbers below n in an order that a seed decides; operands n, k, seed. */
    SAMPLE(0x4d, true, 3),
    /** Numbers of [0, 1) that a seed decides, in the exact shape of its register. */
    UNIFORM(0x4e, true, 1),
    /** A vec of numbers. */
    PACK(0x4f, true, Op.ANY),

    CALLER(0x50, true, 0),
    HEIGHT(0x51, true, 0),
    TIME(0x52, true, 0),
    VALUE(0x53, true, 0),
    /** The bytes of this contract's address. */
    SELF(0x54, true, 0),
    /** The units this contract has. */
    BALANCE(0x55, true, 0),
    /** Units to an address. */
    TRANSFER(0x56, false, 2),
    /** SHA-256 of the encoded operands. */
    HASH(0x57, true, Op.ANY),
    /** What the beacon said at a past height, as a seed. */
    RANDOM(0x5e, true, 1),

    LOAD(0x58, true, 0, Immediate.STATE),
    STORE(0x59, false, 1, Immediate.STATE),
    DATA_LEN(0x5a, true, 0, Immediate.STATE),
    DATA_X(0x5b, true, 0, Immediate.STATE),
    DATA_Y(0x5c, true, 0, Immediate.STATE),
    /** Rows X with their labels y, behind those there are. */
    APPEND(0x5d, false, 2, Immediate.STATE),
    /** The value of a key, zero where there is none. */
    MAP_GET(0x68, true, 1, Immediate.STATE),
    MAP_HAS(0x69, true, 1, Immediate.STATE),
    /** A key, its value. */
    MAP_PUT(0x6a, false, 2, Immediate.STATE),
    /** Forgets a key. */
    MAP_DROP(0x6b, false, 1, Immediate.STATE),

    /** Writes 0, 1, … n − 1 and runs to its END for each; n below 0 counts as 0, n above the maximum traps. */
    LOOP(0x60, true, 1, Immediate.MAXIMUM),
    IF(0x61, false, 1),
    ELSE(0x62, false, 0),
    END(0x63, false, 0),
    RETURN(0x64, false, Op.ANY),
    REQUIRE(0x65, false, 1, Immediate.MESSAGE),
    EMIT(0x66, false, Op.ANY, Immediate.EVENT),
    /** Calls a function of another contract; operands its address, the units paid, the arguments. */
    INVOKE(0x67, true, Op.ANY, Immediate.CALL);

    /** As many registers as a count in front of them says. */
    public static final int ANY = -1;

    /** What follows the registers of an instruction, and its width. */
    public enum Immediate {
        NONE,
        /** i64: raw fixed, int, or bool as 0 or 1. */
        VALUE,
        /** u16: index of a state variable. */
        STATE,
        /** u16: index of a message. */
        MESSAGE,
        /** u16: index of an event. */
        EVENT,
        /** u32: the most rounds of a loop. */
        MAXIMUM,
        /** u16 message with the name of a function, u8 1 for views else 0, u32 most gas; see {@link Invocation}. */
        CALL
    }

    private final int code;
    private final boolean writes;
    private final int reads;
    private final Immediate immediate;

    Op(int code, boolean writes, int reads) {
        this(code, writes, reads, Immediate.NONE);
    }

    Op(int code, boolean writes, int reads, Immediate immediate) {
        this.code = code;
        this.writes = writes;
        this.reads = reads;
        this.immediate = immediate;
    }

    public int code() {
        return code;
    }

    /** Whether its first register is written. */
    public boolean writes() {
        return writes;
    }

    /** How many registers it reads, or {@link #ANY}. */
    public int reads() {
        return reads;
    }

    /** How many registers it has, or {@link #ANY}. */
    public int registers() {
        return reads == ANY ? ANY : reads + (writes ? 1 : 0);
    }

    public Immediate immediate() {
        return immediate;
    }

    /** {@code data_len}: as the assembler writes it. */
    public String mnemonic() {
        return name().toLowerCase(Locale.ROOT);
    }
}
