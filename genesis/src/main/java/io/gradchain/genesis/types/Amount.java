package io.gradchain.genesis.types;

import io.gradchain.genesis.codec.ByteReader;
import io.gradchain.genesis.codec.ByteWriter;
import io.gradchain.genesis.fault.Attempt;
import io.gradchain.genesis.fault.GenesisError;
import java.math.BigInteger;

/** A number of units, 0 to {@link #MAX_SUPPLY}; 1 GRAD is 10⁹ units (G-4). */
public record Amount(long units) implements Comparable<Amount> {
    /** Total supply is at most 2⁶¹ units, so three times any weight still fits a signed 64-bit integer. */
    public static final long MAX_SUPPLY = 1L << 61;

    public static final long UNITS_PER_GRAD = 1_000_000_000L;
    public static final Amount ZERO = new Amount(0);

    public Amount {
        if (units < 0 || units > MAX_SUPPLY) {
            throw new IllegalArgumentException("amount out of range 0..2^61: " + units);
        }
    }

    public static Amount grad(long grads) {
        return new Amount(Math.multiplyExact(grads, UNITS_PER_GRAD));
    }

    /** Reads decimal GRAD such as {@code 12.5}: digits, at most nine after the point, no sign, exponent or grouping. */
    public static Attempt<Amount> parse(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        if (whole.isEmpty() || (point >= 0 && fraction.isEmpty()) || !isDigits(whole) || !isDigits(fraction)) {
            return refuse(text, "expected decimal GRAD such as 12.5");
        }
        if (fraction.length() > 9) {
            return refuse(text, fraction.length() + " digits after the point, one unit is the ninth");
        }
        BigInteger units = new BigInteger(whole + fraction + "0".repeat(9 - fraction.length()));
        if (units.compareTo(BigInteger.valueOf(MAX_SUPPLY)) > 0) {
            return refuse(text, "above the largest supply, " + new Amount(MAX_SUPPLY) + " GRAD");
        }
        return new Attempt.Done<>(new Amount(units.longValueExact()));
    }

    private static boolean isDigits(String text) {
        return text.length() <= 32 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Attempt<Amount> refuse(String text, String cause) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return Attempt.refused(GenesisError.BAD_AMOUNT, "'" + shown + "'", cause);
    }

    public static Amount read(ByteReader in) {
        long units = in.u63();
        if (units > MAX_SUPPLY) {
            throw in.fail("amount above 2^61 units");
        }
        return new Amount(units);
    }

    public static void write(ByteWriter out, Amount amount) {
        out.u63(amount.units);
    }

    /** Throws {@link IllegalArgumentException} above the maximal supply: callers add only what exists. */
    public Amount plus(Amount other) {
        return new Amount(units + other.units);
    }

    /** Throws {@link IllegalArgumentException} when {@code other} is larger: ask {@link #covers} first. */
    public Amount minus(Amount other) {
        return new Amount(units - other.units);
    }

    public boolean covers(Amount other) {
        return units >= other.units;
    }

    @Override
    public int compareTo(Amount other) {
        return Long.compare(units, other.units);
    }

    /** Decimal GRAD without trailing zeros, such as {@code 12.5}. */
    @Override
    public String toString() {
        long fraction = units % UNITS_PER_GRAD;
        if (fraction == 0) {
            return Long.toString(units / UNITS_PER_GRAD);
        }
        String digits = Long.toString(UNITS_PER_GRAD + fraction).substring(1);
        return units / UNITS_PER_GRAD + "." + digits.replaceAll("0+$", "");
    }
}
