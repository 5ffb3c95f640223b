package io.gradchain.cli.lab;

import io.gradchain.cli.error.CliError;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and shares as people type them. */
public final class Quantity {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(ms|s|)");
    private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9])?)%");

    private Quantity() {}

    /**
     * Reads {@code 50ms}, {@code 1.5s} or {@code 0} as ms.
     *
     * @param place where it stands, such as {@code net delay}
     */
    public static long millis(String place, String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches() || (matcher.group(2).isEmpty() && !text.equals("0"))) {
            throw CliError.BAD_OPTION.at(
                    place + " " + text, "is not a time", "write a number and ms or s, such as 50ms or 1.5s");
        }
        BigDecimal millis = new BigDecimal(matcher.group(1))
                .scaleByPowerOfTen(matcher.group(2).equals("s") ? 3 : 0);
        if (millis.stripTrailingZeros().scale() > 0) {
            throw CliError.BAD_OPTION.at(place + " " + text, "is not a whole number of ms", "1ms is the finest step");
        }
        return millis.longValueExact();
    }

    /** Reads {@code 10%} or {@code 0.5%} as permille. */
    public static int permille(String place, String text) {
        Matcher matcher = SHARE.matcher(text);
        int permille = matcher.matches()
                ? new BigDecimal(matcher.group(1)).movePointRight(1).intValueExact()
                : -1;
        if (permille < 0 || permille > 1_000) {
            throw CliError.BAD_OPTION.at(
                    place + " " + text, "is not a share of the messages", "write 0% to 100%, such as 10% or 0.5%");
        }
        return permille;
    }
}
