package io.gradchain.mlvm.numeric;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal text to and from raw values; every conversion is exact or rounded once, never through binary floating point. */
final class Decimals {
    private static final int MAX_LENGTH = 256;
    private static final int MAX_EXPONENT = 999;
    private static final int MAX_FRACTION_DIGITS = 10; // 10⁻¹⁰ < 2⁻³², so ten always tell neighbours apart

    private Decimals() {}

    /** Accepts {@code [+-] digits [. digits] [e [+-] digits]} with at least one digit in the mantissa. */
    static ParseResult parse(String text) {
        int n = text.length();
        if (n == 0) {
            return new ParseResult.Refused("empty where a number is expected");
        }
        if (n > MAX_LENGTH) {
            return new ParseResult.Refused("a number of " + n + " characters; at most " + MAX_LENGTH + " are read");
        }
        int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        StringBuilder digits = new StringBuilder(n);
        int scale = 0;
        boolean point = false;
        for (; i < n; i++) {
            char c = text.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits.append(c);
                scale += point ? 1 : 0;
            } else {
                break;
            }
        }
        if (digits.isEmpty()) {
            return new ParseResult.Refused("'" + text + "' is not a decimal number");
        }
        if (i < n) {
            int exponent = exponent(text, i);
            if (exponent == Integer.MIN_VALUE) {
                return new ParseResult.Refused("'" + text + "' is not a decimal number");
            }
            scale -= exponent;
        }
        BigInteger magnitude = new BigInteger(digits.toString());
        return round(text, text.charAt(0) == '-' ? magnitude.negate() : magnitude, scale);
    }

    /** The exponent that starts with the 'e' at {@code at}, clamped to ±MAX_EXPONENT; MIN_VALUE if malformed. */
    private static int exponent(String text, int at) {
        int i = at + 1;
        if ((text.charAt(at) | 0x20) != 'e' || i == text.length()) {
            return Integer.MIN_VALUE;
        }
        boolean negative = text.charAt(i) == '-';
        if (negative || text.charAt(i) == '+') {
            i++;
        }
        if (i == text.length()) {
            return Integer.MIN_VALUE;
        }
        int e = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Integer.MIN_VALUE;
            }
            e = Math.min(MAX_EXPONENT, e * 10 + (c - '0'));
        }
        return negative ? -e : e;
    }

    private static ParseResult round(String text, BigInteger unscaled, int scale) {
        BigInteger numerator = unscaled.shiftLeft(Fixed.FRACTION_BITS);
        BigInteger denominator = BigInteger.ONE;
        if (scale >= 0) {
            denominator = BigInteger.TEN.pow(scale);
        } else {
            numerator = numerator.multiply(BigInteger.TEN.pow(-scale));
        }
        BigInteger raw = roundedQuotient(numerator, denominator);
        if (raw.bitLength() > 63) {
            return new ParseResult.Refused("'" + text + "' is outside the range of fixed, -2147483648 to 2147483648");
        }
        return new ParseResult.Parsed(raw.longValueExact());
    }

    /** n/d for d > 0, to the nearest integer, ties to even. */
    private static BigInteger roundedQuotient(BigInteger n, BigInteger d) {
        BigInteger[] qr = n.divideAndRemainder(d);
        int side = qr[1].abs().shiftLeft(1).compareTo(d);
        boolean away = side > 0 || (side == 0 && qr[0].testBit(0));
        return away ? qr[0].add(BigInteger.valueOf(n.signum())) : qr[0];
    }

    /** The fewest fraction digits that read back to {@code raw}; of those the nearest to its value. */
    static String shortest(long raw) {
        BigInteger value = BigInteger.valueOf(raw);
        for (int k = 0; k < MAX_FRACTION_DIGITS; k++) {
            BigInteger unscaled = roundedQuotient(value.multiply(BigInteger.TEN.pow(k)), Fixed.BIG_ONE);
            if (roundedQuotient(unscaled.shiftLeft(Fixed.FRACTION_BITS), BigInteger.TEN.pow(k))
                    .equals(value)) {
                return plain(unscaled, k);
            }
        }
        BigInteger tens = BigInteger.TEN.pow(MAX_FRACTION_DIGITS);
        return plain(roundedQuotient(value.multiply(tens), Fixed.BIG_ONE), MAX_FRACTION_DIGITS);
    }

    private static String plain(BigInteger unscaled, int scale) {
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    static String exact(long raw) {
        // raw/2³² = raw·5³²/10³²
        BigInteger unscaled =
                BigInteger.valueOf(raw).multiply(BigInteger.valueOf(5).pow(Fixed.FRACTION_BITS));
        if (raw == 0) {
            return "0";
        }
        return new BigDecimal(unscaled, Fixed.FRACTION_BITS)
                .stripTrailingZeros()
                .toPlainString();
    }
}
