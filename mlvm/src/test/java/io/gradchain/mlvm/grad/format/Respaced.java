package io.gradchain.mlvm.grad.format;

import java.util.List;
import java.util.SplittableRandom;

/** The same source with other white space, line by line and without a lexer; its levels are four spaces wide. */
final class Respaced {
    private final SplittableRandom random;
    private final int step;

    Respaced(SplittableRandom random) {
        this.random = random;
        this.step = 1 + random.nextInt(8);
    }

    String text(String source) {
        StringBuilder out = new StringBuilder("\n".repeat(random.nextInt(3)));
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String code = lines.get(i).strip();
            if (code.isEmpty()) {
                boolean implied = i + 1 < lines.size() && lines.get(i + 1).matches(" {4}(@|pure|init).*");
                out.append((spaces(0, 6) + "\n").repeat((implied ? 0 : 1) + random.nextInt(3)));
                continue;
            }
            int level = (lines.get(i).length() - lines.get(i).stripLeading().length()) / 4;
            out.append(" ".repeat(level * step)).append(code(code)).append(spaces(0, 3));
            out.append(i + 1 < lines.size() || random.nextBoolean() ? random.nextInt(4) == 0 ? "\r\n" : "\n" : "");
        }
        return out.toString();
    }

    private String code(String line) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == '#' && !quoted) {
                // the column of a comment on a line of its own says what it belongs to
                return out + (i == 0 ? "" : spaces(0, 5)) + line.substring(i);
            }
            if (quoted || c == '"') {
                out.append(c);
            } else if (c == ' ') {
                boolean needed = word(line.charAt(i - 1)) && word(line.charAt(i + 1));
                out.append(spaces(needed ? 1 : 0, 4));
            } else if ("()[],:".indexOf(c) >= 0) {
                out.append(spaces(0, 2)).append(c).append(spaces(0, 2));
            } else {
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static boolean word(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private String spaces(int least, int most) {
        int n = least + random.nextInt(most - least + 1);
        return (random.nextInt(8) == 0 && least == 0 ? "\t" : " ").repeat(n);
    }
}
