package io.gradchain.mlvm.grad.format;

import io.gradchain.mlvm.grad.format.Row.Word;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Says between which words of a statement a space stands. */
final class Spacing {
    private static final List<String> OPENING = List.of("(", "[", "{");
    private static final List<String> CLOSING = List.of(")", "]", "}");
    /** Words after which a value begins, so that a bracket is not a call and a minus is a sign. */
    private static final List<String> BEFORE_VALUE =
            List.of("let", "if", "else", "while", "in", "and", "or", "not", "require", "emit", "return", "assert");

    private final List<Word> words;
    private final List<Boolean> gaps = new ArrayList<>();
    /** Open brackets. */
    private final Deque<String> open = new ArrayDeque<>();
    /** Whether the word before is a sign, a mark's `@`, or the `=` of a named argument: what follows touches it. */
    private boolean sticky;
    /** Whether marks may come. */
    private boolean marks;

    private Spacing(List<Word> words) {
        this.words = words;
        this.marks = words.getFirst().is("@");
    }

    /** For each word whether there is white space before it, were all of the statement on one line. */
    static List<Boolean> of(List<Word> statement) {
        Spacing spacing = new Spacing(statement);
        for (int i = 0; i < statement.size(); i++) {
            spacing.word(i);
        }
        return spacing.gaps;
    }

    private void word(int i) {
        Word word = words.get(i);
        boolean named = word.is("=") && isNamed(i);
        boolean mark = marks && open.isEmpty() && word.is("@");
        boolean sign = word.is("-") && (i == 0 || !endsValue(words.get(i - 1)));
        gaps.add(i > 0 && !named && gap(words.get(i - 1), word));
        sticky = named || mark || sign;
        marks &= !word.is("fn");
        if (word.token().kind() == Kind.SYMBOL && OPENING.contains(word.text())) {
            open.push(word.text());
        } else if (word.token().kind() == Kind.SYMBOL && CLOSING.contains(word.text())) {
            open.poll();
        }
    }

    /** {@code max=10} in a call, {@code with D=2} of a test; {@code CAP: size = 8} is none. */
    private boolean isNamed(int i) {
        if (open.isEmpty() && words.getFirst().is("test")) {
            return true;
        }
        return i > 1
                && !open.isEmpty()
                && words.get(i - 1).name()
                && (words.get(i - 2).is("(") || words.get(i - 2).is(","));
    }

    private boolean gap(Word before, Word word) {
        if (symbol(before, OPENING) || symbol(word, CLOSING) || sticky) {
            return false;
        }
        if (before.is(".") || word.is(".")) {
            // `1 .x` is two tokens, `1.x` a wrong number
            return before.token().kind() == Kind.NUMBER;
        }
        if (word.is(",") || word.is(":")) {
            return false;
        }
        return !symbol(word, OPENING) || !endsValue(before);
    }

    private static boolean symbol(Word word, List<String> symbols) {
        return word.token().kind() == Kind.SYMBOL && symbols.contains(word.text());
    }

    /** Whether what follows is an operator, a call or an index rather than a value. */
    private static boolean endsValue(Word word) {
        return switch (word.token().kind()) {
            case NAME -> !BEFORE_VALUE.contains(word.text());
            case NUMBER, TEXT -> true;
            case SYMBOL -> CLOSING.contains(word.text());
            case NEWLINE, INDENT, DEDENT, END -> false;
        };
    }
}
