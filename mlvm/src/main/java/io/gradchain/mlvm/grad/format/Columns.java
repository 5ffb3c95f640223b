package io.gradchain.mlvm.grad.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays out rows as text; types, values and comments of neighbouring {@code param} lines, and of those of state, start in
 * the same columns.
 */
final class Columns {
    private static final String STEP = "    ";

    /** A row in pieces: {@code coef_:}, {@code vec[D]}, {@code = zeros}. */
    private record Field(Row row, String name, String type, String value) {}

    private Columns() {}

    /** @param blanks for each row whether a blank line stands above it */
    static String text(List<Row> rows, List<Boolean> blanks) {
        StringBuilder out = new StringBuilder();
        int next;
        for (int i = 0; i < rows.size(); i = next) {
            out.append(blanks.get(i) ? "\n" : "");
            next = i + 1;
            if (!isField(rows, i)) {
                Row row = rows.get(i);
                line(out, row, row.text(), 0);
                continue;
            }
            while (next < rows.size()
                    && !blanks.get(next)
                    && isField(rows, next)
                    && alike(rows.get(i), rows.get(next))) {
                next++;
            }
            table(out, rows.subList(i, next).stream().map(Columns::field).toList());
        }
        return out.toString();
    }

    private static void line(StringBuilder out, Row row, String code, int width) {
        out.append(STEP.repeat(row.level())).append(code);
        if (!row.comment().isEmpty()) {
            out.append(row.isComment() ? "" : padded("", width - length(code)) + "  ")
                    .append(row.comment());
        }
        out.append('\n');
    }

    private static boolean isField(List<Row> rows, int i) {
        Row row = rows.get(i);
        int name = row.begins("param") ? 1 : 0;
        boolean declared = name == 1 || row.head().equals("state") || row.head().equals("struct");
        boolean whole = i + 1 == rows.size()
                || rows.get(i + 1).starts()
                || rows.get(i + 1).isComment();
        return row.starts()
                && declared
                && whole
                && row.first() == row.last()
                && row.words().size() > name + 2
                && row.words().get(name).name()
                && row.words().get(name + 1).is(":");
    }

    private static boolean alike(Row a, Row b) {
        return a.level() == b.level() && a.begins("param") == b.begins("param");
    }

    private static Field field(Row row) {
        int type = row.begins("param") ? 3 : 2;
        int value = type;
        int end = row.words().size();
        while (value < end && !row.words().get(value).is("=")) {
            value++;
        }
        return new Field(row, row.text(0, type), row.text(type, value), row.text(value, end));
    }

    private static void table(StringBuilder out, List<Field> fields) {
        int names = fields.stream().mapToInt(f -> length(f.name)).max().orElse(0);
        int types = fields.stream()
                .filter(f -> !f.value.isEmpty())
                .mapToInt(f -> length(f.type))
                .max()
                .orElse(0);
        List<String> codes = new ArrayList<>();
        for (Field f : fields) {
            String head = padded(f.name, names) + " ";
            codes.add(head + (f.value.isEmpty() ? f.type : padded(f.type, types) + " " + f.value));
        }
        int width = 0;
        for (int i = 0; i < fields.size(); i++) {
            width = fields.get(i).row.comment().isEmpty() ? width : Math.max(width, length(codes.get(i)));
        }
        for (int i = 0; i < fields.size(); i++) {
            line(out, fields.get(i).row, codes.get(i), width);
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
