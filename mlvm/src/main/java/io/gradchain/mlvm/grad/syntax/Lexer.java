package io.gradchain.mlvm.grad.syntax;

import io.gradchain.mlvm.grad.report.Code;
import io.gradchain.mlvm.grad.report.Diagnostic;
import io.gradchain.mlvm.grad.report.Report;
import io.gradchain.mlvm.grad.report.Span;
import io.gradchain.mlvm.grad.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a source into tokens; indentation becomes INDENT and DEDENT, brackets join lines. */
public final class Lexer {
    private static final List<String> SYMBOLS = List.of(
            "->", "+=", "-=", "*=", "/=", "==", "!=", "<=", ">=", "//", "**", "(", ")", "[", "]", "{", "}", ",", ":",
            ".", "+", "-", "*", "/", "%", "@", "=", "<", ">");
    /** A line that starts with one of these does not continue an open bracket: the bracket was forgotten. */
    private static final List<String> STARTERS = List.of(
            "contract",
            "param",
            "state",
            "event",
            "struct",
            "interface",
            "test",
            "fn",
            "pure",
            "init",
            "let",
            "if",
            "else",
            "for",
            "require",
            "emit",
            "return",
            "pass");

    private final String[] lines;
    private final Report report;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private boolean tabsReported;
    private int row;
    private int at;

    private Lexer(String source, Report report) {
        this.lines = source.split("\r\n|\r|\n", -1);
        this.report = report;
        indents.push(0);
    }

    public static List<Token> tokens(String source, Report report) {
        return new Lexer(source, report).run();
    }

    private List<Token> run() {
        for (row = 0; row < lines.length; row++) {
            at = 0;
            line(lines[row]);
        }
        row = lines.length - 1;
        at = lines[row].length();
        if (!open.isEmpty()) {
            unclosed();
        }
        newline();
        for (; indents.element() > 0; indents.pop()) {
            add(Kind.DEDENT, "", 1);
        }
        add(Kind.END, "", 1);
        return tokens;
    }

    private void line(String line) {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        if (at == line.length() || line.charAt(at) == '#') {
            return;
        }
        int tab = line.indexOf('\t');
        if (tab >= 0 && tab < at && !tabsReported) {
            tabsReported = true;
            report.add(Diagnostic.error(Code.G001, new Span(row + 1, tab + 1, 1), "this line is indented with a tab")
                    .hint("use four spaces for each level"));
        }
        if (!open.isEmpty() && STARTERS.contains(word(line, at))) {
            unclosed();
            newline();
        }
        if (open.isEmpty()) {
            indentation(width(line, at));
        }
        while (at < line.length()) {
            token(line);
        }
        if (open.isEmpty()) {
            newline();
        }
    }

    /** Columns of white space; a tab counts as four, so that one message about tabs is all. */
    private static int width(String line, int end) {
        int width = 0;
        for (int i = 0; i < end; i++) {
            width += line.charAt(i) == '\t' ? 4 : 1;
        }
        return width;
    }

    private void indentation(int width) {
        if (width > indents.element()) {
            indents.push(width);
            add(Kind.INDENT, "", 1);
            return;
        }
        while (width < indents.element()) {
            indents.pop();
            add(Kind.DEDENT, "", 1);
        }
        if (width != indents.element()) {
            report.add(Diagnostic.error(Code.G005, here(1), "this indentation matches no line above")
                    .hint("indent it by " + indents.element() + " spaces, like the block it belongs to"));
            indents.push(width);
            add(Kind.INDENT, "", 1);
        }
    }

    private void unclosed() {
        Token bracket = open.peekLast();
        report.add(Diagnostic.error(Code.G004, bracket.span(), "this bracket is never closed")
                .hint("close it with `" + closing(bracket.text()) + "`"));
        open.clear();
    }

    private static String closing(String bracket) {
        return switch (bracket) {
            case "(" -> ")";
            case "[" -> "]";
            default -> "}";
        };
    }

    private void token(String line) {
        char c = line.charAt(at);
        if (c == ' ' || c == '\t') {
            at++;
        } else if (c == '#') {
            at = line.length();
        } else if (c == '"') {
            text(line);
        } else if (letter(c)) {
            add(Kind.NAME, word(line, at), word(line, at).length());
        } else if (digit(c)) {
            number(line);
        } else {
            symbol(line);
        }
    }

