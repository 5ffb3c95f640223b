package io.gradchain.mlvm.grad.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Where blank lines stand: between functions and after blocks of a contract one, at the start of a block and below marks
 * none, elsewhere one if the source has any.
 */
final class BlankLines {
    private final List<Row> rows;
    private final List<Boolean> before = new ArrayList<>();

    private BlankLines(List<Row> rows) {
        this.rows = rows;
    }

    /** For each row whether a blank line stands above it. */
    static List<Boolean> of(List<Row> rows) {
        BlankLines lines = new BlankLines(rows);
        int last = -1;
        for (int i = 0; i < rows.size(); i++) {
            lines.before.add(i > 0 && lines.written(i) && !lines.never(i));
            if (rows.get(i).starts()) {
                if (last >= 0 && parted(rows.get(last), rows.get(i))) {
                    lines.part(i, last);
                }
                last = i;
            }
        }
        return lines.before;
    }

    private boolean written(int i) {
        return rows.get(i).first() > rows.get(i - 1).last() + 1;
    }

    private boolean never(int i) {
        Row above = rows.get(i - 1);
        Row next = rows.get(i);
        boolean opened = above.words().size() > 0 && above.words().getLast().is(":") && next.level() > above.level();
        return opened || (above.onlyMarks() && next.starts());
    }

    /** Whether a new part of the file or of the contract starts with {@code next}. */
    private static boolean parted(Row above, Row next) {
        boolean whole = next.head().equals("contract") || next.head().equals("module");
        boolean member = next.level() == 0 || (next.level() == 1 && whole);
        boolean function = next.begins("@", "pure", "fn", "init");
        return member
                && (above.level() > next.level() || (function && above.level() == next.level() && !above.onlyMarks()));
    }

    /** Parts it above the comments that belong to it. */
    private void part(int i, int above) {
        int at = i;
        while (at - 1 > above
                && !before.get(at)
                && rows.get(at - 1).isComment()
                && rows.get(at - 1).level() == rows.get(i).level()) {
            at--;
        }
        before.set(at, true);
    }
}
