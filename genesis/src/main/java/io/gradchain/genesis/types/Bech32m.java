package io.gradchain.genesis.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The text form of BIP-350: a prefix, '1', data in 32 characters, and a checksum that catches any four wrong characters. */
final class Bech32m {
    static final int MAX_LENGTH = 90;

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int CHECKSUM = 6;
    private static final int FINAL_CONSTANT = 0x2bc830a3;
    private static final List<Integer> GENERATOR = List.of(0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3);

    private Bech32m() {}

    /** What reading gives: the prefix in lower case with values of 5 bits, or why it is none. */
    sealed interface Decoded {}

    record Valid(String prefix, List<Integer> values) implements Decoded {}

    record Invalid(String reason) implements Decoded {}

    static String encode(String prefix, List<Integer> values) {
        List<Integer> all = new ArrayList<>(values);
        List<Integer> padded = new ArrayList<>(values);
        padded.addAll(List.of(0, 0, 0, 0, 0, 0));
        int checksum = polymod(prefix, padded) ^ FINAL_CONSTANT;
        for (int i = 0; i < CHECKSUM; i++) {
            all.add((checksum >>> (5 * (CHECKSUM - 1 - i))) & 31);
        }
        StringBuilder text = new StringBuilder(prefix).append('1');
        all.forEach(value -> text.append(ALPHABET.charAt(value)));
        return text.toString();
    }

    static Decoded decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Invalid("longer than 90 characters");
        }
        if (!text.chars().allMatch(c -> c > 32 && c < 127)) {
            return new Invalid("a character outside printable ASCII");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
            return new Invalid("mixed upper and lower case");
        }
        int separator = lower.lastIndexOf('1');
        if (separator < 1) {
            return new Invalid("no prefix before a '1'");
        }
        if (lower.length() - separator - 1 < CHECKSUM) {
            return new Invalid("too short for a checksum");
        }
        List<Integer> values = new ArrayList<>();
        for (int i = separator + 1; i < lower.length(); i++) {
            int value = ALPHABET.indexOf(lower.charAt(i));
            if (value < 0) {
                return new Invalid("'" + text.charAt(i) + "' at position " + (i + 1) + " is never used");
            }
            values.add(value);
        }
        String prefix = lower.substring(0, separator);
        if (polymod(prefix, values) != FINAL_CONSTANT) {
            return new Invalid("wrong checksum, so some character is wrong");
        }
        return new Valid(prefix, List.copyOf(values.subList(0, values.size() - CHECKSUM)));
    }

    /** Bits of {@code bytes} in groups of five, the last one filled with zeros. */
    static List<Integer> toFiveBits(byte[] bytes) {
        List<Integer> values = new ArrayList<>();
        for (int bit = 0; bit < 8 * bytes.length; bit += 5) {
            int value = 0;
            for (int i = bit; i < bit + 5; i++) {
                int next = i < 8 * bytes.length ? (bytes[i / 8] >>> (7 - i % 8)) & 1 : 0;
                value = 2 * value + next;
            }
            values.add(value);
        }
        return values;
    }

    /** Inverse of {@link #toFiveBits} for {@code length} bytes; null where the values are not what it gives. */
    static byte[] toBytes(List<Integer> values, int length) {
        byte[] bytes = new byte[length];
        for (int bit = 0; bit < 8 * length && bit / 5 < values.size(); bit++) {
            int value = (values.get(bit / 5) >>> (4 - bit % 5)) & 1;
            bytes[bit / 8] |= (byte) (value << (7 - bit % 8));
        }
        return toFiveBits(bytes).equals(values) ? bytes : null;
    }

    private static int polymod(String prefix, List<Integer> values) {
        int remainder = 1;
        for (int c : prefix.chars().map(c -> c >>> 5).toArray()) {
            remainder = step(remainder, c);
        }
        remainder = step(remainder, 0);
        for (int c : prefix.chars().map(c -> c & 31).toArray()) {
            remainder = step(remainder, c);
        }
        for (int value : values) {
            remainder = step(remainder, value);
        }
        return remainder;
    }

    private static int step(int remainder, int value) {
        int next = ((remainder & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < GENERATOR.size(); i++) {
            if (((remainder >>> (25 + i)) & 1) == 1) {
                next ^= GENERATOR.get(i);
            }
        }
        return next;
    }
}