    private void text(String line) {
        if (line.startsWith("\"\"\"", at)) {
            docstring(line);
            return;
        }
        int end = line.indexOf('"', at + 1);
        if (end < 0) {
            report.add(Diagnostic.error(Code.G003, here(line.length() - at), "this text has no closing quote")
                    .hint("end it with \" on the same line"));
            end = line.length();
        }
        Span span = here(Math.min(line.length(), end + 1) - at);
        tokens.add(new Token(Kind.TEXT, line.substring(at + 1, end), span));
        at = Math.min(line.length(), end + 1);
    }

    private void docstring(String line) {
        Span start = here(3);
        StringBuilder text = new StringBuilder();
        String rest = line.substring(at + 3);
        int first = row;
        while (!rest.contains("\"\"\"") && row + 1 < lines.length) {
            text.append(rest).append('\n');
            rest = lines[++row];
        }
        int end = rest.indexOf("\"\"\"");
        if (end < 0) {
            report.add(Diagnostic.error(Code.G003, start, "this docstring has no closing quotes")
                    .hint("end it with \"\"\""));
            end = rest.length();
        }
        tokens.add(new Token(Kind.TEXT, text + rest.substring(0, end), start));
        at = Math.min(lines[row].length(), (row == first ? at + 3 : 0) + end + 3);
        if (row != first) {
            // the loop of line() goes on in the line it was given, which is not the one reached now
            String tail = lines[row].substring(at).strip();
            if (!tail.isEmpty() && !tail.startsWith("#")) {
                report.add(Diagnostic.error(Code.G006, here(tail.length()), "a docstring ends its line"));
            }
            at = Integer.MAX_VALUE;
        }
    }

    private void number(String line) {
        int end = at;
        boolean point = false;
        while (end < line.length()
                && (digit(line.charAt(end)) || letter(line.charAt(end)) || (line.charAt(end) == '.' && !point))) {
            point |= line.charAt(end) == '.';
            end++;
        }
        String written = line.substring(at, end);
        String digits = written.replace("_", "");
        if (!digits.matches("[0-9]+(\\.[0-9]+)?") || digits.length() > 60) {
            report.add(Diagnostic.error(Code.G008, here(end - at), "`" + shortened(written) + "` is not a number")
                    .hint("write it like 12, 0.05 or 1_000"));
            digits = "0";
        }
        tokens.add(new Token(Kind.NUMBER, digits, here(end - at)));
        at = end;
    }

    private static String shortened(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }

    private void symbol(String line) {
        for (String symbol : SYMBOLS) {
            if (line.startsWith(symbol, at)) {
                Token token = new Token(Kind.SYMBOL, symbol, here(symbol.length()));
                bracket(token);
                add(Kind.SYMBOL, symbol, symbol.length());
                return;
            }
        }
        int point = line.codePointAt(at);
        int length = Character.charCount(point);
        report.add(Diagnostic.error(Code.G002, here(length), "the character " + shown(point) + " has no meaning here"));
        at += length;
    }

    private static String shown(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                ? "U+" + Integer.toHexString(point)
                : "`" + Character.toString(point) + "`";
    }

    private void bracket(Token token) {
        switch (token.text()) {
            case "(", "[", "{" -> open.push(token);
            case ")", "]", "}" -> {
                if (!open.isEmpty() && closing(open.element().text()).equals(token.text())) {
                    open.pop();
                } else {
                    report.add(Diagnostic.error(
                            Code.G006, token.span(), "nothing is open that `" + token.text() + "` closes"));
                }
            }
            default -> {}
        }
    }

    private void newline() {
        if (!tokens.isEmpty()
                && tokens.getLast().kind() != Kind.NEWLINE
                && tokens.getLast().kind() != Kind.DEDENT) {
            Span last = tokens.getLast().span();
            tokens.add(new Token(Kind.NEWLINE, "", new Span(last.line(), last.column() + last.length(), 1)));
        }
    }

    private void add(Kind kind, String text, int length) {
        tokens.add(new Token(kind, text, here(length)));
        if (kind == Kind.NAME || kind == Kind.SYMBOL) {
            at += length;
        }
    }

    private Span here(int length) {
        return new Span(row + 1, at + 1, Math.max(1, length));
    }

    private static String word(String line, int from) {
        int end = from;
        while (end < line.length() && (letter(line.charAt(end)) || digit(line.charAt(end)))) {
            end++;
        }
        return line.substring(from, end);
    }

    private static boolean letter(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
