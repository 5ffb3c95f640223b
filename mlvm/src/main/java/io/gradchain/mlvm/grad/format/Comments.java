package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.syntax.Token;
import java.util.ArrayList;
import java.util.List;

/** Finds comments on lines of their own and says how far to indent each: with the block it seems to belong to. */
final class Comments {
    private static final int TAB = 4;

    private final String[] lines;
    private final List<Row> rows;
    /** Columns at which the lines that are open above start in the source, one a level. */
    private final List<Integer> columns = new ArrayList<>();
    /** The last line that is taken, from 1. */
    private int taken;

    Comments(String[] lines, List<Row> rows) {
        this.lines = lines;
        this.rows = rows;
    }

    /** Adds the comments above a line whose level is known. */
    void before(int line, int level, String head) {
        for (int i = taken; i < line - 1; i++) {
            String text = lines[i].strip();
            if (text.startsWith("#")) {
                rows.add(Row.comment(i + 1, Math.max(level, belongs(i)), head, text));
            }
        }
    }

    /** The lines up to this one are done; the statement there starts with this token. */
    void after(int line, Token start, int level) {
        taken = line;
        while (columns.size() > level) {
            columns.removeLast();
        }
        columns.add(start.span().column() - 1);
    }

    /** The deepest level above that does not start right of it. */
    private int belongs(int line) {
        int width = 0;
        for (int i = 0; lines[line].charAt(i) != '#'; i++) {
            width += lines[line].charAt(i) == '\t' ? TAB : 1;
        }
        int level = 0;
        while (level + 1 < columns.size() && columns.get(level + 1) <= width) {
            level++;
        }
        return level;
    }
}
