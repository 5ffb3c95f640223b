package io.gradchain.mlvm.asm;

/** A text between quotes on one line: quotes, backslashes and control characters are escaped by their number. */
final class Quoted {
    private Quoted() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                out.append("\\u").append(Character.forDigit(c >>> 12, 16));
                out.append(Character.forDigit(c >>> 8 & 15, 16));
                out.append(Character.forDigit(c >>> 4 & 15, 16));
                out.append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    static String read(String quoted) {
        if (quoted.length() < 2 || !quoted.startsWith("\"") || !quoted.endsWith("\"")) {
            throw new Assembler.Mistake("a text stands between quotes");
        }
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            if (i + 6 > quoted.length() - 1 || quoted.charAt(i + 1) != 'u') {
                throw new Assembler.Mistake("a backslash is followed by u and four hexadecimal digits");
            }
            out.append((char) Assembler.number(quoted.substring(i + 2, i + 6), 16));
            i += 5;
        }
        return out.toString();
    }
}
