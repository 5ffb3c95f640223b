package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.format.Row.Word;
import io.gradchain.mlvm.grad.syntax.Token;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a source that was read without errors into rows, with the spaces inside and the levels they are to have. */
final class Rows {
    private static final String QUOTES = "\"\"\"";

    private final String[] lines;
    private final List<Row> rows = new ArrayList<>();
    /** First words of the lines that are open above, one a level. */
    private final List<String> heads = new ArrayList<>();

    private final Comments comments;
    private int depth;

    private Rows(String[] lines) {
        this.lines = lines;
        this.comments = new Comments(lines, rows);
    }

    /** @param lines of the source, the tokens are theirs */
    static List<Row> of(String[] lines, List<Token> tokens) {
        Rows all = new Rows(lines);
        List<Word> statement = new ArrayList<>();
        for (Token token : tokens) {
            switch (token.kind()) {
                case INDENT -> all.depth++;
                case DEDENT -> all.depth--;
                case NAME, NUMBER, TEXT, SYMBOL -> statement.add(new Word(token, all.written(token)));
                case NEWLINE, END -> {
                    all.statement(statement);
                    statement.clear();
                }
            }
        }
        all.comments.before(lines.length + 1, 0, "");
        return List.copyOf(all.rows);
    }

    private String written(Token token) {
        if (isDocstring(token)) {
            return QUOTES + token.text() + QUOTES;
        }
        int start = token.span().column() - 1;
        return lines[token.span().line() - 1].substring(
                start, start + token.span().length());
    }

    private boolean isDocstring(Token token) {
        return token.kind() == Kind.TEXT
                && lines[token.span().line() - 1].startsWith(
                        QUOTES, token.span().column() - 1);
    }

    private void statement(List<Word> words) {
        if (words.isEmpty()) {
            return;
        }
        while (heads.size() > depth) {
            heads.removeLast();
        }
        String head = depth == 0 ? "" : heads.getLast();
        List<Boolean> gaps = Spacing.of(words);
        Hanging hanging = new Hanging();
        for (int from = 0, to; from < words.size(); from = to) {
            int line = words.get(from).token().span().line();
            to = from + 1;
            while (to < words.size() && words.get(to).token().span().line() == line) {
                to++;
            }
            int level = depth + hanging.level(words.subList(from, to));
            Word last = words.get(to - 1);
            int end = line + (int) last.text().chars().filter(c -> c == '\n').count();
            comments.before(line, from == 0 ? depth : depth + hanging.inside(), head);
            rows.add(new Row(
                    line,
                    end,
                    level,
                    from == 0,
                    head,
                    words.subList(from, to),
                    gaps.subList(from, to),
                    comment(end, column(last, end == line))));
            comments.after(end, words.getFirst().token(), depth);
        }
        heads.add(words.getFirst().text());
    }

    /** Behind a word, from 0. */
    private static int column(Word word, boolean oneLine) {
        return oneLine
                ? word.token().span().column() - 1 + word.text().length()
                : word.text().length() - word.text().lastIndexOf('\n') - 1;
    }

    private String comment(int line, int from) {
        String rest = lines[line - 1].substring(from).strip();
        return rest.startsWith("#") ? rest : "";
    }
}
