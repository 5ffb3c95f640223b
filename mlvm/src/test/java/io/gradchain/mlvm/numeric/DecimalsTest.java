package io.gradchain.mlvm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimal text in both directions. */
class DecimalsTest {
    private static final long SEED = 13;
    private static final BigDecimal TWO_32 = BigDecimal.valueOf(1L << 32);

    @Test
    void whatIsPrintedReadsBackToTheSameRawAndNothingShorterDoes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 4_000; i++) {
            long raw = Cases.random(random);
            BigDecimal shown = new BigDecimal(Fixed.toString(raw));
            assertThat(raw(shown)).as("%d, seed %d", raw, SEED).isEqualTo(raw);
            if (shown.scale() > 0) {
                BigDecimal exact = new BigDecimal(Fixed.toExactString(raw));
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.FLOOR, RoundingMode.CEILING}) {
                    assertThat(raw(exact.setScale(shown.scale() - 1, mode)))
                            .as("%d, seed %d", raw, SEED)
                            .isNotEqualTo(raw);
                }
            }
        }
        for (long raw : Cases.corners()) {
            assertThat(Fixed.parse(Fixed.toString(raw))).isEqualTo(new ParseResult.Parsed(raw));
            assertThat(Fixed.parse(Fixed.toExactString(raw))).isEqualTo(new ParseResult.Parsed(raw));
        }
    }

    @Test
    void readingRoundsTheExactDecimalOnce() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 4_000; i++) {
            BigDecimal d = new BigDecimal(
                    BigDecimal.valueOf(Cases.random(random) >> 5)
                            .unscaledValue()
                            .multiply(BigDecimal.valueOf(random.nextLong(1, 1_000_000_000))
                                    .unscaledValue()),
                    8 + random.nextInt(20));
            ParseResult expected = d.multiply(TWO_32)
                                    .setScale(0, RoundingMode.HALF_EVEN)
                                    .unscaledValue()
                                    .bitLength()
                            > 63
                    ? null
                    : new ParseResult.Parsed(raw(d));
            for (String text : new String[] {d.toPlainString(), d.toString(), d.unscaledValue() + "e" + -d.scale()}) {
                ParseResult actual = Fixed.parse(text);
                if (expected == null) {
                    assertThat(actual).as("%s, seed %d", text, SEED).isInstanceOf(ParseResult.Refused.class);
                } else {
                    assertThat(actual).as("%s, seed %d", text, SEED).isEqualTo(expected);
                }
            }
        }
    }

    private static long raw(BigDecimal d) {
        return d.multiply(TWO_32).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+1.5, 6442450944",
        ".5, 2147483648",
        "1., 4294967296",
        "1E3, 4294967296000",
        "1e-400, 0",
        "0e999999999, 0",
        "-2147483648, -9223372036854775808",
        "2147483647.9999999998, 9223372036854775807",
        "0.000000000116415321826934814453125, 0",
        "0.00000000011641532182693481445312500001, 1",
        "0.000000000349245965480804443359375, 2",
        "-2147483648.0000000001, -9223372036854775808"
    })
    void readsTheseTexts(String text, long raw) {
        assertThat(Fixed.parse(text)).isEqualTo(new ParseResult.Parsed(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "+.",
                "1e",
                "1e+",
                "e5",
                "1.2.3",
                "1,5",
                " 1",
                "1 ",
                "NaN",
                "Infinity",
                "0x10",
                "١",
                "1e5x",
                "--1",
                "2147483648",
                "2147483647.9999999999",
                "-2147483648.1",
                "1e10",
                "1e999999999999",
                "9e400"
            })
    void refusesTheseWithAReason(String text) {
        assertThat(Fixed.parse(text))
                .isInstanceOfSatisfying(
                        ParseResult.Refused.class, r -> assertThat(r.reason()).isNotBlank());
    }

    @Test
    void refusesATextTooLongToBeANumber() {
        assertThat(Fixed.parse("1".repeat(257))).isInstanceOf(ParseResult.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 0.0000000002, 0.00000000023283064365386962890625",
        "429496730, 0.1, 0.100000000093132257461547851562",
        "-6442450944, -1.5, -1.5",
        "9223372036854775807, 2147483647.9999999998, 2147483647.99999999976716935634613037109375",
        "42949672960, 10, 10"
    })
    void printsTheseValues(long raw, String shortest, String exactStart) {
        assertThat(Fixed.toString(raw)).isEqualTo(shortest);
        assertThat(Fixed.toExactString(raw)).startsWith(exactStart);
    }
}
