package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.syntax.Token;
import java.util.List;

/**
 * A line of the source that is not blank. A statement whose brackets span lines has a row for each of them.
 *
 * @param first number of the line, from 1
 * @param last the same, unless a docstring ends further down
 * @param level how far it is indented, in steps of four
 * @param starts whether a statement or declaration starts here; not so inside brackets and for comments
 * @param head first word of the line that opened the block this is in; empty at the left edge
 * @param words none if there is only a comment
 * @param gaps for each word whether white space stands before it
 * @param comment with its {@code #}; empty if there is none
 */
record Row(
        int first,
        int last,
        int level,
        boolean starts,
        String head,
        List<Word> words,
        List<Boolean> gaps,
        String comment) {
    Row {
        words = List.copyOf(words);
        gaps = List.copyOf(gaps);
    }

    /** A token as it was written. */
    record Word(Token token, String text) {
        boolean is(String wanted) {
            return token.is(wanted);
        }

        boolean name() {
            return token.kind() == Token.Kind.NAME;
        }
    }

    static Row comment(int line, int level, String head, String text) {
        return new Row(line, line, level, false, head, List.of(), List.of(), text);
    }

    boolean isComment() {
        return words.isEmpty();
    }

    boolean begins(String... wanted) {
        return starts && List.of(wanted).contains(words.getFirst().text());
    }

    /** Marks on a line of their own. */
    boolean onlyMarks() {
        return begins("@") && words.stream().noneMatch(w -> w.is("fn"));
    }

    /** Its words from one to before another, with the gaps between them. */
    String text(int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(i > from && gaps.get(i) ? " " : "").append(words.get(i).text());
        }
        return out.toString();
    }

    String text() {
        return text(0, words.size());
    }
}
