package io.gradchain.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns aligned with spaces: the first to the left, the others to the right. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... header) {
        row(header);
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** One line a row, indented by two spaces. */
    public List<String> lines() {
        return lines(2);
    }

    /** As {@link #lines()}, with so many spaces between the columns and before the first. */
    public List<String> lines(int gap) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int j = 0; j < columns; j++) {
                width[j] = Math.max(width[j], length(row.get(j)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ".repeat(gap));
            for (int j = 0; j < columns; j++) {
                String pad = " ".repeat(width[j] - length(row.get(j)));
                line.append(j == 0 ? row.get(j) + pad : " ".repeat(gap) + pad + row.get(j));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
