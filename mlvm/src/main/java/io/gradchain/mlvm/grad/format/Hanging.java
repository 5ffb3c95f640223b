package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.format.Row.Word;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** How far the rows of one statement hang in: one level for each row above that has open brackets. */
final class Hanging {
    /** For each open bracket the row it is on. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private int row;
    private int inside;

    /** Takes in the next row and says its level below the statement's. */
    int level(List<Word> words) {
        inside = levels();
        boolean leading = true;
        int level = inside;
        for (Word word : words) {
            boolean closes = word.is(")") || word.is("]") || word.is("}");
            if (leading && !closes) {
                leading = false;
                level = levels();
            }
            if (closes) {
                open.poll();
            } else if (word.is("(") || word.is("[") || word.is("{")) {
                open.push(row);
            }
        }
        row++;
        return leading ? levels() : level;
    }

    /** What stood between the last two rows, such as a comment, hangs in as far as this. */
    int inside() {
        return inside;
    }

    private int levels() {
        return (int) open.stream().distinct().count();
    }
}
