package io.gradchain.mlvm.numeric;

/** Checked operations of the type {@code int}, a signed 64-bit integer: the exact result, or a trap. */
public final class Ints {
    private Ints() {}

    public static long add(long a, long b) {
        long r = a + b;
        if (((a ^ r) & (b ^ r)) < 0) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return r;
    }

    public static long sub(long a, long b) {
        long r = a - b;
        if (((a ^ b) & (a ^ r)) < 0) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return r;
    }

    public static long mul(long a, long b) {
        long r = a * b;
        if (Math.multiplyHigh(a, b) != r >> 63) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return r;
    }

    /** ⌊a/b⌋; b = 0 traps DOMAIN, −2⁶³/−1 traps OVERFLOW. */
    public static long floorDiv(long a, long b) {
        if (b == 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        if (b == -1) {
            return neg(a);
        }
        return Math.floorDiv(a, b);
    }

    /** a − b·⌊a/b⌋, which has the sign of b; b = 0 traps DOMAIN. */
    public static long floorMod(long a, long b) {
        if (b == 0) {
            throw new TrapException(TrapCode.DOMAIN);
        }
        return Math.floorMod(a, b);
    }

    public static long neg(long a) {
        if (a == Long.MIN_VALUE) {
            throw new TrapException(TrapCode.OVERFLOW);
        }
        return -a;
    }

    public static long abs(long a) {
        return a < 0 ? neg(a) : a;
    }

    public static long min(long a, long b) {
        return Math.min(a, b);
    }

    public static long max(long a, long b) {
        return Math.max(a, b);
    }
}
